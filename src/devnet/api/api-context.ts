import type { Hivemind } from "../hivemind/hivemind.ts";
import type { Ledger } from "../ledger/ledger.ts";

/** What a node consists of. */
export interface NodeContext {
  readonly ledger: Ledger;
  readonly chainId: string;
  readonly prefix: string;
  /** Titles of the communities by account name. */
  readonly communities: ReadonlyMap<string, string>;
}

/** What the methods answer from. */
export interface ApiContext extends NodeContext {
  readonly hivemind: Hivemind;
}

/** One JSON-RPC method. It is given whatever stood in `params` and throws a `NodeError` to refuse. */
export type ApiMethod = (params: unknown) => unknown;

/** The methods of one API by name. */
export type Api = Readonly<Record<string, ApiMethod>>;
