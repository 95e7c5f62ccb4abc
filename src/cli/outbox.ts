import { defineCommand } from "citty";
import { SkepError } from "../shared/errors.ts";
import type { OutboxRow } from "../store/send-store.ts";
import type { WishOutcome } from "../store/view-store.ts";
import { openViews } from "./open-views.ts";
import { edit } from "./outbox/edit.ts";
import { findRow } from "./outbox/find-row.ts";
import { showRow } from "./outbox/row-page.ts";
import { parseLimit } from "./parse-limit.ts";
import { printable } from "./printable.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { showTable } from "./show-table.ts";

const json = { type: "boolean", description: "For machines" } as const;
const id = { type: "positional", description: "Number of the row", required: true } as const;
const why = (text: string) =>
  ({ type: "string", description: "The reason, kept with it", default: `${text} by the operator` }) as const;

const list = defineCommand({
  meta: { name: "list", description: "What is on its way to the chain, newest first" },
  args: { ...settingArgs, limit: { type: "string", description: "At most so many", default: "20" }, json },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const rows = await store.views.readOutbox({ limit: parseLimit(args.limit) });
    if (args.json) return console.log(JSON.stringify(rows, undefined, 2));
    if (rows.length === 0) return console.log("The outbox is empty.");
    const cells = rows.map((row) => [
      String(row.id),
      row.state,
      row.live ? "live" : "dry",
      row.agent,
      row.subject,
      row.because,
    ]);
    showTable(["row", "state", "mode", "agent", "about", "because"], cells);
  },
});

const show = defineCommand({
  meta: { name: "show", description: "A row as its readers would see it" },
  args: { ...settingArgs, id, raw: { type: "boolean", description: "The operations as they go to the chain" }, json },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const row = await findRow(store, args.id);
    if (args.json) return console.log(JSON.stringify(row, undefined, 2));
    if (args.raw) return console.log(printable(JSON.stringify(JSON.parse(row.operations), undefined, 2)));
    showRow(row);
  },
});

const approve = defineCommand({
  meta: { name: "approve", description: "Lets a draft go to the chain as it is" },
  args: { ...settingArgs, id, text: { type: "string", description: "Only if its text is the one that show names so" } },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    const row = await findRow(store, args.id);
    if (args.text !== undefined && !row.hash.startsWith(args.text))
      throw new SkepError("config_invalid", `row ${row.id} has another text now: see skep outbox show ${row.id}`);
    if (!(await store.views.approve(row.id, row.hash)))
      throw new SkepError("config_invalid", `row ${row.id} is ${row.state}, not a draft`);
    const next = row.live
      ? "a running bot sends it within seconds"
      : "it is part of a dry run, so it will only be written down";
    console.log(`Row ${row.id} is approved: ${next}.`);
  },
});

const reject = defineCommand({
  meta: { name: "reject", description: "Keeps a draft from the chain for good" },
  args: { ...settingArgs, id, why: why("rejected") },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    const row = await findRow(store, args.id);
    if (!(await store.views.reject(row.id, args.why)))
      throw new SkepError("config_invalid", `row ${row.id} is ${row.state}, not a draft`);
    console.log(`Row ${row.id} is rejected.`);
  },
});

const retry = defineCommand({
  meta: { name: "retry", description: "Sends a row now that was put off, or once more one that failed or lapsed" },
  args: { ...settingArgs, id, json },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    const row = await findRow(store, args.id);
    const outcome = await store.views.retryRow(row.id, new Date());
    conclude(outcome, row, { asJson: args.json === true, done: "is planned and due now" });
  },
});

const cancel = defineCommand({
  meta: { name: "cancel", description: "Keeps a row from the chain that is not signed yet" },
  args: { ...settingArgs, id, why: why("cancelled"), json },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    const row = await findRow(store, args.id);
    const outcome = await store.views.cancelRow(row.id, args.why);
    conclude(outcome, row, { asJson: args.json === true, done: "is cancelled" });
  },
});

function conclude(
  outcome: WishOutcome,
  row: OutboxRow,
  { asJson, done }: { readonly asJson: boolean; readonly done: string },
): void {
  if (outcome === "under-way") {
    const message = `row ${row.id} is ${row.state} and its transaction may still get into a block: wait until it is confirmed or has expired (skep pause keeps it from being sent again)`;
    throw new SkepError("config_invalid", message);
  }
  if (outcome === "too-late") {
    const message = `row ${row.id} is ${row.state}: that cannot be done with it now`;
    throw new SkepError("config_invalid", message);
  }
  console.log(asJson ? JSON.stringify({ row: row.id, outcome }) : `Row ${row.id} ${done}.`);
}

export const outbox = defineCommand({
  meta: { name: "outbox", description: "What is on its way to the chain, and drafts that wait for your word" },
  subCommands: { list, show, edit, approve, reject, retry, cancel },
});
