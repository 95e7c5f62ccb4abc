import { renderSections } from "../../src/context/section.ts";
import { jobs } from "./example.ts";
import { makeExample } from "./make-example.ts";
import { randomChoice } from "./random-choice.ts";

// Prints a few training examples of each job, to look at.
for (const job of jobs) {
  for (let seed = 1; seed <= Number(process.argv[2] ?? 2); seed++) {
    const example = makeExample(
      job,
      "sage.agent",
      seed % 2 === 0 ? "usual" : "short",
      randomChoice(seed),
      process.argv[3] === "held-out" ? "held-out" : "train",
    );
    process.stdout.write(`=== ${job}\n${renderSections(example.sections)}\n--- ${JSON.stringify(example.output)}\n\n`);
  }
}
