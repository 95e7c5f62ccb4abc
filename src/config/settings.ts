import { z } from "zod";
import { logLevels, mainnetChainId, type Config, type FileModelChoice, type ServerModelChoice } from "./config.ts";
import { duration } from "./units.ts";

/** What one layer (command line, environment, skep.yaml) says; what it is silent about is absent. Paths as written. */
export type Settings = Partial<Omit<Config, "projectDir">>;

/** Two keys: a file alone, or a variable left over in a shell, must not let a bot loose. */
export const liveComplaint = "live can only be switched on with --live on the command line";

const node = z
  .url({ protocol: /^https?$/, error: 'must be the URL of a Hive node, such as "https://api.hive.blog"' })
  .refine((url) => !/^[a-z]+:\/\/[^/]*@/i.test(url), "must not hold a user name or a password")
  .transform((url) => url.replace(/\/+$/, ""));

const path = z.string().min(1);

const contextSize = z.int().min(256).max(1_048_576);

const parallel = z.int().min(1).max(64);

const fileModel = z.strictObject({
  provider: z.literal("gguf"),
  use: z.string().min(1).describe("A GGUF file, or hf:user/repo:quant, or an https URL of a GGUF file."),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "must be 64 hex digits")
    .exactOptional(),
  contextSize: contextSize.exactOptional(),
  gpu: z
    .enum(["auto", "required", "off"])
    .default("auto")
    .transform((gpu) => (gpu === "off" ? false : gpu)),
  threads: z.int().min(1).max(1024).exactOptional(),
  parallel: parallel.exactOptional().describe("Turns that run side by side. Default: 1."),
  chatFormat: z.string().min(1).exactOptional().describe("Such as qwen or deepSeek, where the file's own misleads."),
  adapter: z.string().min(1).exactOptional().describe("A LoRA adapter, as a GGUF file."),
  embedding: z.boolean().exactOptional().describe("Whether the file turns texts into vectors."),
}) satisfies z.ZodType<FileModelChoice>;

const server = z
  .url({ protocol: /^https?$/, error: 'must be the URL of a model server, such as "http://127.0.0.1:8080/v1"' })
  .refine((url) => !/^[a-z]+:\/\/[^/]*@/i.test(url), "must not hold a user name or a password")
  .transform((url) => url.replace(/\/+$/, ""));

const serverModel = z.strictObject({
  provider: z.literal("openai").describe("The model runs in another program that serves the OpenAI API."),
  url: z
    .preprocess((value) => (typeof value === "string" ? [value] : value), z.array(server).min(1))
    .describe("Address up to and with /v1, or a list of them that serve the same model."),
  model: z.string().min(1).describe("What the server calls the model."),
  apiKeyEnv: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*$/, "must be the name of an environment variable, never a key itself")
    .exactOptional(),
  contextSize: contextSize.exactOptional(),
  parallel: parallel.exactOptional().describe("Turns that are asked for side by side. Default: one for each address."),
}) satisfies z.ZodType<ServerModelChoice>;

// A file may be named without more words, and without saying that it is one.
const model = z.preprocess(
  (value) => {
    if (typeof value === "string") return { provider: "gguf", use: value };
    return typeof value === "object" && value !== null ? { provider: "gguf", ...value } : value;
  },
  z.discriminatedUnion("provider", [fileModel, serverModel]),
);

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
  embedding: modelName,
  keep: duration(),
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
  embedding: settingForms.embedding.exactOptional(),
  keep: settingForms.keep.exactOptional(),
  logLevel: settingForms.logLevel.exactOptional(),
  live: z.never(liveComplaint).exactOptional(),
});

function knownChain(id: string): string {
  return id === "mainnet" ? mainnetChainId : id;
}
