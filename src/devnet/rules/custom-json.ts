import type { Fields } from "../../chain/wire/fields.ts";
import { ensure, fieldAssertion, stateAssertion, type Assertion } from "../assertion.ts";
import { customJsonLimit, customOperationsPerBlock } from "../chain-constants.ts";
import { authorityLimit } from "./authority.ts";
import { nameSet, text } from "./field.ts";
import { fixedString } from "./fixed-string.ts";
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
);
const longJson = stateAssertion(
  "o.json.length() <= HIVE_CUSTOM_OP_DATA_MAX_LENGTH",
  "Operation JSON must be less than ${bytes} bytes.",
);
const manyAuthorities = stateAssertion(
  "num_auths <= HIVE_MAX_AUTHORITY_MEMBERSHIP",
  "Authority membership exceeded. Max: ${max} Current: ${n}",
);
const tooMany: Assertion = {
  expression: "insert_info.first->second <= HIVE_CUSTOM_OP_BLOCK_LIMIT",
  format: "Account ${a} already submitted ${n} custom json operation(s) this block.",
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
    ensureJson(fields.json);
  },
  apply: (fields, context) => {
    // hived counts before it looks at anything else.
    for (const account of new Set([...fields.required_auths, ...fields.required_posting_auths]))
      count(account, context);
    ensure(Buffer.byteLength(fields.json) <= customJsonLimit, longJson, { bytes: customJsonLimit });
    const authorities = fields.required_auths.length + fields.required_posting_auths.length;
    ensure(authorities <= authorityLimit, manyAuthorities, { max: authorityLimit, n: authorities });
  },
});

function read(fields: Fields): CustomJsonFields {
  return {
    required_auths: nameSet(fields, "required_auths"),
    required_posting_auths: nameSet(fields, "required_posting_auths"),
    id: fixedString(text(fields, "id"), idLimit),
    json: text(fields, "json"),
  };
}

function count(account: string, { state }: RuleContext): void {
  const number = (state.customOperations.find(account) ?? 0) + 1;
  ensure(number <= customOperationsPerBlock, tooMany, { a: account, n: customOperationsPerBlock });
  state.customOperations.set(account, number);
}
