import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkShape, type Checked } from "./check-shape.ts";
import { complaintsError, type Complaint } from "./complaint.ts";
import type { Config } from "./config.ts";
import { deepFreeze } from "./deep-freeze.ts";
import { didYouMean, nearestWord } from "./did-you-mean.ts";
import { readEnvFile, type EnvFile } from "./env-file.ts";
import { passphraseVariable } from "./environment.ts";
import { isPostingKeyName } from "./key-source.ts";
import { parseTexts, type TypedText } from "./parse-texts.ts";
import { readTextFile } from "./read-text-file.ts";
import { readYaml } from "./read-yaml.ts";
import { resolveConfig, type Source } from "./resolve-config.ts";
import { resolvePaths } from "./resolve-paths.ts";
import { settingNames, textSettings, type Flags, type TextSetting } from "./setting-names.ts";
import { fileSchema, liveComplaint, type Settings } from "./settings.ts";

export interface LoadOptions {
  /** The folder of skep.yaml and .env. Default: the current one. */
  readonly projectDir?: string;
  readonly flags?: Flags;
  /** Default: the real environment. Only names that begin with `SKEP_` are read from it. */
  readonly environment?: Environment;
}

export interface LoadedConfig {
  readonly config: Config;
  /** By setting; each model apart, as `models.NAME`. */
  readonly sources: Readonly<Record<string, Source>>;
  /** What is worth telling the operator although everything can start. */
  readonly warnings: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where Skep itself is installed, seen from src/config as from dist/config. */
export const packageRoot = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Reads the command line, the environment, .env and skep.yaml into one frozen config. Throws one `config_invalid`
 * with all complaints, each with its place.
 */
export async function loadConfig(options: LoadOptions = {}): Promise<LoadedConfig> {
  const projectDir = resolve(options.projectDir ?? ".");
  const environment = options.environment ?? process.env;
  const envFile = await readEnvFile(join(projectDir, ".env"));
  const layers = {
    flags: readFlags(options.flags ?? {}),
    env: "complaint" in envFile ? { complaints: [envFile.complaint] } : readEnvironment(environment, envFile),
    file: await readSettingsFile(join(projectDir, "skep.yaml")),
  };
  const complaints = Object.values(layers).flatMap((layer) => ("complaints" in layer ? layer.complaints : []));
  if (complaints.length > 0) throw complaintsError(complaints);

  const { settings, sources } = resolveConfig({
    flags: settingsOf(layers.flags),
    env: settingsOf(layers.env),
    file: settingsOf(layers.file),
  });
  const config = deepFreeze(resolvePaths(settings, { projectDir, packageRoot, exists: existsSync }));
  return { config, sources, warnings: warningsAbout(environment, envFile) };
}

function settingsOf(layer: Checked<Settings>): Settings {
  return "data" in layer ? layer.data : {};
}

function readFlags(flags: Flags): Checked<Settings> {
  const place = { file: "command line", line: 0, column: 0 };
  const texts: Partial<Record<TextSetting, TypedText>> = {};
  for (const setting of textSettings) {
    const text = flags[setting];
    if (text !== undefined) texts[setting] = { text, name: settingNames[setting].flag, place };
  }
  const checked = parseTexts(texts);
  return "data" in checked && flags.live !== undefined ? { data: { ...checked.data, live: flags.live } } : checked;
}

/** The real environment goes before .env, so that a container or a unit file can override the folder it runs in. */
function readEnvironment(environment: Environment, envFile: EnvFile): Checked<Settings> {
  const texts: Partial<Record<TextSetting, TypedText>> = {};
  for (const setting of textSettings) {
    const name = settingNames[setting].env;
    const real = environment[name];
    const text = real ?? envFile.values[name];
    const place = real === undefined ? envFile.placeOf(name) : { file: "environment", line: 0, column: 0 };
    if (text !== undefined && text !== "") texts[setting] = { text, name, place };
  }
  const unknown = unknownNames(envFile);
  const checked = parseTexts(texts);
  if (unknown.length === 0) return checked;
  return { complaints: [...unknown, ...("complaints" in checked ? checked.complaints : [])] };
}

const knownNames: readonly string[] = Object.values(settingNames).map(({ env }) => env);

function unknownNames(envFile: EnvFile): Complaint[] {
  return Object.keys(envFile.values)
    .filter((name) => name.startsWith("SKEP_") && !knownNames.includes(name))
    .map((name) => ({ ...envFile.placeOf(name), path: name, message: unknownName(name) }));
}

function unknownName(name: string): string {
  return name === "SKEP_LIVE" ? liveComplaint : `unknown setting${didYouMean(name, knownNames)}`;
}

async function readSettingsFile(file: string): Promise<Checked<Settings>> {
  const read = await readTextFile(file);
  if ("complaint" in read) return read.isMissing ? { data: {} } : { complaints: [read.complaint] };
  const yaml = readYaml(file, read.text);
  if ("complaints" in yaml) return yaml;
  return yaml.value === null ? { data: {} } : checkShape(yaml, fileSchema); // all of it commented out
}

const remedies: ReadonlyMap<string, string> = new Map([
  [passphraseVariable, "let systemd hand it over as a credential, or type it in"],
]);

function warningsAbout(environment: Environment, envFile: EnvFile | object): string[] {
  const warnings: string[] = [];
  for (const name of Object.keys(environment)) {
    const remedy = isPostingKeyName(name) ? "put it into .env or the keystore" : remedies.get(name);
    if (remedy !== undefined)
      warnings.push(
        `${name} stands in the real environment, which /proc shows to every process of this user: ${remedy}`,
      );
    const nearest = name.startsWith("SKEP_") && !knownNames.includes(name) ? nearestWord(name, knownNames) : undefined;
    if (nearest !== undefined) warnings.push(`${name} in the environment is no setting; did you mean ${nearest}?`);
  }
  if ("values" in envFile && envFile.isReadableByOthers && Object.keys(envFile.values).some(isPostingKeyName)) {
    warnings.push(".env holds posting keys and others on this machine may read it: chmod 600 .env");
  }
  return warnings;
}
