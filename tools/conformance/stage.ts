import type { PrivateKey } from "@hiveio/dhive";
import type { Constants } from "./expression.ts";
import type { ScenarioAccount } from "./scenario.ts";

/** A chain that scenarios are played on: a node whose blocks are made on request. */
export interface Stage extends AsyncDisposable {
  /** Where it answers JSON-RPC. */
  readonly url: string;
  /** 64 hex digits. */
  readonly chainId: string;
  readonly constants: Constants;
  /** Makes the accounts of a scenario, as FORMAT.md has them, and some blocks after them. */
  setUp(accounts: readonly ScenarioAccount[]): Promise<void>;
  /** Makes ordinary blocks, three seconds apart. */
  mine(count: number): Promise<void>;
  /** Moves chain time on by so many seconds: an ordinary block and one at head time + `seconds`. */
  advance(seconds: number): Promise<void>;
  /** The key of an account, that of the creating account among them. */
  keyOf(account: string, role: string, password?: string): PrivateKey;
}
