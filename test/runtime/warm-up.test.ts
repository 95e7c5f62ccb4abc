import { expect, test } from "vitest";
import type { Agent } from "../../src/agent/agent.ts";
import { loadAgents } from "../../src/agent/load-agents.ts";
import type { LanguageModel } from "../../src/model/language-model.ts";
import { scriptedModel } from "../../src/model/scripted-model.ts";
import type { JournalEntry } from "../../src/runtime/journal.ts";
import { warmUp } from "../../src/runtime/warm-up.ts";

const never = new AbortController().signal;

/** A model that notes what it was to evaluate. */
function listeningModel(preloaded: string[], more: Partial<LanguageModel> = {}): LanguageModel {
  const preload = async (system: string): Promise<void> => void preloaded.push(system);
  return { ...scriptedModel([]), preload, ...more };
}

async function shipped(): Promise<readonly Agent[]> {
  return (await loadAgents({ agentsDir: "agents", promptsDir: "prompts" })).agents;
}

test("each instruction of all agents is evaluated once ahead of its turns, and once for each model", async () => {
  const agents = await shipped();
  const preloaded: string[] = [];
  const model = listeningModel(preloaded);
  await warmUp({ agents: [...agents, ...agents], modelOf: () => model, journal: () => {} }, { drain: never });
  const wanted = agents.flatMap(({ prompt, each }) => (each === undefined ? [prompt] : [prompt, each]));
  expect(preloaded.toSorted()).toEqual([...new Set(wanted)].toSorted());
  expect(preloaded.length).toBeGreaterThan(agents.length); // a digest reads by an instruction of its own

  const others: string[] = [];
  const other = listeningModel(others);
  const [first] = agents;
  if (!first) throw new Error("no agent is shipped");
  const two = [first, { ...first, model: { ...first.model, use: "other" } }];
  const modelOf = (agent: Agent) => (agent.model.use === "other" ? other : model);
  await warmUp({ agents: two, modelOf, journal: () => {} }, { drain: never });
  expect(others).toEqual([first.prompt]);
});

test("a model that fails at it is told of, and the next instruction is tried", async () => {
  const agents = await shipped();
  const journal: JournalEntry[] = [];
  const tried: string[] = [];
  const model = listeningModel([], {
    async preload(system) {
      tried.push(system);
      throw new Error("the engine is gone");
    },
  });
  await warmUp({ agents, modelOf: () => model, journal: (entry) => void journal.push(entry) }, { drain: never });
  expect(tried.length).toBeGreaterThan(1);
  expect(journal).toHaveLength(tried.length);
  expect(journal[0]).toMatchObject({ fact: "trouble", message: "the engine is gone" });
});

test("nothing is begun once the bot drains", async () => {
  const preloaded: string[] = [];
  const model = listeningModel(preloaded);
  const agents = await shipped();
  await warmUp({ agents, modelOf: () => model, journal: () => {} }, { drain: AbortSignal.abort() });
  expect(preloaded).toEqual([]);
});
