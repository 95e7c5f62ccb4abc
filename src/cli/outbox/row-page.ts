import { wordsOf } from "../../action/rewrite.ts";
import type { Operation } from "../../chain/operation.ts";
import { isColourless } from "../../config/environment.ts";
import { operationsOf } from "../../runtime/row-operations.ts";
import type { OutboxRow } from "../../store/send-store.ts";
import { paintFor } from "../paint.ts";
import { printable } from "../printable.ts";
import { widthOf } from "../table.ts";
import { markdownPage } from "./markdown-page.ts";

/** Shows a row as a reader would see it: its text rendered, and what comes with it. */
export function showRow(row: OutboxRow): void {
  const paint = paintFor(process.stdout, isColourless());
  const operations = operationsOf(row);
  console.log(`${row.state}, ${row.live ? "live" : "dry run"}, @${row.account}, about ${printable(row.subject)}`);
  if (row.because !== "") console.log(printable(`because: ${row.because}`));
  const words = wordsOf(operations);
  if (!words) return console.log(printable(JSON.stringify(operations, undefined, 2)));
  console.log(paint("dim", `decided ${row.decidedAt.toISOString()}, text ${row.hash.slice(0, 12)}`));
  for (const operation of operations) console.log(paint("dim", printable(aboutOf(operation))));
  if (words.title !== "") console.log(`\n${paint("bold", printable(words.title))}`);
  const [body] = operations.flatMap((operation) => (operation.type === "comment" ? [operation.body] : []));
  console.log(`\n${markdownPage(body ?? "", Math.min(100, widthOf(process.stdout)))}`);
}

function aboutOf(operation: Operation): string {
  if (operation.type === "comment") {
    const { parentAuthor, parentPermlink, permlink } = operation;
    const place =
      parentAuthor === "" ? `a root post in ${parentPermlink}` : `an answer to @${parentAuthor}/${parentPermlink}`;
    return `${place}, permlink ${permlink}`;
  }
  if (operation.type !== "commentOptions") return JSON.stringify(operation);
  const shares = operation.beneficiaries.map(({ account, weight }) => `@${account} ${weight / 100}%`);
  return shares.length > 0 ? `payout shared: ${shares.join(", ")}` : `payout at most ${operation.maxAcceptedPayout}`;
}
