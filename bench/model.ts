import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { machine, table, type Section } from "./harness.ts";
import { measureEventLoop } from "./model/event-loop.ts";
import { measureGeneration } from "./model/generation.ts";
import { writeModelUnderTest } from "./model/model-under-test.ts";
import { measurePrefix } from "./model/prefix.ts";
import { measureSideBySide } from "./model/side-by-side.ts";

// What the model room makes of llama.cpp, beside llama.cpp and its binding in the same run, on a file made here:
// `node build/bench/model.js [--rounds N] [--only NAME] [--type Q8_0] [--json]`. See docs/benchmarks.md.

const sections: Readonly<Record<string, (path: string, folder: string, rounds: number) => Promise<Section>>> = {
  generation: (path, _, rounds) => measureGeneration(path, rounds),
  prefix: (path, folder, rounds) => measurePrefix(path, join(folder, "prefixes"), rounds),
  together: (path, _, rounds) => measureSideBySide(path, rounds),
  loop: (path, _, rounds) => measureEventLoop(path, rounds),
};

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    only: { type: "string" },
    type: { type: "string", default: "Q8_0" },
    json: { type: "boolean", default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), "skep-bench-"));
try {
  const path = join(folder, "135m.gguf");
  const type = values.type === "Q4_0" ? "Q4_0" : "Q8_0";
  const bytes = writeModelUnderTest(path, type);
  const measured: Section[] = [];
  const before = { ...machine(), file: `135M ${type}, ${Math.round(bytes / 1e6)} MB` };
  if (!values.json) console.log(Object.values(before).join(" · "));
  for (const [name, measure] of Object.entries(sections)) {
    if (values.only !== undefined && values.only !== name) continue;
    const section = await measure(path, folder, Number(values.rounds));
    measured.push(section);
    if (!values.json) console.log(`\n${table(section)}`);
  }
  if (values.json) console.log(JSON.stringify({ ...before, sections: measured }, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
