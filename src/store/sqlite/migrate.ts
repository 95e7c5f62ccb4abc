import type { Database } from "better-sqlite3";
import { SkepError } from "../../shared/errors.ts";
import { firstTables } from "./migrations/001-first-tables.ts";
import { switchesAndSkeletons } from "./migrations/002-switches-and-skeletons.ts";
import { healthOfNodes } from "./migrations/003-health-of-nodes.ts";
import { peopleAndTurns } from "./migrations/004-people-and-turns-in-the-queue.ts";
import { guards } from "./migrations/005-guards.ts";
import { memory } from "./migrations/006-memory.ts";
import { knowledge } from "./migrations/007-knowledge.ts";
import { readingsOfPosts } from "./migrations/008-readings-of-posts.ts";
import { thoughtsAndLateEdits } from "./migrations/009-thoughts-and-late-edits.ts";

/** In order; the number of a migration is its place, counted from 1, and stands in `pragma user_version`. */
const migrations: readonly string[] = [
  firstTables,
  switchesAndSkeletons,
  healthOfNodes,
  peopleAndTurns,
  guards,
  memory,
  knowledge,
  readingsOfPosts,
  thoughtsAndLateEdits,
];

/** The schema that this Skep reads and writes. */
const knownSchema = migrations.length;

/** The migration that a database stands at; 0 when it is empty. */
export function schemaOf(db: Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}

/** Brings a database up to {@link knownSchema}, all steps in one transaction. Never goes back. */
export function migrate(db: Database): void {
  if (schemaOf(db) === knownSchema) return;
  db.transaction(() => {
    const from = schemaOf(db); // read again under the lock: another process may have come first
    for (const migration of migrations.slice(from)) db.exec(migration);
    db.pragma(`user_version = ${Math.max(from, knownSchema)}`);
  }).immediate();
}

/** Throws `config_invalid` for a database that this Skep is too old for. */
export function refuseNewerSchema(db: Database, path: string): void {
  const schema = schemaOf(db);
  if (schema <= knownSchema) return;
  throw new SkepError(
    "config_invalid",
    `${path} was made by a newer Skep (schema ${schema}, this one knows ${knownSchema}): update Skep or use another --data-dir`,
    { details: { path, schema, knownSchema } },
  );
}

/** For a reader, which may not migrate: throws `config_invalid` for a database that has not been brought up to date. */
export function refuseOlderSchema(db: Database, path: string): void {
  const schema = schemaOf(db);
  if (schema >= knownSchema) return;
  throw new SkepError(
    "config_invalid",
    `${path} was made by an older Skep (schema ${schema}, this one reads ${knownSchema}): run \`skep run\` once to bring it up to date`,
    { details: { path, schema, knownSchema } },
  );
}
