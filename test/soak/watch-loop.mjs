// Loaded into a bot with `node --import`: on SIGUSR2 tells its heap and how long its event loop was held up, as a line of JSON.
import { appendFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const file = process.env["WATCH_LOOP_FILE"];
if (file !== undefined) {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc");
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on("SIGUSR2", () => {
    const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map((value) => value / 1e6);
    collectGarbage();
    const heap = process.memoryUsage().heapUsed / 2 ** 20;
    appendFileSync(file, `${JSON.stringify({ heap, p50, p99, max })}\n`);
    delay.reset(); // what is told next begins here, the collection above left out
  });
}
