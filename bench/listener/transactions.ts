import type { Planted } from "./chain.ts";
import type { RandomNumbers } from "./random-numbers.ts";

/** The transactions of a block as JSON, without the brackets around them. */
export interface TransactionText {
  readonly transactions: Buffer;
  /** Their ids, in quotes, with commas. */
  readonly ids: string;
}

const perBlock = 72;
const words: readonly [string, ...string[]] = [
  ..."the a of and hive today community people write build light stone river price token witness reward curation".split(
    " ",
  ),
  ..."photo garden travel kitchen learned morning question answer simple number honest reader chain block vote".split(
    " ",
  ),
] as unknown as [string, ...string[]];
const foreign = ["grüße", "naïve", "日本語のテキスト", "привет", "한국어", "مرحبا", "😀🚀", "año"] as const;
const games = ["sm_market_sale", "ssc-mainnet-hive", "terracore_battle", "follow", "notify", "cosmiccraft"] as const;

/** A block's worth of votes, custom_json, comments, claims and transfers, in about the shares that Hive has. */
export function makeTransactions(random: RandomNumbers, account: string): TransactionText {
  const all = Array.from({ length: perBlock }, () => operation(random, account)).map((text) => ({
    text: transaction(random, text),
    id: random.hex(40),
  }));
  return {
    transactions: Buffer.from(all.map(({ text }) => text).join(",")),
    ids: all.map(({ id }) => `"${id}"`).join(","),
  };
}

/** A comment that mentions the account, in one of seven spellings. */
export function mentionTransaction(
  account: string,
  { author, permlink }: Planted,
  number: number,
): { readonly transaction: string; readonly id: string } {
  const spellings = [
    `Hello @${account}, what is this chain about?`,
    `@${account} please answer me today`,
    `What do you think, @${account}?`,
    `(@${account}) has something to say here`,
    `Many words and then the name: @${account}.`,
    `One line\n@${account} in the next line here`,
    `Grüße an @${account.toUpperCase()} und alle anderen hier`,
  ];
  const body = spellings[number % spellings.length] ?? "";
  const text = comment(author, permlink, body, "alice", "a-post");
  const id = number.toString(16).padStart(40, "f");
  return { transaction: wrapped(text, "1f".padEnd(130, "5"), 7), id };
}

function operation(random: RandomNumbers, account: string): string {
  const kind = random.below(100);
  if (kind < 46) return vote(random);
  if (kind < 82) return customJson(random);
  if (kind < 92) return post(random, account);
  if (kind < 97)
    return `{"type":"claim_reward_balance_operation","value":{"account":"${name(random)}","reward_hive":{"amount":"0","precision":3,"nai":"@@000000021"},"reward_hbd":{"amount":"12","precision":3,"nai":"@@000000013"},"reward_vests":{"amount":"${random.below(9_999_999)}","precision":6,"nai":"@@000000037"}}}`;
  return `{"type":"transfer_operation","value":{"from":"${name(random)}","to":"${name(random)}","amount":{"amount":"${random.below(100_000)}","precision":3,"nai":"@@000000021"},"memo":"${sentence(random, 6)}"}}`;
}

function vote(random: RandomNumbers): string {
  return `{"type":"vote_operation","value":{"voter":"${name(random)}","author":"${name(random)}","permlink":"${permlink(random)}","weight":${random.below(10_000)}}}`;
}

function customJson(random: RandomNumbers): string {
  const inner = {
    app: "game/1",
    n: random.hex(16),
    items: Array.from({ length: random.below(6) }, () => random.hex(12)),
  };
  const json = JSON.stringify(JSON.stringify(inner));
  return `{"type":"custom_json_operation","value":{"required_auths":[],"required_posting_auths":["${name(random)}"],"id":"${random.pick(games)}","json":${json}}}`;
}

function post(random: RandomNumbers, account: string): string {
  const decoys = [
    `@${account}s`,
    `mail@${account}.com`,
    `https://peakd.com/@${account}/old-post`,
    account,
    `@x${account}`,
  ];
  const parts = Array.from({ length: 3 + random.below(7) }, () => sentence(random, 20 + random.below(25)));
  if (random.below(100) < 15) parts.push(random.pick(foreign), sentence(random, 10), random.pick(foreign));
  if (random.below(100) < 4) parts.push(decoys[random.below(decoys.length)] ?? "");
  if (random.below(100) < 60) parts.push(`Thanks @${name(random)} and @${name(random)}!`);
  return comment(
    name(random),
    permlink(random),
    parts.join("\n\n"),
    random.below(3) === 0 ? "" : name(random),
    permlink(random),
  );
}

function comment(author: string, link: string, body: string, parentAuthor: string, parentPermlink: string): string {
  const jsonMetadata = JSON.stringify({
    app: "peakd/2024.4.3",
    tags: ["hive-167922", "photography", "neoxian"],
    format: "markdown",
  });
  const value = {
    parent_author: parentAuthor,
    parent_permlink: parentPermlink,
    author,
    permlink: link,
    title: "",
    body,
    json_metadata: jsonMetadata,
  };
  return JSON.stringify({ type: "comment_operation", value });
}

function transaction(random: RandomNumbers, text: string): string {
  return wrapped(text, `1f${random.hex(128)}`, random.below(65_536));
}

function wrapped(text: string, signature: string, reference: number): string {
  return `{"ref_block_num":${reference},"ref_block_prefix":3049889562,"expiration":"2026-01-01T00:19:25","operations":[${text}],"extensions":[],"signatures":["${signature}"]}`;
}

function name(random: RandomNumbers): string {
  return `${random.pick(words)}${random.pick(words)}${random.below(99)}`.slice(0, 16);
}

function permlink(random: RandomNumbers): string {
  return `${random.pick(words)}-${random.pick(words)}-${random.pick(words)}-${random.below(1_000_000)}`;
}

function sentence(random: RandomNumbers, length: number): string {
  return Array.from({ length }, () => random.pick(words)).join(" ");
}
