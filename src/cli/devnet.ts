import { defineCommand } from "citty";
import { createDevnet } from "../devnet/create-devnet.ts";
import { SkepError } from "../shared/errors.ts";
import { namesIn } from "./load-project.ts";
import { parseSeconds } from "./parse-seconds.ts";
import { stopSignals } from "./stop-signals.ts";

export const devnet = defineCommand({
  meta: {
    name: "devnet",
    description: "A Hive node of your own on loopback, with the real rules, for trying things out",
  },
  args: {
    port: { type: "string", description: "Where it listens", default: "8090" },
    interval: { type: "string", description: "Time between blocks; Hive's is 3s", default: "3s", valueHint: "seconds" },
    accounts: {
      type: "string",
      description: "Accounts to make, separated by commas",
      default: "alice,bob,sage.agent,curator.agent,inleo.digest",
    },
    json: { type: "boolean", description: "Print address, chain id and keys as JSON" },
  },
  async run({ args }) {
    const names = namesIn(args.accounts) ?? [];
    using stop = stopSignals(() => {});
    await using node = await createDevnet({
      port: portNumber(args.port),
      interval: parseSeconds(args.interval) * 1_000,
      accounts: names.map((name) => ({ name })),
      communities: [{ name: "hive-167922", title: "INLEO" }],
    });
    const keys = names.map((name) => ({ account: name, postingKey: node.keyOf(name, "posting") }));
    if (args.json) console.log(JSON.stringify({ url: node.url, chainId: node.chainId, accounts: keys }));
    else {
      console.log(`A Hive node with the real rules: ${node.url}\nchain id: ${node.chainId}\n`);
      for (const { account, postingKey } of keys) console.log(`${account.padEnd(16)} posting key ${postingKey}`);
      console.log("\nThese keys are worth nothing anywhere else. Ctrl-C ends the chain.");
    }
    await new Promise<void>((resolve) => stop.drain.addEventListener("abort", () => resolve(), { once: true }));
  },
});

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new SkepError("config_invalid", `--port takes a number up to 65535, not "${text}"`);
}
