import { extname } from "node:path";

/** The kinds of file that can be read, by the ending of their names. */
export const kindsOfFile = {
  ".md": "markdown",
  ".markdown": "markdown",
  ".txt": "text",
  ".text": "text",
  ".html": "html",
  ".htm": "html",
  ".pdf": "pdf",
} as const;

export type KindOfFile = (typeof kindsOfFile)[keyof typeof kindsOfFile];

/** What files there are to know, for messages. */
export const readableKinds = Object.keys(kindsOfFile).join(", ");

/** The kind of a file by its name; `undefined` where it cannot be read. */
export function kindOf(name: string): KindOfFile | undefined {
  const ending = extname(name).toLowerCase();
  return Object.entries(kindsOfFile).find(([known]) => known === ending)?.[1];
}
