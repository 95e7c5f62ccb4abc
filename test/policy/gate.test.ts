import { expect, test } from "vitest";
import { refusal } from "../../src/policy/gate.ts";

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
  expect(refusal(person)).toBeUndefined();
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
  expect(refusal({ ...person, ...change })).toMatchObject({ gate });
});
