import { expect, test } from "vitest";
import { standingGates } from "../../src/policy/gate.ts";

const person = {
  author: "alice",
  body: "What is HBD?",
  app: "peakd/2024.4.3",
  aiTools: false,
  tags: ["hive"],
  isHidden: false,
  ownAccounts: ["sage.agent", "curator.agent"],
};

test("a person who asks something gets the model's time", () => {
  expect(standingGates(person)).toEqual([
    { gate: "not-empty", outcome: "passed", because: "it says something" },
    { gate: "not-hidden", outcome: "passed", because: "Hive shows it" },
    { gate: "no-bots", outcome: "passed", because: "nothing says that a bot wrote it" },
  ]);
});

test.each([
  [{ app: "skep/0.1.0" }, "no-bots"],
  [{ aiTools: true }, "no-bots"],
  [{ tags: ["aiagent"] }, "no-bots"],
  [{ tags: ["AIAgent"] }, "no-bots"],
  [{ author: "curator.agent" }, "no-bots"],
  [{ author: "hivebuzz" }, "no-bots"],
  [{ isHidden: true }, "not-hidden"],
  [{ body: " \n" }, "not-empty"],
])("%o is refused by %s before the model is asked", (change, gate) => {
  const refused = standingGates({ ...person, ...change }).filter(({ outcome }) => outcome === "refused");
  expect(refused.map((report) => report.gate)).toEqual([gate]);
});
