import { z } from "zod";
import { SkepError } from "../../shared/errors.ts";

const lines = z.union([z.string().transform((line) => [line]), z.array(z.string())]);
const said = z
  .object({ name: z.string(), user: z.string(), content: z.object({ text: z.string() }).partial().loose() })
  .partial()
  .transform(({ name, user, content }) => ({ speaker: name ?? user ?? "", text: content?.text ?? "" }));
const conversation = z.union([
  z.array(said),
  z.object({ examples: z.array(said) }).transform(({ examples }) => examples), // elizaOS 2
]);
const knowledge = z.union([
  z.string().transform((text) => ({ text })),
  z.object({ path: z.string() }).transform(({ path }) => ({ path })),
  z.object({ directory: z.string() }).transform(({ directory }) => ({ path: directory })),
  z
    .object({ item: z.object({ value: z.union([z.string(), z.object({ path: z.string() })]) }) }) // elizaOS 2
    .transform(({ item: { value } }) => ({ path: typeof value === "string" ? value : value.path })),
]);

/**
 * A character file of elizaOS: version 1 and 2, and the older characterfile, where `user` stood for `name` and `clients`
 * for some of the plugins. https://docs.elizaos.ai/agents/character-interface
 */
const characterSchema = z
  .object({
    name: z.string().min(1),
    username: z.string().optional(),
    system: z.string().optional(),
    bio: lines.default([]),
    lore: lines.default([]),
    topics: z.array(z.string()).default([]),
    adjectives: z.array(z.string()).default([]),
    style: z.object({ all: lines, chat: lines, post: lines }).partial().default({}),
    messageExamples: z.array(conversation).default([]),
    postExamples: z.array(z.string()).default([]),
    knowledge: z.array(knowledge).default([]),
  })
  .loose();

export type Character = z.infer<typeof characterSchema>;

/** Reads a character file. Throws `config_invalid` with all that is wrong with it. */
export function parseCharacter(file: string, text: string): Character {
  const parsed = z
    .string()
    .transform((value, context) => {
      try {
        return JSON.parse(value) as unknown;
      } catch (error) {
        context.addIssue({ code: "custom", message: `not JSON: ${String(error)}` });
        return z.NEVER;
      }
    })
    .pipe(characterSchema)
    .safeParse(text);
  if (parsed.success) return parsed.data;
  throw new SkepError("config_invalid", `${file} is no character of elizaOS:\n${z.prettifyError(parsed.error)}`);
}
