import { shortList } from "../../search/short-list.ts";
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

/** Words to look up, in the language of FTS5. */
interface Look {
  readonly terms: readonly number[];
  /** What must stand with each of them. */
  readonly scope: string;
  /** What must stand with those that are too common, of which not all rows are looked at: elsewhere the rows are asked. */
  readonly commonScope: string;
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
    order by id desc limit @left`);
  const shared = connection.prepare<[string, number], FoundRow>(
    `select ${foundColumns} from memory where agent = ? and shared = 1 order by id desc limit ?`,
  );
  const sharedIds = connection
    .prepare<[string, number], number>("select id from memory where agent = ? and shared = 1 limit ?")
    .pluck();
  const spaces = prepareSpaces(connection);
  const find = ({ agent, person, limit, now, space }: MemoryQuery, look: Look): FoundMemory[] => {
    const lists = lookUp(look, (words) => match.all(words, rowsOfTerm));
    const ids = shortList(lists, Infinity);
    const scope = { agent: agent ?? null, person: person ?? null, now: now.getTime() };
    const rows: FoundRow[] = [];
    for (let from = 0; from < ids.length && rows.length < limit; from += limit) {
      const some = JSON.stringify(ids.slice(from, from + limit));
      rows.push(...select.all({ ids: some, left: limit - rows.length, ...scope }));
    }
    const spaceId = spaces.find(space);
    return rows.map((row) => foundOf(row, spaceId));
  };

  return {
    ofAll: (query) => find(query, { terms: query.terms, ...scopesOf(query) }),
    ofShared(query) {
      const { agent, terms, limit, space } = query;
      // Words of what is shared are words of their own: whatever else is remembered, it is not even read.
      if (sharedIds.all(agent, limit + 1).length > limit) {
        return find(query, { terms: terms.map((term) => sharedTerm(agent, term)), scope: "", commonScope: "" });
      }
      const spaceId = spaces.find(space);
      return shared.all(agent, limit).map((row) => foundOf(row, spaceId));
    },
  };
}

/** A person has few memories, so that their label narrows each word; an agent may have all of them. */
function scopesOf({ agent, person }: MemoryQuery): Pick<Look, "scope" | "commonScope"> {
  const scope = person === undefined ? "" : `"${termWord(personTerm(person))}" AND `;
  return { scope, commonScope: agent === undefined ? scope : `${scope}"${termWord(agentTerm(agent))}" AND ` };
}

/** The rows of each word; of words that are too common, the rows that two of them share. */
function lookUp({ terms, scope, commonScope }: Look, match: (words: string) => number[]): (readonly number[])[] {
  const lists: number[][] = [];
  const common: string[] = [];
  for (const term of terms) {
    const word = `"${termWord(term)}"`;
    const rows = match(scope + word);
    const isCommon = rows.length === rowsOfTerm;
    if (isCommon) common.push(word);
    lists.push(isCommon && commonScope !== scope ? match(commonScope + word) : rows);
  }
  const paired = common.slice(0, pairedTerms);
  for (const [place, one] of paired.entries()) {
    for (const other of paired.slice(place + 1)) lists.push(match(`${commonScope}${one} AND ${other}`));
  }
  return lists;
}
