import type { Block } from "./block.ts";

/** What the reading thread is asked, one thing at a time: a file, or a text that is at hand. */
export type ReadOrder = { readonly path: string } | { readonly markdown: string };

/** What it answers. */
export type ReadReport = { readonly blocks: readonly Block[] } | { readonly problem: string };
