import { writeFile } from "node:fs/promises";
import { defineCommand } from "citty";
import { agentJsonSchema } from "../agent/agent-file.ts";
import { scenarioJsonSchema } from "../devnet/scenario/scenario-file.ts";
import { SkepError } from "../shared/errors.ts";

const schemas: Readonly<Record<string, () => object>> = { agent: agentJsonSchema, scenario: scenarioJsonSchema };

export const schema = defineCommand({
  meta: { name: "schema", description: "Print the JSON Schema of agent or scenario files, for editors" },
  args: {
    of: { type: "positional", description: "agent, or scenario (of the dev chain)", default: "agent", required: false },
    write: { type: "string", description: "Write it into this file instead", valueHint: "file" },
  },
  async run({ args }) {
    const make = Object.hasOwn(schemas, args.of) ? schemas[args.of] : undefined;
    if (make === undefined)
      throw new SkepError("config_invalid", `there is a schema of agent and of scenario, not of ${args.of}`);
    const text = `${JSON.stringify(make(), undefined, 2)}\n`;
    if (args.write === undefined) return console.log(text.trimEnd());
    await writeFile(args.write, text);
    console.error(`wrote ${args.write}`);
  },
});
