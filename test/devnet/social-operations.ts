import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";
import { customJson } from "./operations.ts";

/** A custom_json of hivemind's, by one account's posting authority. */
export function note(account: string, id: string, json: unknown): WireOperation {
  return customJson(account, { id, json: JSON.stringify(json) });
}

export function follow(follower: string, following: unknown, ...what: readonly string[]): WireOperation {
  return note(follower, "follow", ["follow", { follower, following, what }]);
}

export function onCommunity(account: string, action: string, fields: Record<string, unknown> = {}): WireOperation {
  return note(account, "community", [action, { community: "hive-167922", ...fields }]);
}

/** Does one thing in a block of its own. */
export function inBlock(devnet: Devnet, account: string, ...operations: readonly WireOperation[]): void {
  devnet.broadcastAs(account, operations);
  devnet.mine();
}

/** The answer to a call; throws the message of a refusal. */
export async function ask(devnet: Devnet, method: string, params: unknown): Promise<unknown> {
  const { result, error } = await call(devnet.url, method, params);
  if (error) throw new Error(error.message);
  return result;
}
