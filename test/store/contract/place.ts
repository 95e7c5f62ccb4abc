import { afterEach, beforeEach } from "vitest";
import type { Store } from "../../../src/store/store.ts";

/** Somewhere a store's data lies: `open` opens the same data again and again. */
export interface StorePlace extends AsyncDisposable {
  open(): Store;
}

/** Makes an empty place. Each implementation of the ports brings its own. */
export type CreatePlace = () => StorePlace;

/** Registers a fresh, empty store for each test of the enclosing describe. */
export function freshStore(create: CreatePlace): () => Store {
  let place: StorePlace | undefined;
  let store: Store | undefined;
  beforeEach(() => {
    place = create();
    store = place.open();
  });
  afterEach(async () => {
    await store?.[Symbol.asyncDispose]();
    await place?.[Symbol.asyncDispose]();
  });
  return () => {
    if (store === undefined) throw new Error("no store outside of a test");
    return store;
  };
}
