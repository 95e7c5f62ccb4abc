import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { z } from "zod";
import { postingKeyName } from "../../config/key-source.ts";
import { version } from "../version.ts";
import type { Purpose } from "./purposes.ts";

/** What the person who starts a folder has said. */
export interface Answers {
  readonly purpose: Purpose;
  /** The Hive account that the agent acts as. */
  readonly account: string;
  /** Who answers for it. */
  readonly operator: string;
  /** What the model named `default` is; absent for the one that ships. */
  readonly model: string | undefined;
}

/** A file to be, by its path within the new folder. */
export interface StartingFile {
  readonly path: string;
  readonly text: string;
  /** Only the owner may read it. */
  readonly isSecret?: boolean;
}

const packageRoot = fileURLToPath(new URL("../../../", import.meta.url));

/** All files of a new folder. Reads the templates that ship with Skep; throws nothing but what the disk does. */
export async function startingFiles(answers: Answers, folder: string): Promise<readonly StartingFile[]> {
  const { purpose, model } = answers;
  const prompts = purpose.prompts.map(async (name) => copied(`prompts/${name}.md`));
  const knowledge = purpose.knowledge.map(async (name) => await documentsIn(`knowledge/${name}`));
  const settings = await readShipped("skep.yaml");
  return [
    { path: `agents/${purpose.name}.yaml`, text: agentText(await template(`agents/${purpose.name}.yaml`), answers) },
    ...(await Promise.all(prompts)),
    ...(await Promise.all(knowledge)).flat(),
    { path: "skep.yaml", text: withModel(settings, model ?? "node_modules/skep/models/skep-tiny.gguf") },
    { path: ".env", text: keysText(await readShipped(".env.example"), answers.account), isSecret: true },
    { path: ".gitignore", text: ".env\ndata/\nnode_modules/\n" },
    { path: "package.json", text: packageText(await readShipped("package.json"), folder) },
    { path: "vendor/none/package.json", text: await readShipped("vendor/none/package.json") },
  ];
}

/** A template of this purpose: its own, or one of the examples that ship. */
async function template(path: string): Promise<string> {
  return await readShipped(join("templates", path)).catch(async () => await readShipped(path));
}

async function copied(path: string): Promise<StartingFile> {
  return { path, text: await template(path) };
}

async function documentsIn(path: string): Promise<readonly StartingFile[]> {
  const names = await readdir(join(packageRoot, "templates", path));
  return await Promise.all(names.map(async (name) => await copied(`${path}/${name}`)));
}

async function readShipped(path: string): Promise<string> {
  return await readFile(join(packageRoot, path), "utf8");
}

/** The agent's file with its account and operator; all else stays as it is written there. */
function agentText(text: string, { account, operator }: Answers): string {
  const example = /^account: (\S+)/m.exec(text)?.[1] ?? "";
  return text
    .replaceAll(postingKeyName(example), postingKeyName(account))
    .replaceAll(example, account)
    .replace(
      /^operator: .*$/m,
      `operator: ${stringify(operator).trim()} # who answers for it, shown under what it writes`,
    )
    .replace("../schema/agent.schema.json", "../node_modules/skep/schema/agent.schema.json");
}

function withModel(text: string, use: string): string {
  return text.replace(/^( {2}default: )\S+/m, `$1${use}`);
}

/** The keys and settings as they ship, with a line for this account instead of the examples'. */
function keysText(text: string, account: string): string {
  const example = /^# HIVE_POSTING_KEY_.*\n/gm;
  const lines = text.replace(
    /^# Copy this file.*\n/,
    "# Your keys and settings: only you can read this file, git ignores it, and its values never\n",
  );
  let isFirst = true;
  return lines.replaceAll(example, () => {
    const line = isFirst ? `${postingKeyName(account)}=\n` : "";
    isFirst = false;
    return line;
  });
}

const shippedPackage = z.object({
  overrides: z.record(z.string(), z.unknown()),
  allowScripts: z.record(z.string(), z.boolean()),
});

/** A root project of npm, so that what leaves the GPU builds out acts (docs/decisions/008). */
function packageText(shipped: string, folder: string): string {
  const { overrides, allowScripts } = shippedPackage.parse(JSON.parse(shipped));
  return `${JSON.stringify(
    {
      name:
        basename(folder)
          .toLowerCase()
          .replaceAll(/[^a-z0-9-]/g, "-") || "my-skep",
      private: true,
      type: "module",
      scripts: { start: "skep run", check: "skep check" },
      dependencies: { skep: ownPlace(folder) },
      overrides,
      allowScripts: { ...allowScripts, skep: false },
    },
    undefined,
    2,
  )}\n`;
}

/** Where npm finds Skep: in the registry, or in the clone that this is run from. */
function ownPlace(folder: string): string {
  if (basename(dirname(packageRoot)) === "node_modules") return `^${version}`;
  return `file:${relative(folder, packageRoot).split(sep).join("/")}`;
}
