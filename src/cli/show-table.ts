import { isColourless } from "../config/environment.ts";
import { paintFor } from "./paint.ts";
import { table, widthOf } from "./table.ts";

/** Prints a table with its heading, as wide as the terminal at most; the heading is dim on a terminal. */
export function showTable(heading: readonly string[], rows: readonly (readonly string[])[]): void {
  const paint = paintFor(process.stdout, isColourless());
  const [first = "", ...rest] = table([heading, ...rows], { width: widthOf(process.stdout) }).split("\n");
  console.log([paint("dim", first), ...rest].join("\n"));
}

/** Prints what is known of one thing, a line each: a name and what it is. */
export function showFacts(facts: readonly (readonly [string, string])[]): void {
  console.log(table(facts, { width: widthOf(process.stdout) }));
}
