import { namedAnswer } from "../asset-names.ts";
import { RawJson } from "../http/raw-json.ts";
import { hardforkVersion } from "../chain-constants.ts";
import { accountName, nameList, readInteger, text } from "../rules/field.ts";
import { condenserAccount } from "./account-view.ts";
import type { Api, ApiContext } from "./api-context.ts";
import { broadcastAndWait } from "./broadcast.ts";
import { isAuthorized } from "./verify-authority.ts";
import { chainConfig } from "./chain-config.ts";
import { chainProperties, chainVersion } from "./chain-properties.ts";
import { createCondenserSocialApi } from "./condenser-social-api.ts";
import { contentOf, contentReplies } from "./content-view.ts";
import { legacyHappening, legacyHappenings } from "./happening-view.ts";
import { historyPage } from "./history-page.ts";
import { positional } from "./params.ts";
import { medianPrice, rewardFund } from "./reward-prices.ts";
import { transactionOf } from "./transaction-view.ts";

/** The oldest API: arguments in a list, operations in the legacy form, amounts as text. */
export function createCondenserApi(context: ApiContext): Api {
  return { ...chainMethods(context), ...stateMethods(context), ...createCondenserSocialApi(context) };
}

function chainMethods(context: ApiContext): Api {
  const { ledger } = context;
  const find = (params: unknown): ReturnType<typeof ledger.blocks.find> =>
    ledger.blocks.find(readInteger(positional(params, 1)[0], "uint64_t"));
  return {
    get_block: (params) => new RawJson(find(params)?.legacyJson ?? "null"),
    get_block_header: (params) => new RawJson(find(params)?.headerJson ?? "null"),
    get_ops_in_block: (params) => {
      const [number, isOnlyVirtual] = positional(params, 1, 2);
      const block = ledger.blocks.find(readInteger(number, "uint64_t"));
      if (!block || block.number > ledger.irreversibleNumber()) return [];
      return legacyHappenings(block, isOnlyVirtual !== false);
    },
    get_account_history: (params) => {
      const [account, start, limit, filterLow, filterHigh] = positional(params, 3, 5);
      const query = { account: accountName({ account }, "account"), start, limit, filterLow, filterHigh };
      const page = historyPage(ledger, { ...query, isReversibleIncluded: false });
      return page.map(([number, { block, happening }]) => [number, legacyHappening(block, happening)]);
    },
    get_transaction: (params) => transactionOf(ledger, text({ id: positional(params, 1)[0] }, "id")).view,
    broadcast_transaction: (params) => {
      ledger.push(positional(params, 1)[0]);
      return {};
    },
    verify_authority: (params) => isAuthorized(context, positional(params, 1)[0]),
    broadcast_transaction_synchronous: (params) => broadcastAndWait(ledger, positional(params, 1)[0]),
  };
}

function stateMethods(context: ApiContext): Api {
  const { ledger } = context;
  const { assets } = ledger.network;
  return {
    get_version: () => chainVersion(context),
    get_hardfork_version: (params) => {
      positional(params, 0);
      return hardforkVersion;
    },
    get_config: () => chainConfig(context),
    get_dynamic_global_properties: (params) => {
      positional(params, 0);
      return namedAnswer(chainProperties(context), assets);
    },
    get_reward_fund: (params) => namedAnswer(rewardFund(positional(params, 1)[0]), assets),
    get_current_median_history_price: (params) => {
      positional(params, 0);
      return namedAnswer(medianPrice(), assets);
    },
    get_accounts: (params) => {
      const [names] = positional(params, 1, 2);
      const accounts = nameList({ names }, "names").flatMap((name) => ledger.pending().accounts.find(name) ?? []);
      return accounts.map((account) => namedAnswer(condenserAccount(account), assets));
    },
    get_content: (params) => {
      const [author, permlink] = positional(params, 2, 3);
      return contentOf(context, author, permlink);
    },
    get_content_replies: (params) => {
      const [author, permlink] = positional(params, 2, 3);
      return contentReplies(context, author, permlink);
    },
  };
}
