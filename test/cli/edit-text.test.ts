import { readdirSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { editText } from "../../src/cli/outbox/edit-text.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder({});
  vi.stubEnv("TMPDIR", folder);
});
afterEach(() => vi.unstubAllEnvs());

test("a text comes back as the editor left it, and nothing stays behind once it is dropped", async () => {
  vi.stubEnv("VISUAL", "sed -i s/old/new/");
  const edited = await editText("An old word.\n");
  expect(edited.text).toBe("An new word.\n");
  await edited.drop();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ["that fails", "false", 'the editor "false" ended with 1: nothing was changed'],
  ["that is not there", "no-such-editor-anywhere", "ended with 127: nothing was changed"],
  ["that is killed", "kill -9 $$;", "ended with SIGKILL: nothing was changed"],
  ["that takes the file away", "rm", "left no text behind: nothing was changed"],
])("an editor %s changes nothing and says so", async (_, command, complaint) => {
  vi.stubEnv("VISUAL", command);
  await expect(editText("words")).rejects.toMatchObject({
    code: "config_invalid",
    message: expect.stringContaining(complaint),
  });
  expect(readdirSync(folder)).toEqual([]);
});

test("$EDITOR is asked where there is no $VISUAL", async () => {
  vi.stubEnv("VISUAL", "");
  vi.stubEnv("EDITOR", "sed -i 1d");
  const edited = await editText("one\ntwo\n");
  expect(edited.text).toBe("two\n");
  await edited.drop();
});
