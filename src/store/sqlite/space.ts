import type { VectorSpace } from "../memory-store.ts";
import type { Connection } from "./connection.ts";

/** The numbers under which spaces of vectors are kept. */
export interface Spaces {
  /** 0, which no space has, when nothing was kept of it yet. */
  find(space: VectorSpace): number;
  /** Gives it a number where it has none; to be run inside `write`. */
  enter(space: VectorSpace): number;
}

/** Prepares the statements. */
export function prepareSpaces(connection: Connection): Spaces {
  const select = connection
    .prepare<[string, number], number>("select id from space where identity = ? and dimension = ?")
    .pluck();
  const insert = connection.prepare<[string, number]>("insert into space (identity, dimension) values (?, ?)");
  const find = ({ identity, dimension }: VectorSpace): number => select.get(identity, dimension) ?? 0;
  return {
    find,
    enter: (space) => find(space) || Number(insert.run(space.identity, space.dimension).lastInsertRowid),
  };
}
