import { readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { defineCommand } from "citty";
import { messageOf, SkepError } from "../shared/errors.ts";
import { agentOfCharacter } from "./import/agent-of-character.ts";
import { parseCharacter } from "./import/eliza-character.ts";
import { complaintAbout } from "./init/wizard.ts";
import { writeNew } from "./init/write-new.ts";
import { printable } from "./printable.ts";

const eliza = defineCommand({
  meta: { name: "eliza", description: "A character file of elizaOS becomes an agent with its prompt" },
  args: {
    file: { type: "positional", description: "The character, a JSON file", required: true },
    dir: { type: "string", description: "The project (default: this folder)", valueHint: "dir" },
    account: {
      type: "string",
      description: "The Hive account that it acts as",
      default: "your-agent",
      valueHint: "name",
    },
    json: { type: "boolean", description: "For machines" },
  },
  async run({ args }) {
    const complaint = complaintAbout(args.account);
    if (complaint !== undefined) throw new SkepError("config_invalid", `--account ${args.account}: ${complaint}`);
    const text = await readFile(args.file, "utf8").catch((error: unknown) => {
      throw new SkepError("config_invalid", `${args.file} cannot be read: ${messageOf(error)}`);
    });
    const { name, files, leftBehind } = agentOfCharacter(parseCharacter(args.file, text), args.account);
    const folder = resolve(args.dir ?? ".");
    const { written, kept } = await writeNew(folder, files);
    if (args.json) return console.log(JSON.stringify({ agent: name, written, kept, leftBehind }, undefined, 2));
    const place = relative(process.cwd(), folder);
    const lines = [
      ...written.map((path) => `wrote ${join(place, path)}`),
      ...kept.map((path) => `kept  ${join(place, path)} as it is`),
      ...(leftBehind.length === 0 ? [] : ["", "Without a counterpart:", ...leftBehind.map((what) => `  ${what}`)]),
      "",
      `Read the prompt once: skep check, then skep run. ${name} answers whoever mentions or answers it.`,
    ];
    console.log(lines.map(printable).join("\n"));
  },
});

export const importCommand = defineCommand({
  meta: { name: "import", description: "Bring an agent along from another framework" },
  subCommands: { eliza },
});
