/** What one account may have to do with another, by its own will. */
export type Relation = "follow" | "mute" | "blacklist" | "followBlacklist" | "followMutes";

/** Who follows, mutes and blacklists whom, and whose mutes and blacklists count for whom. */
export interface Relations {
  /** Leaves the place in the order as it was where the relation is there already. */
  add(relation: Relation, from: string, to: string): void;
  remove(relation: Relation, from: string, to: string): void;
  /** Ends this relation of `from` with everybody. */
  clear(relation: Relation, from: string): void;
  has(relation: Relation, from: string, to: string): boolean;
  /** To whom `from` has this relation, newest first. */
  of(relation: Relation, from: string): readonly string[];
  /** Who has this relation to `to`, newest first. */
  to(relation: Relation, to: string): readonly string[];
  /** The same once more: a change of one is none of the other. */
  copy(): Relations;
}

/** Of each account, to whom it has the relation and which number in the order that is. */
type Tables = Readonly<Record<Relation, Map<string, Map<string, number>>>>;

/** Nobody has to do with anybody yet. */
export function createRelations(): Relations {
  const tables = {
    follow: new Map(),
    mute: new Map(),
    blacklist: new Map(),
    followBlacklist: new Map(),
    followMutes: new Map(),
  };
  return relationsIn(tables, 0);
}

/** The relations in these tables, of which `made` were made so far. */
function relationsIn(tables: Tables, made: number): Relations {
  let newest = made;
  return {
    add(relation, from, to) {
      const table = tables[relation].get(from) ?? new Map<string, number>();
      tables[relation].set(from, table);
      if (!table.has(to)) table.set(to, ++newest);
    },
    remove: (relation, from, to) => void tables[relation].get(from)?.delete(to),
    clear: (relation, from) => void tables[relation].delete(from),
    has: (relation, from, to) => tables[relation].get(from)?.has(to) ?? false,
    of: (relation, from) => [...(tables[relation].get(from)?.keys() ?? [])].toReversed(),
    to: (relation, to) =>
      [...tables[relation]]
        .map(([from, table]) => ({ from, number: table.get(to) ?? 0 }))
        .filter(({ number }) => number > 0)
        .toSorted((a, b) => b.number - a.number)
        .map(({ from }) => from),
    copy: () => relationsIn(structuredClone(tables), newest),
  };
}

/** Whether `observer` does not want to hear of `account`: by its own mutes or by those of somebody whose mutes it follows. */
export function isMutedBy(relations: Relations, observer: string, account: string): boolean {
  if (relations.has("mute", observer, account)) return true;
  return relations.of("followMutes", observer).some((other) => relations.has("mute", other, account));
}
