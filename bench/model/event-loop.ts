import { monitorEventLoopDelay } from "node:perf_hooks";
import { race, type Section } from "../harness.ts";
import { openModelUnderTest, request } from "./model-under-test.ts";

const never = new AbortController().signal;
/** Of the monitor, in milliseconds; its own figures begin there. */
const resolution = 1;

/** How late the bot's event loop is while an engine generates beside it, beside a loop with nothing to do. */
export async function measureEventLoop(path: string, rounds: number): Promise<Section> {
  await using model = await openModelUnderTest(path);
  const generate = (): Promise<unknown> => model.complete(request({ maxTokens: 64, onText: () => undefined }), never);
  const reference = "the limit that was set: 20 ms";
  const cases = [
    { name: reference, run: () => 20 },
    { name: "p99 of the bot's loop while it generates", run: () => delayWhile(generate) },
    {
      name: "p99 with nothing to do",
      run: () => delayWhile(() => new Promise((resolve) => setTimeout(resolve, 2000))),
    },
  ];
  return { title: "event-loop delay", unit: "ms", reference, results: await race(cases, rounds) };
}

async function delayWhile(work: () => Promise<unknown>): Promise<number> {
  const monitor = monitorEventLoopDelay({ resolution });
  monitor.enable();
  await work();
  monitor.disable();
  return monitor.percentile(99) / 1e6 - resolution;
}
