import { expect, test } from "vitest";
import { Lockstep } from "../../src/model/lockstep.ts";

/** Lets everything go on that can. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("a turn alone is held up by nobody", async () => {
  const lockstep = new Lockstep();
  for (let step = 0; step < 3; step++) await expect(lockstep.step(1)).resolves.toBeUndefined();
});

test("turns go on together, in the order of their numbers, once the last has come", async () => {
  const lockstep = new Lockstep();
  const gone: number[] = [];
  const step = (turn: number) => lockstep.step(turn).then(() => gone.push(turn));
  void step(2);
  await settle();
  void step(0);
  void step(1);
  await settle();
  expect(gone).toEqual([2]); // it was alone when it came
  gone.length = 0;
  void step(2);
  await settle();
  expect(gone).toEqual([0, 1, 2]);
});

test("nobody waits for a turn that has left, or for one whose prompt is still read", async () => {
  const lockstep = new Lockstep();
  const gone: string[] = [];
  await lockstep.step(0);
  const first = lockstep.step(1).then(() => gone.push("first"));
  await settle();
  expect(gone).toEqual([]);
  lockstep.leave(0);
  await first;
  await lockstep.step(1);
  expect(gone).toEqual(["first"]);
});

test("a turn that leaves while it waits is let go", async () => {
  const lockstep = new Lockstep();
  await lockstep.step(0);
  const waiting = lockstep.step(1);
  lockstep.leave(1);
  await expect(waiting).resolves.toBeUndefined();
  await expect(lockstep.step(0)).resolves.toBeUndefined();
});

/** A source of tokens that says when it is asked for one. */
async function* tokens(name: string, count: number, asked: string[]): AsyncGenerator<string, void, undefined> {
  for (let index = 0; index < count; index++) {
    asked.push(`${name}${index}`);
    await settle();
    yield `${name}${index}`;
  }
}

test("tokens of turns of different lengths are asked for side by side, and every turn gets all of its own", async () => {
  const lockstep = new Lockstep();
  const asked: string[] = [];
  const run = async (turn: number, name: string, count: number): Promise<string[]> => {
    const heard: string[] = [];
    for await (const token of lockstep.pace(turn, tokens(name, count, asked))) heard.push(token);
    return heard;
  };
  const heard = await Promise.all([run(1, "b", 4), run(0, "a", 2), run(2, "c", 3)]);
  expect(heard).toEqual([
    ["b0", "b1", "b2", "b3"],
    ["a0", "a1"],
    ["c0", "c1", "c2"],
  ]);
  // The first of each is the prompt; from then on they march.
  expect(asked.slice(3).join(" ")).toBe("b1 a1 c1 b2 c2 b3");
});

test("a turn that is broken off or fails holds nobody up, and its source is closed", async () => {
  const lockstep = new Lockstep();
  const asked: string[] = [];
  const breakOff = async (): Promise<void> => {
    for await (const token of lockstep.pace(0, tokens("a", 9, asked))) if (token === "a2") return;
  };
  const fail = async (): Promise<void> => {
    for await (const token of lockstep.pace(1, tokens("b", 9, asked))) if (token === "b1") throw new Error("no");
  };
  const finish = async (): Promise<number> => {
    let count = 0;
    for await (const _ of lockstep.pace(2, tokens("c", 9, asked))) count++;
    return count;
  };
  const ends = await Promise.allSettled([breakOff(), fail(), finish()]);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(ends[2]).toMatchObject({ value: 9 });
  expect(asked).not.toContain("a3");
  expect(asked).not.toContain("b2");
});
