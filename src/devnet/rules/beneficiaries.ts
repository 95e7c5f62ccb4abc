import type { Fields } from "../../chain/wire/fields.ts";
import { ensure, fieldAssertion, stateAssertion, type Assertion } from "../assertion.ts";
import { fullPercent, maxBeneficiaries } from "../chain-constants.ts";
import type { CommentState } from "../state/comment.ts";
import { ensureAccountName } from "./account-name.ts";
import { accountName, invalidCast, list, record, uint16 } from "./field.ts";
import type { RuleContext } from "./rule.ts";

/** Someone who gets a share of what a comment earns, in basis points. */
export interface Beneficiary {
  readonly account: string;
  readonly weight: number;
}

const hardLimit = 127;

const nobody = fieldAssertion("beneficiaries.size()", "Must specify at least one beneficiary");
const farTooMany = fieldAssertion(
  "beneficiaries.size() < HIVE_BENEFICIARY_LIMIT",
  "Cannot specify more than ${max} beneficiaries.",
);
const firstOverFull = oneOverFull("0");
const nextOverFull = oneOverFull("i");
const overFull = fieldAssertion("sum <= HIVE_100_PERCENT", "Cannot allocate more than 100% of rewards to a comment");
const unsorted = fieldAssertion(
  "beneficiaries[i - 1] < beneficiaries[i]",
  "Beneficiaries must be specified in sorted order (account ascending)",
);
const tooMany = visitorAssertion(
  "!_db.is_in_control() || cpb.beneficiaries.size() <= HIVE_MAX_COMMENT_BENEFICIARIES",
  "Cannot specify more than ${x} beneficiaries.",
);
const again = visitorAssertion("_c.get_beneficiaries().size() == 0", "Comment already has beneficiaries specified.");
const votedOn = visitorAssertion(
  '!_c.has_votes() && "Comment must not have been voted on before specifying beneficiaries."',
  "",
);
const unknown = visitorAssertion("acc != nullptr", 'Beneficiary "${a}" must exist.');

/** The extensions of comment_options. Throws a `NodeError` where their form is wrong. */
export function readBeneficiaries(fields: Fields): (readonly [0, { readonly beneficiaries: Beneficiary[] }])[] {
  return list(fields, "extensions").map((extension) => {
    if (!Array.isArray(extension) || extension[0] !== 0) throw invalidCast(extension, "comment_options_extension");
    const beneficiaries = list(record(extension[1]), "beneficiaries").map((one) => {
      const share = record(one);
      return { account: accountName(share, "account"), weight: uint16(share, "weight") };
    });
    return [0, { beneficiaries }] as const;
  });
}

/** Checks the list by itself: sorted, each once, at most all of the reward. Throws a `NodeError`. */
export function validateBeneficiaries(beneficiaries: readonly Beneficiary[]): void {
  ensure(beneficiaries.length > 0, nobody);
  ensure(beneficiaries.length <= hardLimit, farTooMany, { max: hardLimit });
  let sum = 0;
  let previous = "";
  for (const { account, weight } of beneficiaries) {
    ensureAccountName(account);
    ensure(weight <= fullPercent, previous === "" ? firstOverFull : nextOverFull);
    sum += weight;
    ensure(sum <= fullPercent, overFull);
    ensure(previous < account, unsorted);
    previous = account;
  }
}

/** Checks the list against the comment: only once, and before anyone voted. Throws a `NodeError`. */
export function ensureMayShare(shares: readonly Beneficiary[], comment: CommentState, { state }: RuleContext): void {
  ensure(comment.options.beneficiaries.length === 0, again);
  ensure(comment.voters.length === 0, votedOn);
  ensure(shares.length <= maxBeneficiaries, tooMany, { x: maxBeneficiaries });
  for (const { account } of shares) ensure(state.accounts.find(account) !== undefined, unknown, { a: account });
}

function oneOverFull(index: string): ReturnType<typeof fieldAssertion> {
  return fieldAssertion(
    `beneficiaries[${index}].weight <= HIVE_100_PERCENT`,
    "Cannot allocate more than 100% of rewards to one account",
  );
}

// hived checks extensions in a function object.
function visitorAssertion(expression: string, format: string): Assertion {
  return { ...stateAssertion(expression, format), place: { file: "hive_evaluator.cpp", method: "operator()" } };
}
