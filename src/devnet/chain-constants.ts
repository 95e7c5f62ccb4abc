/** Figures of the chain as mainnet has them, from hive/protocol/config.hpp 1.28 unless said otherwise. */

export const blockSeconds = 3;
/** Real hived keeps the pool and the blocks to the witnesses' median; mainnet's is this. */
export const maximumBlockSize = 65_536;
export const maximumTransactionSize = maximumBlockSize - 256;
export const cashoutSeconds = 7 * 86_400;
/** Votes lose strength in this time before the payout. */
export const upvoteLockoutSeconds = 12 * 3_600;
export const rootPostIntervalSeconds = 300;
export const replyIntervalSeconds = 3;
export const editIntervalSeconds = 3;
export const maxTimeUntilExpirationSeconds = 86_400;
/** Voting mana and resource credits fill up in this time. */
export const regenerationSeconds = 5 * 86_400;
export const downvotePoolPercent = 2_500;
export const fullPercent = 10_000;
/** Taken off every vote, in rshares. */
export const voteDustThreshold = 50_000_000n;
export const earlyVotingSeconds = 86_400;
export const midVotingSeconds = 172_800;
/** The owner authority changes at most twice in this time. */
export const ownerUpdateSeconds = 3_600;
export const savingsWithdrawSeconds = 3 * 86_400;
export const savingsWithdrawLimit = 100;
export const powerDownWeeks = 13;
export const witnessVoteLimit = 30;
export const proxyDepthLimit = 4;
/** In 0.001 HIVE: what the witnesses ask for a new account. */
export const accountCreationFee = 3_000n;
/** All stake, in 0.000001 VESTS, and the HIVE behind it, in 0.001 HIVE: about mainnet's in 2025. */
export const totalVestingShares = 337_000_000_000_000_000n;
export const totalVestingFund = 200_400_157_734n;
export const softMaxDepth = 255;
export const maxBeneficiaries = 8;
export const customOperationsPerBlock = 5;
export const customJsonLimit = 8_192;
export const hivemindPageLimit = 20;
/** What hived answers: there is nobody else on this chain. */
export const witnessName = "initminer";
export const hardforkVersion = "1.28.0";
export const blockchainVersion = "1.28.5";
/** "beeab0de" and 56 zeros: the chain this one must never be taken for. */
export const mainnetChainId = `beeab0de${"0".repeat(56)}`;
export const noBlockId = "0".repeat(40);
