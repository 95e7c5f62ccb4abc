import { defineCommand } from "citty";
import { createDevnet, type Devnet } from "../devnet/create-devnet.ts";
import type { DevnetOptions } from "../devnet/devnet-options.ts";
import { systemClock } from "../shared/clock.ts";
import { HeldResources } from "../shared/held-resources.ts";
import { openBlockExport } from "./devnet-export.ts";
import { devnetFacts, devnetGreeting } from "./devnet-greeting.ts";
import { devnetArgs, devnetOptions } from "./devnet-options.ts";
import { stopSignals } from "./stop-signals.ts";

const slotSeconds = 3;

export const devnet = defineCommand({
  meta: {
    name: "devnet",
    description: "A Hive node of your own on loopback, with the real rules, for trying things out",
  },
  args: devnetArgs,
  async run({ args }) {
    using stop = stopSignals(() => {});
    const options = await devnetOptions(args);
    await using held = new HeldResources();
    const output = args.export === undefined ? undefined : held.use(openBlockExport(args.export));
    const onBlock: DevnetOptions["onBlock"] = (block) => output?.write(block);
    const node = held.use(await createDevnet({ ...options, onBlock }));
    if (options.stateFile !== undefined && options.interval === slotSeconds * 1000 && !options.genesisTime)
      wakeUp(node);
    console.log(args.json ? JSON.stringify(devnetFacts(node)) : devnetGreeting(node, options));
    await new Promise<void>((resolve) => stop.drain.addEventListener("abort", () => resolve(), { once: true }));
  },
});

/** A chain at Hive's pace that was stopped for a while has missed the slots of that time, as Hive would have. */
function wakeUp(node: Devnet): void {
  const behind = (systemClock.now().getTime() - node.head().timestamp.getTime()) / 1000;
  const missed = Math.floor(behind / slotSeconds) * slotSeconds;
  if (missed > slotSeconds) node.advance(missed);
}
