import type { ArgsDef, CommandDef } from "citty";
import { didYouMean } from "../config/did-you-mean.ts";

/** A misspelt `--liev` must not be passed over in silence: what is wrong with the words of a command, if anything. */
export async function unknownFlag(command: CommandDef, words: readonly string[]): Promise<string | undefined> {
  const [first = ""] = words;
  if (command.subCommands && !first.startsWith("-")) return unknownCommand(command, first);
  const args: ArgsDef = await (command.args instanceof Function ? command.args() : (command.args ?? {}));
  return unknownWord(args, words);
}

function unknownWord(args: ArgsDef, words: readonly string[]): string | undefined {
  const flags = Object.keys(args).filter((name) => args[name]?.type !== "positional");
  let places = Object.keys(args).length - flags.length;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (word === "--") return undefined; // what follows is the command's own affair
    if (!word.startsWith("-")) {
      if (places === 0) return `"${word}" is one word too many`;
      places -= 1;
      continue;
    }
    const [name = "", value] = word.replace(/^--?/, "").split("=", 2);
    const flag = flags.find((each) => each === name || `no-${each}` === name);
    if (flag === undefined) return `there is no flag ${word}${didYouMean(name, flags)}`;
    if (args[flag]?.type !== "boolean" && value === undefined) index += 1; // the next word is its value
  }
  return undefined;
}

async function unknownCommand({ subCommands }: CommandDef, word: string): Promise<string> {
  const names = Object.keys((await (subCommands instanceof Function ? subCommands() : subCommands)) ?? {});
  return `there is no command "${word}"${didYouMean(word, names)}`;
}
