import { namedAnswer } from "../asset-names.ts";
import * as constants from "../chain-constants.ts";
import type { ApiContext } from "./api-context.ts";
import { withNaiAssets } from "./chain-properties.ts";
import { protocolConfig } from "./protocol-config.ts";

/** The constants of this chain under hived's names, as condenser_api has them: amounts and symbols as text. */
export function chainConfig(context: ApiContext): Readonly<Record<string, unknown>> {
  const { assets } = context.ledger.network;
  const [hive, hbd] = assets === "testnet" ? ["TESTS", "TBD"] : ["HIVE", "HBD"];
  const symbols = { VESTS_SYMBOL: "VESTS", HIVE_SYMBOL: hive, HBD_SYMBOL: hbd };
  return { ...namedAnswer({ ...protocolConfig, ...ownConfig(context) }, assets), ...symbols };
}

/** The same as database_api has them: amounts and symbols by their numbers (NAI). */
export function naiChainConfig(context: ApiContext): Readonly<Record<string, unknown>> {
  return {
    ...withNaiAssets({ ...protocolConfig, ...ownConfig(context) }),
    VESTS_SYMBOL: { nai: "@@000000037", decimals: 6 },
    HIVE_SYMBOL: { nai: "@@000000021", decimals: 3 },
    HBD_SYMBOL: { nai: "@@000000013", decimals: 3 },
  };
}

/** What this chain can choose or has otherwise than mainnet, and what its rules go by. */
function ownConfig({ chainId, prefix }: ApiContext): Readonly<Record<string, unknown>> {
  return {
    HIVE_CHAIN_ID: chainId,
    OLD_CHAIN_ID: chainId,
    IS_TEST_NET: true,
    HIVE_ADDRESS_PREFIX: prefix,
    HIVE_BLOCK_INTERVAL: constants.blockSeconds,
    HIVE_BLOCKCHAIN_VERSION: constants.blockchainVersion,
    HIVE_BLOCKCHAIN_HARDFORK_VERSION: constants.hardforkVersion,
    HIVE_INIT_MINER_NAME: constants.witnessName,
    HIVE_MAX_WITNESSES: 1,
    HIVE_MIN_ROOT_COMMENT_INTERVAL: constants.rootPostIntervalSeconds * 1_000_000,
    HIVE_MIN_REPLY_INTERVAL: constants.replyIntervalSeconds * 1_000_000,
    HIVE_MIN_REPLY_INTERVAL_HF20: constants.replyIntervalSeconds * 1_000_000,
    HIVE_MIN_COMMENT_EDIT_INTERVAL: constants.editIntervalSeconds * 1_000_000,
    HIVE_CASHOUT_WINDOW_SECONDS: constants.cashoutSeconds,
    HIVE_UPVOTE_LOCKOUT_SECONDS: constants.upvoteLockoutSeconds,
    HIVE_VOTING_MANA_REGENERATION_SECONDS: constants.regenerationSeconds,
    HIVE_RC_REGEN_TIME: constants.regenerationSeconds,
    HIVE_VOTE_DUST_THRESHOLD: Number(constants.voteDustThreshold),
    HIVE_DOWNVOTE_POOL_PERCENT_HF21: constants.downvotePoolPercent,
    HIVE_MAX_TIME_UNTIL_SIGNATURE_EXPIRATION: constants.maxTimeUntilExpirationSeconds,
    HIVE_SOFT_MAX_COMMENT_DEPTH: constants.softMaxDepth,
    HIVE_MAX_COMMENT_BENEFICIARIES: constants.maxBeneficiaries,
    HIVE_CUSTOM_OP_BLOCK_LIMIT: constants.customOperationsPerBlock,
    HIVE_CUSTOM_OP_DATA_MAX_LENGTH: constants.customJsonLimit,
    HIVE_100_PERCENT: constants.fullPercent,
    HIVE_1_PERCENT: constants.fullPercent / 100,
  };
}
