import type { Fields } from "../../chain/wire/fields.ts";
import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import { fullPercent, maxBeneficiaries } from "../chain-constants.ts";
import type { CommentState } from "../state/comment.ts";
import { ensureAccountName } from "./account-name.ts";
import { integer, invalidCast, list, record, text } from "./field.ts";
import type { RuleContext } from "./rule.ts";

/** Someone who gets a share of what a comment earns, in basis points. */
export interface Beneficiary {
  readonly account: string;
  readonly weight: number;
}

const hardLimit = 128; // exclusive

const nobody = fieldAssertion("beneficiaries.size()", "Must specify at least one beneficiary", "1370166134324072955");
const farTooMany = fieldAssertion("beneficiaries.size() < 128", "Cannot specify more than 127 beneficiaries.");
const oneOverFull = fieldAssertion(
  "beneficiaries[0].weight <= HIVE_100_PERCENT",
  "Cannot allocate more than 100% of rewards to one account",
  "5831591155398798911",
);
const overFull = fieldAssertion(
  "sum <= HIVE_100_PERCENT",
  "Cannot allocate more than 100% of rewards to a comment",
  "12449027619295267723",
);
const unsorted = fieldAssertion(
  "beneficiaries[i - 1] < beneficiaries[i]",
  "Beneficiaries must be specified in sorted order (account ascending)",
  "7643051759795618791",
);
const tooMany = stateAssertion(
  "!_db.is_in_control() || cpb.beneficiaries.size() <= HIVE_MAX_COMMENT_BENEFICIARIES",
  "Cannot specify more than ${x} beneficiaries.",
  "8720420804145954090",
);
const again = stateAssertion(
  "_c.get_beneficiaries().size() == 0",
  "Comment already has beneficiaries specified.",
  "17452425970147681172",
);
const votedOn = stateAssertion(
  '!_c.has_votes() && "Comment must not have been voted on before specifying beneficiaries."',
  "",
  "10412859451474561296",
);
const unknown = stateAssertion("acc != nullptr", 'Beneficiary "${a}" must exist.', "15848699427286215162");

/** The extensions of comment_options. Throws a `NodeError` where their form is wrong. */
export function readBeneficiaries(fields: Fields): (readonly [0, { readonly beneficiaries: Beneficiary[] }])[] {
  return list(fields, "extensions").map((extension) => {
    if (!Array.isArray(extension) || extension[0] !== 0) throw invalidCast(extension, "comment_options_extension");
    const beneficiaries = list(record(extension[1]), "beneficiaries").map((one) => {
      const share = record(one);
      return { account: text(share, "account"), weight: integer(share, "weight") };
    });
    return [0, { beneficiaries }] as const;
  });
}

/** Checks the list by itself: sorted, each once, at most all of the reward. Throws a `NodeError`. */
export function validateBeneficiaries(beneficiaries: readonly Beneficiary[]): void {
  ensure(beneficiaries.length > 0, nobody);
  ensure(beneficiaries.length < hardLimit, farTooMany);
  let sum = 0;
  let previous = "";
  for (const { account, weight } of beneficiaries) {
    ensureAccountName(account);
    ensure(weight <= fullPercent, oneOverFull);
    sum += weight;
    ensure(sum <= fullPercent, overFull);
    ensure(previous < account, unsorted);
    previous = account;
  }
}

/** Checks the list against the comment: only once, and before anyone voted. Throws a `NodeError`. */
export function ensureMayShare(shares: readonly Beneficiary[], comment: CommentState, { state }: RuleContext): void {
  ensure(shares.length <= maxBeneficiaries, tooMany, { x: maxBeneficiaries });
  ensure(comment.options.beneficiaries.length === 0, again);
  ensure(comment.voters.length === 0, votedOn);
  for (const { account } of shares) ensure(state.accounts.find(account) !== undefined, unknown, { a: account });
}
