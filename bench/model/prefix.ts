import { race, type Section } from "../harness.ts";
import { engineSeconds, openModelUnderTest, request } from "./model-under-test.ts";

const never = new AbortController().signal;
const words = "Bees carry what they find to the hive and tell the others where it was. ";
/** About a thousand tokens: two characters are one. */
const instruction = (name: string): string => `You are ${name}. ${words.repeat(28)}`.slice(0, 2000);

/** Processor milliseconds of the engine to the first token, for an agent with a fixed instruction of a thousand tokens. */
export async function measurePrefix(path: string, folder: string, rounds: number): Promise<Section> {
  await using model = await openModelUnderTest(path);
  await using keeping = await openModelUnderTest(path, 1, folder);
  let agents = 0;
  const first = (subject: typeof model, system: string, user: string) =>
    engineSeconds(subject, () => subject.complete(request({ system, user, maxTokens: 1 }), never)).then(milliseconds);
  const user = "What do you say to this post about the weather on the coast? ".repeat(2);
  const reference = "cold";
  const cases = [
    { name: reference, run: () => first(model, instruction(`agent ${agents++}`), user) },
    {
      name: "second turn",
      run: async () => {
        const system = instruction(`agent ${agents++}`);
        await first(model, system, "Hello.");
        return await first(model, system, user);
      },
    },
    {
      name: "preloaded",
      run: async () => {
        const system = instruction(`agent ${agents++}`);
        await model.preload(system, never);
        return await first(model, system, user);
      },
    },
    {
      name: "preloaded, a question of ten tokens",
      run: async () => {
        const system = instruction(`agent ${agents++}`);
        await model.preload(system, never);
        return await first(model, system, "What is it?");
      },
    },
    {
      name: "read back from a file",
      run: async () => {
        const system = instruction(`agent ${agents++}`);
        await first(keeping, system, "Hello.");
        await first(keeping, instruction(`agent ${agents++}`), "Hello.");
        return await first(keeping, system, user);
      },
    },
  ];
  return { title: "to the first token", unit: "ms", reference, results: await race(cases, rounds) };
}

function milliseconds(seconds: number): number {
  return seconds * 1000;
}
