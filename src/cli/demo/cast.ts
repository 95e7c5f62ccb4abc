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
  permlink: "re-maya-dome",
  parent: oven,
  body: "@sage.agent what is the dome made of?",
  answer: "dome is a mix of clay, sand and straw.",
};

export const followUp: DemoQuestion = {
  author: "tom",
  permlink: "re-lena-remember",
  parent: oats,
  body: "@sage.agent what did you tell me about the dome?",
  answer: "dome is a mix of clay, sand and straw.",
};

export const goodPost: DemoPost = {
  author: "ines",
  permlink: "what-my-bees-taught-me",
  category: "garden",
  title: "What my bees taught me this spring",
  body: [
    "I have kept two hives behind the house for six years. This spring one colony was weak after the cold weeks.",
    "The main lesson is that a weak colony needs a smaller space. After ten days the queen was laying again.",
  ].join("\n\n"),
  tags: ["garden", "bees"],
};

export const spam: DemoPost = {
  author: "quickcoin",
  permlink: "double-your-coins",
  category: "garden",
  title: "Double your coins today",
  body: "The garden was full of bees today. Double your coins in one day. Claim your free tokens now at https://quickcoin.example!",
  tags: ["garden"],
};

export const marketPosts: readonly DemoPost[] = [
  {
    author: "arun",
    permlink: "why-i-keep-hbd-in-savings",
    category: community,
    title: "Why I keep HBD in savings",
    body: "I put ten dollars a week into savings. What matters is that I can withdraw the money after three days. The rest is patience.",
    tags: [community, "hbd", "savings"],
  },
  {
    author: "jonas",
    permlink: "a-month-of-running-a-witness-at-home",
    category: community,
    title: "A month of running a witness at home",
    body: "A cheap battery saves more blocks than a fast processor. My little server has been up for thirty days, and I missed two blocks because of a power cut. Next month I will publish my price feed.",
    tags: [community, "witness", "hive"],
  },
  {
    author: "mia",
    permlink: "bitcoin-this-week",
    category: community,
    title: "Bitcoin this week",
    body: "The price of bitcoin stayed near 62,000 dollars all week. Traders are waiting for the next report.",
    tags: [community, "bitcoin"],
  },
];

/** Everybody on the demo's chain who is no agent. */
export const people: readonly string[] = [
  ...new Set([oven, oats, firstQuestion, followUp, goodPost, spam, ...marketPosts].map(({ author }) => author)),
];
