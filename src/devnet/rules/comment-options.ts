import type { Fields } from "../../chain/wire/fields.ts";
import { amountText, parseAmount } from "../amount.ts";
import { ensure, fieldAssertion, stateAssertion } from "../assertion.ts";
import { fullPercent } from "../chain-constants.ts";
import { commentKey, type CommentState, type PayoutOptions } from "../state/comment.ts";
import { ensureAccountName } from "./account-name.ts";
import { ensureMayShare, readBeneficiaries, validateBeneficiaries, type Beneficiary } from "./beneficiaries.ts";
import { accountName, flag, text, uint16 } from "./field.ts";
import { getComment } from "./find-comment.ts";
import { noPayoutLimit } from "./comment-change.ts";
import { ensureShortPermlink } from "./permlink.ts";
import { defineRule, posting, type RuleContext } from "./rule.ts";

interface CommentOptionsFields {
  readonly author: string;
  readonly permlink: string;
  readonly max_accepted_payout: string;
  readonly percent_hbd: number;
  readonly allow_votes: boolean;
  readonly allow_curation_rewards: boolean;
  readonly extensions: readonly (readonly [0, { readonly beneficiaries: readonly Beneficiary[] }])[];
}

const overFull = fieldAssertion("percent_hbd <= HIVE_100_PERCENT", "Percent cannot exceed 100%");
const notHbd = fieldAssertion("max_accepted_payout.symbol == HBD_SYMBOL", "Max accepted payout must be in HBD");
const negative = fieldAssertion("max_accepted_payout.amount.value >= 0", "Cannot accept less than 0 payout");
const paidOut = stateAssertion(
  "!_db.has_hardfork( HIVE_HARDFORK_1_24 )",
  "Updating parameters for comment that is paid out is forbidden.",
);
const votedOn = stateAssertion(
  "!comment_cashout->has_votes()",
  "One of the included comment options requires the comment to have no rshares allocated to it.",
);
const curationAgain = stateAssertion(
  "comment_cashout->allows_curation_rewards() >= o.allow_curation_rewards",
  "Curation rewards cannot be re-enabled.",
);
const votesAgain = stateAssertion("comment_cashout->allows_votes() >= o.allow_votes", "Voting cannot be re-enabled.");
const morePayout = stateAssertion(
  "comment_cashout->get_max_accepted_payout() >= o.max_accepted_payout",
  "A comment cannot accept a greater payout.",
);
const morePercent = stateAssertion(
  "comment_cashout->get_percent_hbd() >= o.percent_hbd",
  "A comment cannot accept a greater percent HBD.",
);

/** Limits what a comment may earn or says who shares it. Values only go down, mostly before the first vote. */
export const commentOptions = defineRule<CommentOptionsFields>({
  name: "comment_options",
  read,
  required: ({ author }) => posting(author),
  validate,
  apply,
});

function read(fields: Fields): CommentOptionsFields {
  return {
    author: accountName(fields, "author"),
    permlink: text(fields, "permlink"),
    max_accepted_payout: readPayout(fields),
    percent_hbd: uint16(fields, "percent_hbd"),
    allow_votes: flag(fields, "allow_votes"),
    allow_curation_rewards: flag(fields, "allow_curation_rewards"),
    extensions: readBeneficiaries(fields),
  };
}

// In hived's source a missing amount stands for no limit.
function readPayout(fields: Fields): string {
  if (fields["max_accepted_payout"] === undefined) return amountText({ units: noPayoutLimit, currency: "HBD" });
  return amountText(parseAmount(text(fields, "max_accepted_payout")));
}

function validate(fields: CommentOptionsFields): void {
  const { units, currency } = parseAmount(fields.max_accepted_payout);
  ensureAccountName(fields.author);
  ensure(fields.percent_hbd <= fullPercent, overFull);
  ensure(currency === "HBD", notHbd);
  ensure(units >= 0n, negative);
  ensureShortPermlink(fields.permlink);
  for (const [, { beneficiaries }] of fields.extensions) validateBeneficiaries(beneficiaries);
}

function apply(fields: CommentOptionsFields, context: RuleContext): void {
  const comment = getComment(context.state, fields.author, fields.permlink);
  ensure(context.now < comment.cashoutAt, paidOut);
  const limit = parseAmount(fields.max_accepted_payout).units;
  ensureLower(fields, limit, comment);
  const options: PayoutOptions = {
    maxAcceptedPayout: limit,
    percentHbd: fields.percent_hbd,
    allowVotes: fields.allow_votes,
    allowCurationRewards: fields.allow_curation_rewards,
    beneficiaries: comment.options.beneficiaries,
  };
  context.state.comments.set(commentKey(comment.author, comment.permlink), {
    ...comment,
    options: shared(options, fields, comment, context),
  });
}

function ensureLower(fields: CommentOptionsFields, limit: bigint, { options, voters }: CommentState): void {
  const restricts = !fields.allow_curation_rewards || !fields.allow_votes || limit < options.maxAcceptedPayout;
  if (restricts) ensure(voters.length === 0, votedOn);
  ensure(options.allowCurationRewards || !fields.allow_curation_rewards, curationAgain);
  ensure(options.allowVotes || !fields.allow_votes, votesAgain);
  ensure(options.maxAcceptedPayout >= limit, morePayout);
  ensure(options.percentHbd >= fields.percent_hbd, morePercent);
}

function shared(
  options: PayoutOptions,
  fields: CommentOptionsFields,
  comment: CommentState,
  context: RuleContext,
): PayoutOptions {
  let result = options;
  for (const [, { beneficiaries }] of fields.extensions) {
    ensureMayShare(beneficiaries, { ...comment, options: result }, context);
    result = { ...result, beneficiaries };
  }
  return result;
}
