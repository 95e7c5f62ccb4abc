import { defineCommand } from "citty";
import { SkepError } from "../shared/errors.ts";
import type { OutboxRow } from "../store/send-store.ts";
import type { Store } from "../store/store.ts";
import { openViews } from "./open-views.ts";
import { parseLimit } from "./parse-limit.ts";
import { printable } from "./printable.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { clip, table } from "./table.ts";

const json = { type: "boolean", description: "For machines" } as const;
const id = { type: "positional", description: "Number of the row", required: true } as const;

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
      clip(row.subject, 60),
      clip(row.because, 60),
    ]);
    console.log(table([["row", "state", "mode", "agent", "about", "because"], ...cells]));
  },
});

const show = defineCommand({
  meta: { name: "show", description: "The operations of one row" },
  args: { ...settingArgs, id, json },
  async run({ args }) {
    await using store = await openViews(flagsOf(args));
    const row = await findRow(store, args.id);
    if (args.json) return console.log(JSON.stringify(row, undefined, 2));
    console.log(`${row.state}, ${row.live ? "live" : "dry run"}, @${row.account}, about ${row.subject}`);
    console.log(printable(JSON.stringify(JSON.parse(row.operations), undefined, 2)));
  },
});

const approve = defineCommand({
  meta: { name: "approve", description: "Lets a draft go to the chain as it is" },
  args: { ...settingArgs, id },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    const row = await findRow(store, args.id);
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
  args: {
    ...settingArgs,
    id,
    why: { type: "string", description: "The reason, kept with it", default: "rejected by the operator" },
  },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    const row = await findRow(store, args.id);
    if (!(await store.views.reject(row.id, args.why)))
      throw new SkepError("config_invalid", `row ${row.id} is ${row.state}, not a draft`);
    console.log(`Row ${row.id} is rejected.`);
  },
});

async function findRow(store: Store, key: string): Promise<OutboxRow> {
  const row = /^\d+$/.test(key) ? await store.views.findOutboxRow(Number(key)) : undefined;
  if (!row) throw new SkepError("config_invalid", `there is no row ${key} in the outbox: see skep outbox list`);
  return row;
}

export const outbox = defineCommand({
  meta: { name: "outbox", description: "What is on its way to the chain, and drafts that wait for your word" },
  subCommands: { list, show, approve, reject },
});
