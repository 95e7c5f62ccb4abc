import type { Fields } from "../../chain/wire/fields.ts";
import { ensure, fieldAssertion, stateAssertion, type Assertion } from "../assertion.ts";
import { customJsonLimit, customOperationsPerBlock } from "../chain-constants.ts";
import { ensureAccountName } from "./account-name.ts";
import { nameSet, text } from "./field.ts";
import { defineRule, type RuleContext } from "./rule.ts";
import { ensureJson } from "./valid-json.ts";

interface CustomJsonFields {
  readonly required_auths: readonly string[];
  readonly required_posting_auths: readonly string[];
  readonly id: string;
  readonly json: string;
}

const idLimit = 32; // bytes

const nobody = fieldAssertion(
  "(required_auths.size() + required_posting_auths.size()) > 0",
  "at least one account must be specified",
  "18127033122165031507",
);
const longId: Assertion = {
  expression: "in_len <= sizeof(data)",
  format: "Input too large: `${in}` (${is}) for fixed size string: (${fs})",
  hash: "15599059534279751802",
  place: { file: "fixed_string.hpp", method: "fixed_string_impl" },
};
const longJson = stateAssertion(
  "o.json.length() <= HIVE_CUSTOM_OP_DATA_MAX_LENGTH",
  "Operation JSON must be less than ${bytes} bytes.",
  "14775809219521901295",
);
const tooMany: Assertion = {
  expression: "insert_info.first->second <= HIVE_CUSTOM_OP_BLOCK_LIMIT",
  format: "Account ${a} already submitted ${n} custom json operation(s) this block.",
  hash: "15623682107521819069",
  place: { file: "database.cpp", method: "limit_custom_op_count" },
};

/** A note of an application on the chain. The chain checks its size and counts it; what it means is hivemind's. */
export const customJson = defineRule<CustomJsonFields>({
  name: "custom_json",
  read,
  required: (fields) => ({ posting: fields.required_posting_auths, active: fields.required_auths, owner: [] }),
  validate: (fields) => {
    const accounts = [...fields.required_auths, ...fields.required_posting_auths];
    ensure(accounts.length > 0, nobody);
    for (const account of accounts) ensureAccountName(account);
    ensureJson(fields.json);
  },
  apply: (fields, context) => {
    ensure(Buffer.byteLength(fields.json) <= customJsonLimit, longJson, { bytes: customJsonLimit });
    for (const account of new Set([...fields.required_auths, ...fields.required_posting_auths]))
      count(account, context);
  },
});

function read(fields: Fields): CustomJsonFields {
  const id = text(fields, "id");
  const size = Buffer.byteLength(id);
  ensure(size <= idLimit, longId, { in: id, is: size, fs: idLimit });
  return {
    required_auths: nameSet(fields, "required_auths"),
    required_posting_auths: nameSet(fields, "required_posting_auths"),
    id,
    json: text(fields, "json"),
  };
}

function count(account: string, { state }: RuleContext): void {
  const number = (state.customOperations.find(account) ?? 0) + 1;
  ensure(number <= customOperationsPerBlock, tooMany, { a: account, n: customOperationsPerBlock });
  state.customOperations.set(account, number);
}
