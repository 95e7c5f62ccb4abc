// Runs the agents of a folder from a program of your own. `node build/examples/embed.js` in a folder with agents/.
import { loadAgents, loadConfig, openBot, openKeySource } from "../src/index.ts";

const { config } = await loadConfig();
const { agents, complaints } = await loadAgents({ agentsDir: config.agentsDir, promptsDir: config.promptsDir });
if (complaints.length > 0)
  throw new Error(complaints.map(({ file, line, message }) => `${file}:${line} ${message}`).join("\n"));

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

const log = { debug: () => {}, info: console.log, warn: console.warn };
const keys = await openKeySource(config.projectDir);
const bot = await openBot({ config, agents, keys, log, journal: (entry) => console.log(entry.fact) }, stop.signal);
try {
  await bot.run({ drain: stop.signal, abort: new AbortController().signal });
} finally {
  await bot[Symbol.asyncDispose]();
}
