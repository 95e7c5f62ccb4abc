/** A person of the demo's dev chain and what they publish. */
export interface DemoPost {
  readonly author: string;
  readonly permlink: string;
  /** A community or a first tag. */
  readonly category: string;
  readonly title: string;
  readonly body: string;
  readonly tags: readonly string[];
}

/** Somebody asks an agent something, under a post. */
export interface DemoQuestion {
  readonly author: string;
  readonly permlink: string;
  readonly parent: { readonly author: string; readonly permlink: string };
  readonly body: string;
  /** A piece of the only right answer; the demo checks that it stands in the reply on chain. */
  readonly answer: string;
}

export const community = "hive-167922";

export const oven: DemoPost = {
  author: "maya",
  permlink: "how-i-built-a-clay-oven",
  category: "diy",
  title: "How I built a clay oven",
  body: [
    "Last summer I wanted to bake my own bread in the garden, so I built an oven with my daughter.",
    "The base of the oven is made of old fire bricks. The dome is a mix of clay, sand and straw. We dried it for three weeks under a tarp.",
    "The first fire was small and smoky. Now a loaf needs forty minutes, and the whole street comes by on Sundays.",
  ].join("\n\n"),
  tags: ["diy", "bread", "garden"],
};

export const oats: DemoPost = {
  author: "lena",
  permlink: "oat-bread-for-beginners",
  category: "food",
  title: "Oat bread for beginners",
  body: "I bake this bread every Friday. The dough rests over night in the kitchen. Ask me anything about it.",
  tags: ["food", "bread"],
};

export const firstQuestion: DemoQuestion = {
  author: "tom",
  permlink: "re-maya-base",
  parent: oven,
  body: "@sage.agent what is the base of the oven made of?",
  answer: "The base of the oven is made of old fire bricks.",
};

export const followUp: DemoQuestion = {
  author: "tom",
  permlink: "re-lena-remember",
  parent: oats,
  body: "@sage.agent what did you tell me about the base of the oven?",
  answer: "The base of the oven is made of old fire bricks.",
};

export const goodPost: DemoPost = {
  author: "ines",
  permlink: "what-my-bees-taught-me",
  category: "garden",
  title: "What my bees taught me this spring",
  body: [
    "I have kept two hives behind the house for six years, and I still make mistakes.",
    "This spring one colony was weak after the cold weeks. I learned that a weak colony needs a smaller space before it needs more food.",
    "After ten days the queen was laying again. I will write down the weights every evening until June.",
  ].join("\n\n"),
  tags: ["garden", "bees"],
};

export const spam: DemoPost = {
  author: "quickcoin",
  permlink: "free-coins-for-all",
  category: "garden",
  title: "FREE coins for all gardeners",
  body: "Hello friends! Follow me and upvote this post to get 500 free tokens today. Send your wallet address now, the airdrop ends tonight.",
  tags: ["garden"],
};

export const marketPosts: readonly DemoPost[] = [
  {
    author: "arun",
    permlink: "why-i-stake-all-my-hbd",
    category: community,
    title: "Why I keep my HBD in savings",
    body: "I compared my accounts at the end of the month. The main point is that savings in HBD paid me more than my bank did in five years. I still keep some cash for bad days.",
    tags: [community, "hbd", "savings"],
  },
  {
    author: "carla",
    permlink: "dollar-cost-averaging-in-a-bear-market",
    category: community,
    title: "Buying small in a bear market",
    body: "The charts look sad again. I have bought a little Bitcoin every Monday since 2021. In short, small and regular purchases calm my nerves. Timing the bottom never worked for me.",
    tags: [community, "bitcoin"],
  },
  {
    author: "jonas",
    permlink: "running-a-witness-at-home",
    category: community,
    title: "A month of running a witness at home",
    body: "My little server has been up for thirty days. I missed two blocks because of a power cut. The lesson is that a cheap battery saves more blocks than a fast processor. Next month I will publish my price feed.",
    tags: [community, "witness", "hive"],
  },
];

/** Everybody on the demo's chain who is no agent. */
export const people: readonly string[] = [
  ...new Set([oven, oats, firstQuestion, followUp, goodPost, spam, ...marketPosts].map(({ author }) => author)),
];
