import { expect, test } from "vitest";
import { turnQueue } from "../../src/model/turn-queue.ts";
import { never } from "./temporary-model.ts";

/** A task that runs until it is told to end, and writes down when it starts. */
function task(name: string, started: string[]): { readonly run: () => Promise<string>; readonly end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run = async (): Promise<string> => {
    started.push(name);
    await ended;
    return name;
  };
  return { run, end };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("of the tasks that wait, the one of highest priority goes first, then the oldest", async () => {
  const queue = turnQueue();
  const started: string[] = [];
  const ask = (name: string, priority?: number) => queue(async () => started.push(name), { priority, signal: never });
  await Promise.all([ask("running"), ask("old"), ask("low", -1), ask("urgent", 5), ask("young"), ask("also", 5)]);
  expect(started).toEqual(["running", "urgent", "also", "old", "young", "low"]);
});

test("as many tasks run at a time as the queue is for", async () => {
  const queue = turnQueue(2);
  const started: string[] = [];
  const tasks = ["a", "b", "c", "d"].map((name) => task(name, started));
  const answers = tasks.map(({ run }) => queue(run, { signal: never }));
  await settle();
  expect(started).toEqual(["a", "b"]);
  tasks[1]?.end();
  await settle();
  expect(started).toEqual(["a", "b", "c"]);
  for (const { end } of tasks) end();
  expect(await Promise.all(answers)).toEqual(["a", "b", "c", "d"]);
});

test("a task that is called off while it waits never starts, and leaves its place to the next", async () => {
  const queue = turnQueue();
  const started: string[] = [];
  const [first, second, third] = ["a", "b", "c"].map((name) => task(name, started));
  const stop = new AbortController();
  const one = queue(async () => await first?.run(), { signal: never });
  const two = queue(async () => await second?.run(), { signal: stop.signal });
  const three = queue(async () => await third?.run(), { signal: never });
  stop.abort(new Error("not wanted"));
  await expect(two).rejects.toThrow("not wanted");
  first?.end();
  third?.end();
  expect([await one, await three]).toEqual(["a", "c"]);
  expect(started).toEqual(["a", "c"]);
});

test("a task that is called off in the moment of its turn does not take the place with it", async () => {
  const queue = turnQueue();
  const stop = new AbortController();
  stop.abort(new Error("too late"));
  await expect(queue(async () => "never", { signal: stop.signal })).rejects.toThrow("too late");
  expect(await queue(async () => "next", { signal: never })).toBe("next");
});

test("a task that fails frees its place", async () => {
  const queue = turnQueue();
  const fails = queue(() => Promise.reject(new Error("no")), { signal: never });
  await expect(fails).rejects.toThrow("no");
  expect(await queue(async () => "next", { signal: never })).toBe("next");
});
