import { writeFile } from "node:fs/promises";
import { defineCommand } from "citty";
import { agentJsonSchema } from "../agent/agent-file.ts";

export const schema = defineCommand({
  meta: { name: "schema", description: "Print the JSON Schema of agent files, for editors" },
  args: { write: { type: "string", description: "Write it into this file instead", valueHint: "file" } },
  async run({ args }) {
    const text = `${JSON.stringify(agentJsonSchema(), undefined, 2)}\n`;
    if (args.write === undefined) return console.log(text.trimEnd());
    await writeFile(args.write, text);
    console.error(`wrote ${args.write}`);
  },
});
