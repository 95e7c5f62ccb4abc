import { ensure, type Assertion } from "../assertion.ts";
import { nodeError, type ExceptionKind, type NodeError, type SourcePlace } from "../node-error.ts";
import type { AccountState } from "../state/account.ts";
import type { ChainState } from "../state/chain-state.ts";

const noAccount: Assertion = {
  expression: '_account != nullptr && "By name"',
  format: "Account ${acc} doesn't exist",
  place: { file: "database.cpp", method: "get_account" },
};

/** The account of this name. Throws the `NodeError` that hived gives where there is none. */
export function getAccount(state: ChainState, name: string): AccountState {
  const account = state.accounts.find(name);
  ensure(account !== undefined, noAccount, { acc: name });
  return account;
}

const outOfRange: ExceptionKind = {
  rpcCode: -32000,
  code: 13,
  name: "N5boost10wrapexceptISt12out_of_rangeEE",
  what: "0 exception: unspecified",
};

const text = "std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >";

/** hived's error for a transaction that needs the signature of an account that does not exist. */
export function unknownSigner(name: string): NodeError {
  return unknownKey(name, "hive::chain::account_authority_object", "hive::chain::by_account", {
    file: "transaction_util.cpp",
    method: "verify_authority",
  });
}

/** hived's error for a vote for someone who is no witness. Made in the likeness of the other; it was not recorded. */
export function unknownWitness(name: string): NodeError {
  return unknownKey(name, "hive::chain::witness_object", "hive::chain::by_name", {
    file: "database.cpp",
    method: "get_witness",
  });
}

function unknownKey(name: string, objects: string, index: string, place: SourcePlace): NodeError {
  const details = { kt: text, multiindex: objects, indexed_by_typename: index, key: name };
  const sentence = `unknown key: ${name} of type: ${text} at multiindex lookup: ${objects}.index<${index}>`;
  const what = `${outOfRange.what}\n${sentence}\n    ${JSON.stringify(details)}\n    chainbase.hpp:1264 get`;
  return nodeError({
    kind: { ...outOfRange, what },
    format: "${what}: ",
    values: { what },
    place,
  });
}
