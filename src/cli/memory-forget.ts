import { defineCommand } from "citty";
import { forgetPerson, mergeAll, type Forgotten } from "../memory/forget.ts";
import { SkepError } from "../shared/errors.ts";
import type { Store } from "../store/store.ts";
import { askYes } from "./ask-yes.ts";
import { allMemories, filterOf, memoryArgs, olderArg } from "./memory-args.ts";
import { openViews } from "./open-views.ts";
import { flagsOf } from "./setting-args.ts";

const atOnce = 100;

/** `skep memory forget`. */
export const forget = defineCommand({
  meta: {
    name: "forget",
    description: "Deletes for good: all that a person said, or memories by number, agent or age",
  },
  args: {
    ...memoryArgs,
    older: olderArg,
    which: { type: "positional", description: "Numbers of memories, with commas, or @person", required: false },
    yes: { type: "boolean", description: "Do not ask", alias: "y" },
  },
  async run({ args }) {
    await using store = await openViews(flagsOf(args), {});
    const person = args.which?.startsWith("@") === true ? args.which.slice(1) : undefined;
    if (person !== undefined) {
      await confirm(`Delete all that @${person} said, in every table?`, args.yes);
      return tell(await forgetPerson(store.forget, person), args.json === true);
    }
    const chosen = args.which === undefined ? await choose(store, args) : numbersIn(args.which);
    if (chosen.length === 0) throw new SkepError("config_invalid", "nothing to forget was named, or nothing fits");
    await confirm(`Delete ${chosen.length} memories?`, args.yes);
    for (let start = 0; start < chosen.length; start += atOnce) {
      await store.memory.remove(chosen.slice(start, start + atOnce));
    }
    await mergeAll(store.forget);
    await store.forget.emptyLog();
    return tell({ memories: chosen.length, jobs: 0, underWay: 0 }, args.json === true);
  },
});

function numbersIn(text: string): readonly number[] {
  const numbers = text.split(",").map((each) => each.trim());
  if (numbers.every((each) => /^\d+$/.test(each))) return numbers.map(Number);
  throw new SkepError("config_invalid", `${text}: forget takes numbers of memories, such as 3,4, or an account with @`);
}

async function choose(store: Store, args: Parameters<typeof filterOf>[0]): Promise<readonly number[]> {
  const filter = filterOf(args);
  if (Object.values(filter).every((value) => value === undefined)) return [];
  const chosen: number[] = [];
  for await (const { id } of allMemories(store, filter)) chosen.push(id);
  return chosen;
}

async function confirm(question: string, yes: boolean | undefined): Promise<void> {
  if (yes === true || (await askYes(`${question} This cannot be undone.`))) return;
  throw new SkepError("config_invalid", "nothing was deleted: say --yes where nobody can be asked");
}

function tell(forgotten: Forgotten, asJson: boolean): void {
  if (asJson) return console.log(JSON.stringify(forgotten));
  const { memories, jobs, underWay } = forgotten;
  console.log(
    `Deleted: ${memories} memories, the texts of ${jobs} jobs. Prompts of others that showed them are blank.`,
  );
  if (underWay > 0) console.log(`${underWay} jobs are under way: say it again once they have ended.`);
}
