import { z } from "zod";
import { logLevels, mainnetChainId, type Config, type ModelChoice } from "./config.ts";

/** What one layer (command line, environment, skep.yaml) says; what it is silent about is absent. Paths as written. */
export type Settings = Partial<Omit<Config, "projectDir">>;

/** Two keys: a file alone, or a variable left over in a shell, must not let a bot loose. */
export const liveComplaint = "live can only be switched on with --live on the command line";

const node = z
  .url({ protocol: /^https?$/, error: 'must be the URL of a Hive node, such as "https://api.hive.blog"' })
  .refine((url) => !/^[a-z]+:\/\/[^/]*@/i.test(url), "must not hold a user name or a password")
  .transform((url) => url.replace(/\/+$/, ""));

const path = z.string().min(1);

const model = z.preprocess(
  (value) => (typeof value === "string" ? { use: value } : value),
  z.strictObject({
    use: z.string().min(1).describe("A GGUF file, or hf:user/repo:quant, or an https URL of a GGUF file."),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "must be 64 hex digits")
      .exactOptional(),
    contextSize: z.int().min(256).max(1_048_576).exactOptional(),
    gpu: z
      .enum(["auto", "off"])
      .default("auto")
      .transform((gpu) => (gpu === "off" ? false : gpu)),
    threads: z.int().min(1).max(1024).exactOptional(),
  }),
) satisfies z.ZodType<ModelChoice>;

const modelName = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/i, "a model is named by letters, digits, dots and dashes");

/** The form of each setting, wherever it comes from. */
export const settingForms = {
  nodes: z
    .array(node)
    .min(1)
    .transform((nodes) => [...new Set(nodes)]),
  chainId: z
    .string()
    .regex(/^(mainnet|[0-9a-f]{64})$/, 'must be "mainnet" or 64 hex digits')
    .transform(knownChain),
  dataDir: path,
  agentsDir: path,
  promptsDir: path,
  models: z.record(modelName, model),
  logLevel: z.enum(logLevels),
} satisfies Record<Exclude<keyof Settings, "live">, z.ZodType>;

/** skep.yaml: each setting at most once. `live` is missing on purpose: only the command line can say it. */
export const fileSchema: z.ZodType<Settings> = z.strictObject({
  nodes: settingForms.nodes.exactOptional(),
  chainId: settingForms.chainId.exactOptional(),
  dataDir: settingForms.dataDir.exactOptional(),
  agentsDir: settingForms.agentsDir.exactOptional(),
  promptsDir: settingForms.promptsDir.exactOptional(),
  models: settingForms.models.exactOptional(),
  logLevel: settingForms.logLevel.exactOptional(),
  live: z.never(liveComplaint).exactOptional(),
});

function knownChain(id: string): string {
  return id === "mainnet" ? mainnetChainId : id;
}
