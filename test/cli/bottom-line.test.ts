import { expect, test } from "vitest";
import { bottomLine } from "../../src/cli/bottom-line.ts";
import { catchUpText, logCatchUp, showCatchUp } from "../../src/cli/catch-up-watch.ts";

const progress = { done: 250, total: 1_000, last: 1_250, blocksPerSecond: 99.6, secondsLeft: 7.2 };

/** What stands on a terminal after these writes, line by line. */
function screen(isTTY: boolean, columns = 200) {
  let written = "";
  const bottom = bottomLine({
    isTTY,
    columns,
    write: (text: string | Uint8Array) => Boolean((written += text.toString())),
  });
  const lines = (): string[] => written.split("\n").map((line) => line.split("\r\u001B[K").at(-1) ?? "");
  return { bottom, lines };
}

test("log lines scroll above the bottom line and leave it whole", () => {
  const { bottom, lines } = screen(true);
  bottom.show("a quarter");
  bottom.lines.write("one thing happened\n");
  bottom.show("a half");
  bottom.lines.write("another happened\n");
  expect(lines()).toEqual(["one thing happened", "another happened", "a half"]);
  bottom.clear();
  bottom.lines.write("the last one\n");
  expect(lines()).toEqual(["one thing happened", "another happened", "the last one", ""]);
});

test("the bottom line never wraps, and where there is no terminal there is none", () => {
  const narrow = screen(true, 10);
  narrow.bottom.show("0123456789 and more");
  expect(narrow.lines()).toEqual(["012345678"]);
  const file = screen(false);
  file.bottom.show("a quarter");
  file.bottom.lines.write("one thing happened\n");
  expect(file.lines()).toEqual(["one thing happened", ""]);
});

test("a catch-up shows its share, rate and time left, and goes away when it is done", () => {
  const { bottom, lines } = screen(true);
  const show = showCatchUp(bottom);
  show(progress);
  expect(lines()).toEqual(["██████░░░░░░░░░░░░░░░░░░ 25% of 1000 blocks, 100 blocks/s, 8 s left"]);
  expect(catchUpText({ ...progress, done: 1_000, secondsLeft: 0 })).toContain("100% of 1000 blocks");
  show({ ...progress, done: 1_000 });
  expect(lines()).toEqual([""]);
});

test("in a log, a catch-up is told now and then, and its end only where it was told of", () => {
  const told: string[] = [];
  const say = (_: object, message: string): void => void told.push(message);
  const log = { debug: say, info: say, warn: say, error: say } as unknown as Parameters<typeof logCatchUp>[0];
  const tell = logCatchUp(log);
  tell({ ...progress, done: 1_000 });
  expect(told).toEqual([]);
  tell(progress);
  tell({ ...progress, done: 260 });
  tell({ ...progress, done: 1_000 });
  expect(told).toEqual(["catching up", "caught up"]);
});
