import type { WireOperation } from "../../src/chain/wire/wire-transaction.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { call } from "./call.ts";

/** A dev chain with a few people on it and a root post by alice in its second block. */
export async function createPeopled(): Promise<Devnet> {
  const accounts = [
    { name: "alice" },
    { name: "bob" },
    { name: "carol" },
    { name: "poor", vests: 0 },
    ...Array.from("abcdefghi", (letter) => ({ name: `friend-${letter}` })),
  ];
  const devnet = await createDevnet({ interval: "manual", accounts });
  devnet.broadcastAs("alice", [comment("alice", { permlink: "root" })]);
  devnet.mine();
  return devnet;
}

/** Why the node refused these operations, or `undefined` when it took them. */
export function refusalOf(
  devnet: Devnet,
  account: string,
  ...operations: readonly WireOperation[]
): string | undefined {
  try {
    devnet.broadcastAs(account, operations);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export function comment(author: string, fields: Record<string, unknown> = {}): WireOperation {
  const defaults = {
    parent_author: "",
    parent_permlink: "test",
    author,
    permlink: "post",
    title: "A title",
    body: "Text",
  };
  return ["comment", { ...defaults, json_metadata: "{}", ...fields }];
}

export function reply(author: string, fields: Record<string, unknown> = {}): WireOperation {
  return comment(author, { parent_author: "alice", parent_permlink: "root", title: "", permlink: "re", ...fields });
}

export function vote(voter: string, weight: number, permlink = "root"): WireOperation {
  return ["vote", { voter, author: "alice", permlink, weight }];
}

export function options(author: string, permlink: string, fields: Record<string, unknown> = {}): WireOperation {
  const defaults = { max_accepted_payout: "1000000.000 HBD", percent_hbd: 10_000, allow_votes: true };
  return [
    "comment_options",
    { author, permlink, ...defaults, allow_curation_rewards: true, extensions: [], ...fields },
  ];
}

export function shares(...accounts: readonly string[]): readonly unknown[] {
  return [[0, { beneficiaries: accounts.map((account) => ({ account, weight: 500 })) }]];
}

export function customJson(account: string, fields: Record<string, unknown> = {}): WireOperation {
  const defaults = { required_auths: [], required_posting_auths: [account], id: "test", json: "{}" };
  return ["custom_json", { ...defaults, ...fields }];
}

/** An account as condenser_api tells it. */
export async function accountOf(devnet: Devnet, name: string): Promise<Readonly<Record<string, unknown>>> {
  const { result } = await call(devnet.url, "condenser_api.get_accounts", [[name]]);
  return (result as Readonly<Record<string, unknown>>[])[0] ?? {};
}
