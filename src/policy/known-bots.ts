/**
 * Accounts of Hive that write by themselves and do not say so in their metadata. Each stands in at least two of the lists
 * that contest pickers and indexers keep in public repositories (read in 2026), or says of itself that it is a bot:
 * HiveBuzz (hivebuzz.me), the tip bots of PIZZA, BEER, BBH, ALIVE, LUV, LOLZ and WINE, Keys-Defender, Hivewatchers'
 * spaminator, ai-summaries and llamathreads on INLEO, the agent vincentassistant. The list cannot be whole: a bot that is
 * missing here is still held off by its tags, its app and the budgets.
 */
export const knownBots: ReadonlySet<string> = new Set([
  "actifit",
  "ai-summaries",
  "bbhbot",
  "beerlover",
  "germanbot",
  "hiq.smartbot",
  "hivebuzz",
  "hivegifbot",
  "holybread",
  "keys-defender",
  "llamathreads",
  "lolzbot",
  "luvshares",
  "meme.bot",
  "pinmapple",
  "pizzabot",
  "poshtoken",
  "spaminator",
  "steem-plus",
  "steem-ua",
  "steemitboard",
  "threespeak",
  "tipu",
  "upvoteturtle",
  "vincentassistant",
  "wine.bot",
  "youarealive",
]);
