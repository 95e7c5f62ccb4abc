import { join, relative, resolve } from "node:path";
import { defineCommand } from "citty";
import { didYouMean } from "../config/did-you-mean.ts";
import { SkepError } from "../shared/errors.ts";
import { purposes, type Purpose } from "./init/purposes.ts";
import { startingFiles, type Answers } from "./init/starting-files.ts";
import { askAnswers, complaintAbout, type Said } from "./init/wizard.ts";
import { writeNew, type WrittenFiles } from "./init/write-new.ts";
import { postingKeyName } from "../config/key-source.ts";
import { printable } from "./printable.ts";

export const init = defineCommand({
  meta: { name: "init", description: "Start a folder with an agent of your own; asks, or takes --yes" },
  args: {
    dir: { type: "positional", description: "The folder (default: this one)", required: false },
    for: { type: "string", description: purposes.map(({ name }) => name).join(", "), valueHint: "purpose" },
    account: { type: "string", description: "The Hive account that the agent acts as", valueHint: "name" },
    operator: { type: "string", description: "Who answers for it: your own account", valueHint: "name" },
    model: {
      type: "string",
      description: "A GGUF file or hf:… (default: the small one that ships)",
      valueHint: "model",
    },
    yes: { type: "boolean", description: "Ask nothing: what is not said takes its default" },
    json: { type: "boolean", description: "For machines; implies --yes" },
  },
  async run({ args }) {
    const folder = resolve(args.dir ?? ".");
    const said = checked({ ...args, purpose: purposeNamed(args.for) });
    const asks = !args.yes && !args.json && process.stdin.isTTY && process.stdout.isTTY;
    const answers = asks ? await askAnswers(said) : withDefaults(said);
    const outcome = await writeNew(folder, await startingFiles(answers, folder));
    if (args.json)
      return console.log(JSON.stringify({ folder, agent: answers.purpose.name, ...outcome }, undefined, 2));
    console.log(summary(folder, answers, outcome).map(printable).join("\n"));
  },
});

function purposeNamed(name: string | undefined): Purpose | undefined {
  if (name === undefined) return undefined;
  const names = purposes.map((purpose) => purpose.name);
  const found = purposes.find((purpose) => purpose.name === name);
  if (found) return found;
  throw new SkepError("config_invalid", `--for takes ${names.join(", ")}${didYouMean(name, names)}`);
}

function checked(said: Said): Said {
  const complaint = said.account === undefined ? undefined : complaintAbout(said.account);
  if (complaint !== undefined) throw new SkepError("config_invalid", `--account ${said.account}: ${complaint}`);
  return said;
}

/** A folder that can be looked at and changed: it is a dry run, and says whose it is once its operator says so. */
function withDefaults({ purpose = purposes[0], account = "your-agent", operator, model }: Said): Answers {
  if (!purpose) throw new TypeError("there is at least one purpose");
  return { purpose, account, operator: operator ?? `the owner of ${account}`, model };
}

function summary(folder: string, { purpose, account, model }: Answers, { written, kept }: WrittenFiles): string[] {
  const place = relative(process.cwd(), folder);
  const go = place === "" ? [] : [`cd ${place}`];
  const steps = [
    [...go, "npm install"].join(" && ").padEnd(34) + "Skep itself, the CPU build only (docs/models.md has the GPU)",
    ...(model?.startsWith("hf:") || model?.startsWith("https:")
      ? [line("npx skep models pull", "the model, with a progress bar")]
      : []),
    line("npx skep check", "says what is wrong, with file and line"),
    line("npx skep run", "listens to Hive and writes down what it would do: a dry run"),
    line("npx skep outbox list", "what it would have said; npx skep explain 1 says why"),
  ];
  return [
    ...written.map((path) => `wrote ${join(place, path)}`),
    ...kept.map((path) => `kept  ${join(place, path)} as it is`),
    "",
    "Next:",
    ...steps.map((step) => `  ${step}`),
    "",
    `To act on Hive: the posting key of @${account} behind ${postingKeyName(account)}= in ${join(place, ".env")},`,
    `mode: live in ${join(place, `agents/${purpose.name}.yaml`)}, and npx skep run --live.`,
  ];
}

function line(command: string, meaning: string): string {
  return command.padEnd(34) + meaning;
}
