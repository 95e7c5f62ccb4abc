import { sharedTerm, termWord } from "../../search/terms.ts";
import type { FoundMemory, MemoryQuery } from "../memory-store.ts";
import type { Connection } from "./connection.ts";
import { foundColumns, foundOf, type FoundRow } from "./memory-row.ts";
import { agentTerm, personTerm } from "./memory-table.ts";
import { prepareSpaces } from "./space.ts";

/** More rows than this are not read of one word: it is too common to tell much. */
const rowsOfTerm = 200;
/** Of words that are too common alone, so many are looked for in pairs. */
const pairedTerms = 3;

/** Finding memories by their words. */
interface Shortlists {
  ofAll(query: MemoryQuery): FoundMemory[];
  ofShared(query: MemoryQuery & { readonly agent: string }): FoundMemory[];
}

/** Words to look up, and what else must stand with each of them, in the language of FTS5. */
interface Look {
  readonly scope: string;
  readonly terms: readonly number[];
}

/**
 * Prepares finding memories by their words. The work is bounded by the number of words, however many memories there are:
 * nothing is scored in SQL, since that would read all rows of a common word.
 */
export function prepareShortlists(connection: Connection): Shortlists {
  const match = connection
    .prepare<[string, number], number>(
      "select rowid from memory_terms where memory_terms match ? order by rowid desc limit ?",
    )
    .pluck();
  const select = connection.prepare<[object], FoundRow>(`
    select ${foundColumns} from memory
    where id in (select value from json_each(@ids)) and (expires_at > @now or shared = 1)
      and (@agent is null or agent = @agent) and (@person is null or person = @person)
    order by id desc`);
  const shared = connection.prepare<[string, number], FoundRow>(
    `select ${foundColumns} from memory where agent = ? and shared = 1 order by id desc limit ?`,
  );
  const spaces = prepareSpaces(connection);
  const find = ({ agent, person, limit, now, space }: MemoryQuery, look: Look): FoundMemory[] => {
    const ids = bestIds(
      lookUp(look, (words) => match.all(words, rowsOfTerm)),
      limit,
    );
    const scope = { agent: agent ?? null, person: person ?? null };
    const rows = select.all({ ids: JSON.stringify(ids), now: now.getTime(), ...scope });
    const spaceId = spaces.find(space);
    return rows.map((row) => foundOf(row, spaceId));
  };

  return {
    ofAll: (query) => find(query, { scope: scopeOf(query), terms: query.terms }),
    ofShared(query) {
      const { agent, terms, limit, space } = query;
      const some = shared.all(agent, limit + 1);
      // Words of what is shared are words of their own: whatever else is remembered, it is not even read.
      if (some.length > limit) return find(query, { scope: "", terms: terms.map((term) => sharedTerm(agent, term)) });
      const spaceId = spaces.find(space);
      return some.map((row) => foundOf(row, spaceId));
    },
  };
}

function scopeOf({ agent, person }: MemoryQuery): string {
  const labels = [
    ...(agent === undefined ? [] : [agentTerm(agent)]),
    ...(person === undefined ? [] : [personTerm(person)]),
  ];
  return labels.map((label) => `"${termWord(label)}" AND `).join("");
}

/** The rows of each word; of words that are too common, the rows that two of them share. */
function lookUp({ scope, terms }: Look, match: (words: string) => number[]): (readonly number[])[] {
  const lists: number[][] = [];
  const common: string[] = [];
  for (const term of terms) {
    const word = `"${termWord(term)}"`;
    const rows = match(scope + word);
    lists.push(rows);
    if (rows.length === rowsOfTerm) common.push(word);
  }
  const paired = common.slice(0, pairedTerms);
  for (const [place, one] of paired.entries()) {
    for (const other of paired.slice(place + 1)) lists.push(match(`${scope}${one} AND ${other}`));
  }
  return lists;
}

/** Those that stand in the shortest lists and in most of them; of equals the newer. */
function bestIds(lists: readonly (readonly number[])[], limit: number): number[] {
  const votes = new Map<number, number>();
  for (const list of lists) {
    const weight = 1 / Math.log2(2 + list.length);
    for (const id of list) votes.set(id, (votes.get(id) ?? 0) + weight);
  }
  return Array.from(votes)
    .toSorted(([oneId, one], [otherId, other]) => other - one || otherId - oneId)
    .slice(0, limit)
    .map(([id]) => id);
}
