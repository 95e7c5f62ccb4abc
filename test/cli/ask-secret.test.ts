import { PassThrough } from "node:stream";
import type { ReadStream } from "node:tty";
import { expect, test } from "vitest";
import { openSecretPrompt } from "../../src/cli/ask-secret.ts";

/** A terminal as far as a prompt looks at one; `modes` says when it was raw. */
function terminal(): { input: ReadStream; keyboard: PassThrough; modes: boolean[] } {
  const modes: boolean[] = [];
  const keyboard = new PassThrough();
  const setRawMode = (isRaw: boolean): PassThrough => {
    modes.push(isRaw);
    return keyboard;
  };
  return { input: Object.assign(keyboard, { isTTY: true, setRawMode }) as unknown as ReadStream, keyboard, modes };
}

test("what is typed at a terminal is read in raw mode and never echoed, corrections included", async () => {
  const { input, keyboard, modes } = terminal();
  const output = new PassThrough().setEncoding("utf8");
  using prompt = openSecretPrompt(input, output);
  const first = prompt.ask("Passphrase: ");
  keyboard.write("an ovem\u007Fn");
  keyboard.write(" of clay\r");
  expect(await first).toBe("an oven of clay");
  const second = prompt.ask("Key: ");
  keyboard.write("5Kabc\n");
  expect(await second).toBe("5Kabc");
  expect(output.read()).toBe("Passphrase: \nKey: \n");
  expect(modes).toEqual([true, false, true, false]);
});

test("Ctrl-C at a prompt ends the command and gives the terminal back", async () => {
  const { input, keyboard, modes } = terminal();
  using prompt = openSecretPrompt(input, new PassThrough());
  const asked = prompt.ask("Key: ");
  keyboard.write("5K\u0003");
  await expect(asked).rejects.toThrow("interrupted");
  expect(modes).toEqual([true, false]);
});

test("without a terminal each question gets the next line, and running out of them is said", async () => {
  const lines = new PassThrough();
  using prompt = openSecretPrompt(lines as unknown as ReadStream, new PassThrough());
  lines.end("one\ntwo \n");
  expect([await prompt.ask("a"), await prompt.ask("b")]).toEqual(["one", "two"]);
  await expect(prompt.ask("c")).rejects.toMatchObject({ code: "config_invalid" });
});
