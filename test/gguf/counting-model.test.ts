import { join } from "node:path";
import { expect, test } from "vitest";
import { writeCountingModel } from "../../tools/gguf/counting-model.ts";
import { asking, never, openModel, temporaryFolder } from "../model/temporary-model.ts";

const path = join(temporaryFolder(), "counting.gguf");

test("it says the line of the letter of which there are most, wherever they stand, and ends", async () => {
  writeCountingModel(path, { lines: { X: ["ex", "tra"], Y: ["why ", "not", "?!"], Z: ["zed"] } });
  await using model = await openModel({ path });
  const say = async (system: string, user: string): Promise<string> =>
    (await model.complete(asking({ system, user }), never)).text;
  expect(await say("be brief", `${"a long text ".repeat(40)} X`)).toBe("extra");
  expect(await say("Y and Y", "X, then Z")).toBe("why not?!");
  expect(await say("Y and Y", "X, then Z, Z and Z")).toBe("zed");
});

test("it counts 32 letters and no more", () => {
  const lines = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [String.fromCharCode(64 + index), []]));
  expect(() => writeCountingModel(path, { lines })).toThrow(RangeError);
});
