import type { CountTokens } from "./cut.ts";

/** Files of the operator's own: a path or pattern within the project's folder. */
export interface FileSource {
  readonly files: string;
}

/** Root posts that an account published on Hive. */
export interface PostSource {
  readonly author: string;
  /** Only posts with one of these tags; empty: all. */
  readonly tags: readonly string[];
}

/** Where an agent's knowledge comes from. */
export type KnowledgeSource = FileSource | PostSource;

/** The model that will read the pieces: they are counted by its tokenizer. */
export interface ReadingModel {
  /** Names the tokenizer: pieces that another one counted are cut anew. */
  readonly identity: string;
  /** Tokens, prompt and answer together. */
  readonly contextSize: number;
  readonly countTokens: CountTokens;
}

/** An agent that is to know something. */
export interface Student {
  readonly agent: string;
  readonly sources: readonly KnowledgeSource[];
  readonly model: ReadingModel;
}

/** The patterns of files among sources. */
export function filePatterns(sources: readonly KnowledgeSource[]): string[] {
  return sources.flatMap((source) => ("files" in source ? [source.files] : []));
}

/** The authors among sources, each with its tags. */
export function postSources(sources: readonly KnowledgeSource[]): PostSource[] {
  return sources.flatMap((source) => ("author" in source ? [source] : []));
}
