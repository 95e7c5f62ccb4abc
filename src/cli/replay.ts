import { readFile } from "node:fs/promises";
import { defineCommand } from "citty";
import { z } from "zod";
import type { Agent } from "../agent/agent.ts";
import type { Block } from "../chain/block.ts";
import { decodeBlock } from "../chain/decode-block.ts";
import { eventsOf } from "../chain/event.ts";
import { jobsFor } from "../runtime/listen.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import { loadProject, namesIn } from "./load-project.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { table } from "./table.ts";

export const replay = defineCommand({
  meta: { name: "replay", description: "Which recorded events would have become jobs, and for which agent" },
  args: {
    ...settingArgs,
    file: {
      type: "string",
      description: "JSON of blocks: an array, or { blocks }, as block_api tells them",
      required: true,
    },
    agent: { type: "string", description: "Only these agents, separated by commas", valueHint: "names" },
    json: { type: "boolean", description: "One JSON line a match, then one of figures" },
  },
  async run({ args }) {
    const { agents } = await loadProject(flagsOf(args), namesIn(args.agent));
    const blocks = await readBlocks(args.file);
    const started = performance.now();
    const matches = blocks.flatMap((block) => matchesIn(block, agents));
    const seconds = (performance.now() - started) / 1_000;
    const operations = blocks.reduce((sum, block) => sum + eventsOf(block).length, 0);
    const figures = { blocks: blocks.length, operations, seconds: Number(seconds.toFixed(4)), matches: matches.length };
    if (args.json) {
      for (const line of [...matches, figures]) console.log(JSON.stringify(line));
      return;
    }
    if (matches.length > 0) {
      const rows = matches.map((match) => [
        String(match.block),
        match.agent,
        match.trigger,
        `@${match.author}/${match.permlink}`,
      ]);
      console.log(`${table([["block", "agent", "trigger", "about"], ...rows])}\n`);
    }
    console.log(
      `${figures.matches} matches in ${operations} operations of ${figures.blocks} blocks. Nothing was sent.`,
    );
  },
});

interface Match {
  readonly block: number;
  readonly transaction: string;
  readonly author: string;
  readonly permlink: string;
  readonly agent: string;
  readonly trigger: string;
}

function matchesIn(block: Block, agents: readonly Agent[]): Match[] {
  return eventsOf(block).flatMap((event) =>
    jobsFor(event, agents).map(({ agent, trigger, subject, eventId }) => {
      const [author = "", permlink = ""] = subject.split("/");
      return { block: block.number, transaction: eventId.split(":")[0] ?? "", author, permlink, agent, trigger };
    }),
  );
}

const recording = z.union([
  z.array(z.unknown()),
  z.looseObject({ blocks: z.array(z.unknown()) }).transform(({ blocks }) => blocks),
]);

async function readBlocks(file: string): Promise<Block[]> {
  try {
    return recording.parse(JSON.parse(await readFile(file, "utf8"))).map(decodeBlock);
  } catch (error) {
    throw new SkepError("config_invalid", `${file} is no recording of blocks: ${messageOf(error)}`, { cause: error });
  }
}
