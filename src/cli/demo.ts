import { defineCommand } from "citty";
import { SkepError } from "../shared/errors.ts";
import { runDemo } from "./demo/run-demo.ts";
import { parseSeconds } from "./parse-seconds.ts";

export const demo = defineCommand({
  meta: {
    name: "demo",
    description: "Watch the whole thing happen on a dev chain of your own: no account, no key, no network",
  },
  args: {
    interval: { type: "string", description: "Time between blocks; Hive's is 3s", default: "3s", valueHint: "seconds" },
    model: {
      type: "string",
      description: "Think with this GGUF file instead of the shipped small model",
      valueHint: "file",
    },
    "keep-running": { type: "boolean", description: "Leave chain and agents running afterwards, until Ctrl-C" },
    json: { type: "boolean", description: "One JSON line a fact, for machines" },
  },
  async run({ args }) {
    const interval = parseSeconds(args.interval) * 1_000;
    if (interval < 100) throw new SkepError("config_invalid", "--interval takes at least 0.1s");
    const isKept = await runDemo({
      interval,
      model: args.model,
      keepRunning: args["keep-running"] === true,
      json: args.json === true,
    });
    process.exitCode = isKept ? 0 : 1;
  },
});
