import { expect, test } from "vitest";
import { scriptedModel } from "../../src/model/scripted-model.ts";
import { asking, never } from "./temporary-model.ts";

test("it says its texts one after the other, and complains when there are none left", async () => {
  const model = scriptedModel(["one", "two"]);
  const pieces: string[] = [];
  expect((await model.complete(asking({ onText: (text) => pieces.push(text) }), never)).text).toBe("one");
  expect((await model.complete(asking({ user: "again" }), never)).text).toBe("two");
  await expect(model.complete(asking(), never)).rejects.toThrow("2 texts and was asked for one more");
  expect(pieces).toEqual(["one"]);
  expect(model.requests.map(({ user }) => user)).toEqual(["Is anybody there?", "again", "Is anybody there?"]);
});

test("a function makes its text of the request", async () => {
  const model = scriptedModel(({ user }) => user.toUpperCase());
  expect((await model.complete(asking({ user: "bees" }), never)).text).toBe("BEES");
});

test("it heeds a signal", async () => {
  const reason = new Error("stop");
  await expect(scriptedModel(["one"]).complete(asking(), AbortSignal.abort(reason))).rejects.toBe(reason);
});
