import { naiAsset } from "../../chain/wire/asset.ts";
import { hbdText } from "../amount.ts";
import { refusal, type Assertion } from "../assertion.ts";
import { isPaidOut } from "../payout.ts";
import { list, nameList } from "../rules/field.ts";
import { commentKey, type CommentState } from "../state/comment.ts";
import { databaseAccount } from "./account-view.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { naiChainConfig } from "./chain-config.ts";
import { chainProperties, chainVersion, timeText, withNaiAssets } from "./chain-properties.ts";
import { named } from "./params.ts";

const byHivemind: Assertion = {
  expression: "false",
  format: "Supported by Hivemind",
  place: { file: "database_api.cpp", method: "find_comments" },
};

/** hived's own view of the state, what is in the pool included. Texts of posts are hivemind's: see `bridge`. */
export function createDatabaseApi(context: ApiContext): Api {
  const { ledger } = context;
  return {
    get_version: () => chainVersion(context),
    get_config: () => naiChainConfig(context),
    get_dynamic_global_properties: () => ({ id: 0, ...withNaiAssets(chainProperties(context)) }),
    find_accounts: (params) => {
      const names = nameList(named(params), "accounts");
      return { accounts: names.flatMap((name) => ledger.pending().accounts.find(name) ?? []).map(databaseAccount) };
    },
    find_comments: () => {
      throw refusal(byHivemind);
    },
    get_comment_pending_payouts: (params) => {
      const now = ledger.head().at;
      const found = list(named(params), "comments").flatMap((pair) => {
        const [author, permlink]: unknown[] = Array.isArray(pair) ? pair : [];
        return ledger.pending().comments.find(commentKey(String(author), String(permlink))) ?? [];
      });
      return { cashout_infos: found.map((comment) => cashoutInfo(comment, now)) };
    },
  };
}

function cashoutInfo(comment: CommentState, now: number): Readonly<Record<string, unknown>> {
  const { author, permlink } = comment;
  // hived forgets all about votes and options once a comment is paid.
  return isPaidOut(comment, now) ? { author, permlink } : { author, permlink, cashout_info: openPayout(comment) };
}

function openPayout({ votes, options, cashoutAt, voters }: CommentState): Readonly<Record<string, unknown>> {
  return {
    total_vote_weight: Number(votes.weight),
    total_payout_value: naiAsset(hbdText(0n)),
    curator_payout_value: naiAsset(hbdText(0n)),
    max_accepted_payout: naiAsset(hbdText(options.maxAcceptedPayout)),
    author_rewards: 0,
    children_abs_rshares: 0,
    net_rshares: Number(votes.netRshares),
    abs_rshares: 0,
    vote_rshares: Number(votes.voteRshares),
    net_votes: votes.net,
    last_payout: timeText(0),
    cashout_time: timeText(cashoutAt),
    max_cashout_time: "1969-12-31T23:59:59",
    percent_hbd: options.percentHbd,
    reward_weight: 10_000,
    allow_replies: false,
    allow_votes: options.allowVotes,
    allow_curation_rewards: options.allowCurationRewards,
    was_voted_on: voters.length > 0,
  };
}
