import { race, type Section } from "../harness.ts";
import { openBareBinding } from "./bare-binding.ts";
import { engineSeconds, openModelUnderTest, request } from "./model-under-test.ts";

const never = new AbortController().signal;
const jobs = 8;
const tokens = 48;
const prompts = Array.from({ length: jobs }, (_, number) => `Say something about ${number}.`);

/** Tokens a processor second of eight jobs together, prompts included. */
export async function measureSideBySide(path: string, rounds: number): Promise<Section> {
  await using bare = await openBareBinding(path, jobs, 512);
  await using single = await openModelUnderTest(path);
  await using model = await openModelUnderTest(path, jobs);
  const port = async (subject: typeof model): Promise<number> => {
    let said = 0;
    const seconds = await engineSeconds(subject, async () => {
      const turns = prompts.map((user, seed) =>
        subject.complete(request({ system: "", user, seed, maxTokens: tokens }), never),
      );
      for (const { completionTokens } of await Promise.all(turns)) said += completionTokens;
    });
    return said / seconds;
  };
  const reference = "node-llama-cpp, chats that run free";
  const cases = [
    { name: reference, run: () => bare.chats(prompts, tokens) },
    { name: "node-llama-cpp, evaluations in step", run: () => bare.lockstep(prompts, tokens) },
    { name: "Skep's port, one at a time", run: () => port(single) },
    { name: "Skep's port, parallel: 8", run: () => port(model) },
  ];
  return { title: "eight jobs at once", unit: "tokens/s", reference, results: await race(cases, rounds) };
}
