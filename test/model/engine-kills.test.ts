import { afterAll, beforeAll, expect, test } from "vitest";
import type { LlamaModel } from "../../src/model/llama-model.ts";
import type { SkepError } from "../../src/shared/errors.ts";
import { randomNumbers } from "../../tools/gguf/random-numbers.ts";
import { asking, never, openModel, scriptIn, patience, temporaryFolder } from "./temporary-model.ts";

const kills = Number(process.env["SKEP_ENGINE_KILLS"] ?? 10);
const turnsEach = 6;
const parallel = 3;

const folder = temporaryFolder();
const says = Array.from({ length: 80 }, (_, number) => `word${number} `);
const whole = says.join("");
let model: LlamaModel;
beforeAll(async () => {
  model = await openModel({ path: scriptIn(folder, says), parallel });
}, patience);
afterAll(() => model[Symbol.asyncDispose]());

/** What became of a turn, and what was heard of it while it went on. */
interface Outcome {
  readonly text?: string;
  readonly heard: string;
  readonly error?: SkepError;
}

/** One turn. When so many characters were heard of it, the engine is killed. */
async function turn(killAt: number): Promise<Outcome> {
  let heard = "";
  const onText = (text: string): void => {
    const before = heard.length;
    heard += text;
    if (before < killAt && heard.length >= killAt && model.enginePid !== undefined)
      process.kill(model.enginePid, "SIGKILL");
  };
  try {
    const { text } = await model.complete(asking({ onText }), never);
    return { text, heard };
  } catch (error) {
    return { error: error as SkepError, heard };
  }
}

test(
  `an engine killed ${kills} times while it speaks loses and doubles nothing`,
  { timeout: kills * 60_000 },
  async () => {
    const random = randomNumbers(7);
    const outcomes: Outcome[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const victim = Math.floor(random.uniform() * turnsEach);
      const killAt = 1 + Math.floor(random.uniform() * (whole.length / 2));
      const turns = Array.from({ length: turnsEach }, (_, number) => turn(number === victim ? killAt : Infinity));
      outcomes.push(...(await Promise.all(turns)));
    }
    const said = outcomes.filter(({ error }) => error === undefined);
    const lost = outcomes.filter(({ error }) => error !== undefined);
    expect(outcomes).toHaveLength(kills * turnsEach);
    expect(new Set(said.flatMap(({ text, heard }) => [text, heard]))).toEqual(new Set([whole]));
    expect(lost.filter(({ heard }) => !whole.startsWith(heard))).toEqual([]);
    expect(new Set(lost.map(({ error }) => error?.code))).toEqual(new Set(["model_unavailable"]));
    expect(lost.filter(({ error }) => error?.message.includes("SIGKILL") !== true)).toEqual([]);
    // A kill costs at least the turn that set it off, unless that was at its end, and at most those that ran beside it.
    expect(lost.length).toBeGreaterThanOrEqual(kills / 2);
    expect(lost.length).toBeLessThanOrEqual(kills * parallel);
  },
);
