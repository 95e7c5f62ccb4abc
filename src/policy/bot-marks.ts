import { knownBots } from "./known-bots.ts";

/** What a post shows of how it was written. */
interface Authorship {
  readonly author: string;
  /** From the post's json_metadata. */
  readonly app: string;
  readonly aiTools: boolean;
  readonly tags: readonly string[];
}

/** Why a post is taken for a bot's; `undefined` when nothing says so. */
export function botMark({ author, app, aiTools, tags }: Authorship): string | undefined {
  if (app.toLowerCase().startsWith("skep/")) return "it was written by another Skep agent";
  if (aiTools || tags.some((tag) => tag.toLowerCase() === "aiagent")) return "it says that an AI wrote it";
  return knownBots.has(author) ? `@${author} is known as a bot` : undefined;
}
