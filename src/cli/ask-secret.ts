import { createInterface } from "node:readline";
import type { ReadStream } from "node:tty";
import { SkepError } from "../shared/errors.ts";

const enter = new Set(["\r", "\n", "\u0004"]);
const erase = new Set(["\u007F", "\b"]);
const interrupt = "\u0003";

/** Asks for secrets, one after the other. */
export interface SecretPrompt extends Disposable {
  /** On a terminal nothing of what is typed is shown; otherwise the next line of standard input. Throws when none comes. */
  readonly ask: (question: string) => Promise<string>;
}

/** Asks at the terminal, or reads line by line where there is none. */
export function openSecretPrompt(
  input: ReadStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): SecretPrompt {
  if (input.isTTY)
    return { ask: (question) => typeUnseen(input, output, question), [Symbol.dispose]: () => input.pause() };
  const reader = createInterface({ input });
  const lines = reader[Symbol.asyncIterator]();
  return {
    async ask() {
      const { done, value } = await lines.next();
      if (done === true)
        throw new SkepError("config_invalid", "a secret was expected on standard input, and none came");
      return value.trim();
    },
    [Symbol.dispose]: () => reader.close(),
  };
}

async function typeUnseen(input: ReadStream, output: NodeJS.WritableStream, question: string): Promise<string> {
  output.write(question);
  input.setRawMode(true).setEncoding("utf8").resume();
  try {
    return await new Promise<string>((resolve, reject) => {
      let typed = "";
      const take = (text: string): void => {
        for (const character of text) {
          if (character === interrupt) return end(() => reject(new DOMException("interrupted", "AbortError")));
          if (enter.has(character)) return end(() => resolve(typed.trim()));
          typed = erase.has(character) ? typed.slice(0, -1) : typed + character;
        }
      };
      const end = (settle: () => void): void => {
        input.off("data", take);
        settle();
      };
      input.on("data", take);
    });
  } finally {
    input.setRawMode(false).pause();
    output.write("\n");
  }
}
