import { createHash } from "node:crypto";
import { bodyBytes } from "../action/digest.ts";
import { rewritten, wordsOf, type Words } from "../action/rewrite.ts";
import type { Agent } from "../agent/agent.ts";
import { mentionsOf } from "../chain/mention-rule.ts";
import { firstFault } from "../policy/word-rules.ts";
import { SkepError } from "../shared/errors.ts";
import type { OutboxRow } from "../store/send-store.ts";
import type { ViewStore } from "../store/view-store.ts";
import { operationsOf } from "./row-operations.ts";
import { surroundingsOf } from "./surroundings.ts";

/** hived takes no longer title. */
const titleBytes = 255;

/**
 * Gives a draft its operator's words. What they changed passes the rules for words on chain, by which links and names that
 * the draft had are known; who wrote it stays said below. An approval of the words before does not hold for these. Throws
 * `config_invalid` when they will not do, or the row is no draft with these words any more.
 */
export async function editDraft(
  row: OutboxRow,
  words: Words,
  agent: Agent,
  { views }: { readonly views: Pick<ViewStore, "rewriteDraft"> },
): Promise<void> {
  const before = wordsOf(operationsOf(row));
  if (row.state !== "draft" || !before)
    throw refused(`row ${row.id} is ${row.state}: only the text of a draft can be edited`);
  const fault = faultOf(words, before, agent);
  if (fault !== undefined) throw refused(fault);
  const operations = JSON.stringify(rewritten(operationsOf(row), words));
  const hash = createHash("sha256").update(operations).digest("hex");
  if (!(await views.rewriteDraft(row.id, row.hash, { operations, hash })))
    throw refused(`row ${row.id} was approved, rejected or changed meanwhile`);
}

function faultOf(words: Words, before: Words, agent: Agent): string | undefined {
  if (words.text.trim() === "") return "there is no text left: skep outbox reject keeps a draft from the chain";
  if (before.title !== "" && words.title.trim() === "") return "a root post needs a title: it is the first line";
  if (Buffer.byteLength(words.title) > titleBytes) return `a title has at most ${titleBytes} bytes`;
  if (Buffer.byteLength(words.text) > bodyBytes) return `a text has at most ${bodyBytes} bytes`;
  const known = `${before.title}\n${before.text}`;
  const fault = firstFault([changedIn(words, known)], {
    ...surroundingsOf(agent, [...mentionsOf(known)]),
    sources: [known],
  });
  return fault && `${fault.rule}: ${fault.because}`;
}

/** The lines that are new: what stood there before was judged before. */
function changedIn({ title, text }: Words, known: string): string {
  const lines = new Set(known.split("\n"));
  return `${title}\n${text}`
    .split("\n")
    .filter((line) => !lines.has(line))
    .join("\n");
}

function refused(message: string): SkepError {
  return new SkepError("config_invalid", message);
}
