import { parseArgs } from "node:util";
import { measureBlockRange } from "./devnet/block-range.ts";
import { measureAcceptance, measureInclusion } from "./devnet/reply-time.ts";
import { measureStart } from "./devnet/start.ts";
import { measureVerification } from "./devnet/verification.ts";
import { machine, table, type Section } from "./harness.ts";

// What the dev chain can do, beside a peer or a limit measured in the same run:
// `node build/bench/devnet.js [--rounds N] [--only NAME] [--json]`. See docs/benchmarks.md.

// The small ones first: what the others leave behind in memory would disturb them.
const sections: Readonly<Record<string, (rounds: number) => Promise<Section>>> = {
  start: (rounds) => measureStart(rounds),
  acceptance: (rounds) => measureAcceptance(rounds, 1000),
  inclusion: () => measureInclusion(30),
  verification: (rounds) => measureVerification(rounds, 2000),
  range: (rounds) => measureBlockRange(rounds, 10),
};

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const measured: Section[] = [];
const before = machine();
if (!values.json) console.log(Object.values(before).join(" · "));
for (const [name, measure] of Object.entries(sections)) {
  if (values.only !== undefined && values.only !== name) continue;
  const section = await measure(Number(values.rounds));
  measured.push(section);
  if (!values.json) console.log(`\n${table(section)}`);
}
if (values.json) console.log(JSON.stringify({ ...before, sections: measured }, null, 2));
