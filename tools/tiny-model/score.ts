import { readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { jobs, type Example, type Job } from "./example.ts";
import { makeExample } from "./make-example.ts";
import { readModelRecord, writeModelRecord, type JobScore } from "./model-record.ts";
import { randomChoice } from "./random-choice.ts";
import { SmallModel, type Said } from "./small-model.ts";

// Scores the model on held-out examples and writes the score down: `node build/tools/tiny-model/score.js [file] [examples of each job] [--show]`.

const arguments_ = process.argv.slice(2);
const [path = "models/skep-tiny.gguf", each = "50"] = arguments_.filter((argument) => !argument.startsWith("--"));
const show = arguments_.includes("--show");
const page = "docs/small-model.md";

await using model = await SmallModel.open(path, ".");
const score: Record<string, JobScore> = {};
let tokens = 0;
let milliseconds = 0;
for (const job of jobs) {
  const results = [];
  for (let seed = 1; seed <= Number(each); seed++)
    results.push(await judge(makeExample(job, "sage.agent", "usual", randomChoice(seed), "held-out")));
  score[job] = summary(results);
  process.stdout.write(
    `${job}: exact ${score[job].exact.toFixed(3)}, verbatim ${score[job].verbatim?.toFixed(3) ?? "-"}\n`,
  );
}
process.stdout.write(`${((1000 * tokens) / milliseconds).toFixed(0)} tokens/s, reading the prompt included\n`);
if (!arguments_.includes("--dry")) {
  writeModelRecord(path, { ...readModelRecord(path), score });
  writeFileSync(page, withTable(readFileSync(page, "utf8"), score));
}

interface Result {
  readonly exact: boolean;
  readonly verbatim: boolean | undefined;
}

async function judge(example: Example): Promise<Result> {
  const said = await model.answer(example, "sage.agent");
  tokens += said.tokens;
  milliseconds += said.milliseconds;
  const exact = isDeepStrictEqual(parsed(said), example.output);
  if (show && !exact)
    process.stdout.write(`${example.job}\n  wanted ${JSON.stringify(example.output)}\n  said   ${said.text}\n`);
  return { exact, verbatim: isVerbatim(example, said) };
}

function parsed({ text }: Said): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether what was quoted stands in one of the texts; `undefined` where nothing had to be quoted. */
function isVerbatim({ quote, sections, job }: Example, said: Said): boolean | undefined {
  if (quote === undefined) return undefined;
  const output = parsed(said);
  const text = JSON.stringify(output) ?? "";
  const quoted =
    job === "digest-item"
      ? (output as { quote?: string } | undefined)?.quote
      : /“(?:… )?(.*?)…?”/.exec(text)?.[1]?.replaceAll('\\"', '"');
  return quoted !== undefined && sections.some((section) => section.text.includes(quoted));
}

function summary(results: readonly Result[]): JobScore {
  const quoting = results.filter(({ verbatim }) => verbatim !== undefined);
  const share = (part: number, whole: number): number => Math.round((1000 * part) / whole) / 1000;
  return {
    examples: results.length,
    exact: share(results.filter(({ exact }) => exact).length, results.length),
    verbatim: quoting.length === 0 ? null : share(quoting.filter(({ verbatim }) => verbatim).length, quoting.length),
  };
}

function withTable(text: string, scores: Readonly<Record<string, JobScore>>): string {
  const percent = (part: number | null): string => (part === null ? "–" : `${(100 * part).toFixed(0)}%`);
  const rows = jobs.map((job: Job) => {
    const { examples = 0, exact = 0, verbatim = null } = scores[job] ?? {};
    return `| ${job} | ${examples} | ${percent(exact)} | ${percent(verbatim)} |`;
  });
  const table = [
    "| job | examples | whole decision exact | quotes word for word |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
  return text.replace(/(<!-- score -->)[\s\S]*?(<!-- end of score -->)/, `$1\n\n${table}\n\n$2`);
}
