/** The record under a key. One that was deleted leaves its place behind, so that the order of keys can be restored. */
interface Slot<Value> {
  readonly value: Value | undefined;
}

/** What stood under the keys that were changed, before they were; `undefined` where the key was new. */
type Replaced<Value> = Map<string, Slot<Value> | undefined>;

/**
 * One kind of record in the chain's state, by key. A table may lie over another: it reads through to the one below,
 * keeps its own changes, and hands them down on `commit` or forgets them with itself. That is how a refused
 * transaction leaves nothing behind. Records are immutable: a change is a new record under the same key.
 *
 * A table with none below it notes what its changes replace. `mark` ends a list, and `rewind` and `asOf` undo whole lists.
 */
export class Table<Value> {
  readonly #below: Table<Value> | undefined;
  readonly #slots = new Map<string, Slot<Value>>();
  /** Oldest first; the last one is being written. There is none until the first mark, and none where nothing changed. */
  #replaced: (Replaced<Value> | undefined)[] | undefined;

  constructor(below?: Table<Value>) {
    this.#below = below;
  }

  /** The record under this key, or `undefined`. */
  find(key: string): Value | undefined {
    const slot = this.#slots.get(key);
    return slot ? slot.value : this.#below?.find(key);
  }

  set(key: string, value: Value): void {
    this.#put(key, { value });
  }

  delete(key: string): void {
    if (this.#below || this.#slots.has(key)) this.#put(key, { value: undefined });
  }

  /** All records, in the order in which their keys first came in. */
  *values(): Generator<Value> {
    for (const [, value] of this.#entries()) if (value !== undefined) yield value;
  }

  /** Writes the changes into the table below and is empty again. */
  commit(): void {
    const below = this.#below;
    if (!below) return;
    for (const [key, { value }] of this.#slots) {
      if (value === undefined) below.delete(key);
      else below.set(key, value);
    }
    this.#slots.clear();
  }

  /** Ends the list of what was replaced and begins the next. Of ended lists, the newest `kept` are kept. */
  mark(kept: number): void {
    this.#replaced ??= [];
    this.#replaced.push(undefined);
    if (this.#replaced.length > kept + 1) this.#replaced.shift();
  }

  /** Undoes all changes since the mark that is `count` marks before the last one, as if they had never been. */
  rewind(count: number): void {
    for (const list of this.#replaced?.splice(-count - 1).toReversed() ?? []) this.#restore(list);
    this.#replaced?.push(undefined);
  }

  /** A layer over this table that shows it as it was at that mark. It holds until this table is changed. */
  asOf(count: number): Table<Value> {
    const past = new Table(this);
    for (const list of this.#replaced?.slice(-count - 1).toReversed() ?? []) past.#restore(list);
    return past;
  }

  #restore(list: Replaced<Value> | undefined): void {
    for (const [key, slot] of list ?? []) {
      if (slot) this.#slots.set(key, slot);
      else if (this.#below) this.#slots.set(key, { value: undefined });
      else this.#slots.delete(key);
    }
  }

  #put(key: string, slot: Slot<Value>): void {
    this.#note(key);
    this.#slots.set(key, slot);
  }

  #note(key: string): void {
    const lists = this.#replaced;
    if (!lists) return;
    const list = lists.at(-1) ?? new Map<string, Slot<Value> | undefined>();
    if (list.size === 0) lists[lists.length - 1] = list;
    if (!list.has(key)) list.set(key, this.#slots.get(key));
  }

  *#entries(): Generator<readonly [key: string, value: Value | undefined]> {
    const below = this.#below;
    if (below) yield* this.#entriesOver(below);
    else for (const [key, { value }] of this.#slots) yield [key, value];
  }

  *#entriesOver(below: Table<Value>): Generator<readonly [key: string, value: Value | undefined]> {
    for (const [key, value] of below.#entries()) {
      const slot = this.#slots.get(key);
      yield [key, slot ? slot.value : value];
    }
    for (const [key, { value }] of this.#slots) if (!below.#holds(key)) yield [key, value];
  }

  #holds(key: string): boolean {
    const below = this.#below;
    return this.#slots.has(key) || (below !== undefined && below.#holds(key));
  }
}
