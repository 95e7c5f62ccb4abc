import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import { ensure, refusal, type Assertion } from "../assertion.ts";
import { accountCreate } from "./account-create.ts";
import { accountUpdate } from "./account-update.ts";
import { accountUpdate2 } from "./account-update2.ts";
import { accountWitnessProxy } from "./account-witness-proxy.ts";
import { accountWitnessVote } from "./account-witness-vote.ts";
import { cancelTransferFromSavings } from "./cancel-transfer-from-savings.ts";
import { claimAccount } from "./claim-account.ts";
import { claimRewardBalance } from "./claim-reward-balance.ts";
import { comment } from "./comment.ts";
import { commentOptions } from "./comment-options.ts";
import { createClaimedAccount } from "./create-claimed-account.ts";
import { customJson } from "./custom-json.ts";
import { delegateVestingShares } from "./delegate-vesting-shares.ts";
import { deleteComment } from "./delete-comment.ts";
import type { OperationRule, RuledOperation } from "./rule.ts";
import { transfer } from "./transfer.ts";
import { transferFromSavings } from "./transfer-from-savings.ts";
import { transferToSavings } from "./transfer-to-savings.ts";
import { transferToVesting } from "./transfer-to-vesting.ts";
import { vote } from "./vote.ts";
import { withdrawVesting } from "./withdraw-vesting.ts";

/** Every operation this chain takes. A new kind is a new file and a new line here. */
const kinds: readonly OperationRule[] = [
  comment,
  commentOptions,
  deleteComment,
  vote,
  customJson,
  transfer,
  delegateVestingShares,
  accountCreate,
  accountUpdate,
  accountUpdate2,
  accountWitnessProxy,
  accountWitnessVote,
  cancelTransferFromSavings,
  claimAccount,
  claimRewardBalance,
  createClaimedAccount,
  transferFromSavings,
  transferToSavings,
  transferToVesting,
  withdrawVesting,
];

const rules: ReadonlyMap<string, OperationRule> = new Map(kinds.map((kind) => [kind.name, kind]));

const unknownName: Assertion = {
  expression: 'itr != to_legacy_tag.end() && "Unknown legacy operation"',
  format: "Invalid operation name: ${n}",
  place: { file: "operation_util.hpp", method: "serialize" },
};

// Not hived's words: hived knows these operations and this chain does not.
const unsupported: Assertion = {
  expression: "false",
  format: "This dev chain has no rule for ${n}",
  place: { file: "rules.ts", method: "apply" },
};

// Of hived's operations, those that people send and this chain leaves out: they deserve a better answer than "invalid".
const known = new Set(
  (
    "limit_order_create limit_order_cancel feed_publish convert witness_update custom limit_order_create2 " +
    "request_account_recovery recover_account change_recovery_account " +
    "create_proposal update_proposal_votes remove_proposal update_proposal " +
    "collateralized_convert recurrent_transfer set_withdraw_vesting_route decline_voting_rights witness_set_properties"
  ).split(" "),
);

/** Finds the rule for an operation and binds it. Throws a `NodeError` where there is none or a field is of a wrong type. */
export function bindOperation([name, fields]: WireOperation): RuledOperation {
  const rule = rules.get(name);
  if (rule) return rule.bind(fields);
  ensure(known.has(name), unknownName, { n: name });
  throw refusal(unsupported, { n: name });
}
