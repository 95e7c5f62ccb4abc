/**
 * One kind of record in the chain's state, by key. A table may lie over another: it reads through to the one below,
 * keeps its own changes, and hands them down on `commit` or forgets them with itself. That is how a refused
 * transaction leaves nothing behind. Records are immutable: a change is a new record under the same key.
 */
export class Table<Value> {
  readonly #below: Table<Value> | undefined;
  readonly #changes = new Map<string, { readonly value: Value | undefined }>();

  constructor(below?: Table<Value>) {
    this.#below = below;
  }

  /** The record under this key, or `undefined`. */
  find(key: string): Value | undefined {
    const change = this.#changes.get(key);
    return change ? change.value : this.#below?.find(key);
  }

  set(key: string, value: Value): void {
    this.#changes.set(key, { value });
  }

  delete(key: string): void {
    if (this.#below) this.#changes.set(key, { value: undefined });
    else this.#changes.delete(key);
  }

  /** All records, in the order in which their keys came in. Only for a table with none below it. */
  *values(): Generator<Value> {
    for (const { value } of this.#changes.values()) if (value !== undefined) yield value;
  }

  /** Writes the changes into the table below and is empty again. */
  commit(): void {
    const below = this.#below;
    if (!below) return;
    for (const [key, { value }] of this.#changes) {
      if (value === undefined) below.delete(key);
      else below.set(key, value);
    }
    this.#changes.clear();
  }
}
