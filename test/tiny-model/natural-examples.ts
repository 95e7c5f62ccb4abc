import type { Section } from "../../src/context/section.ts";
import type { Job } from "../../tools/tiny-model/example.ts";

/** A text as people write it, with what the small model should quote of it. */
export interface NaturalExample {
  readonly name: string;
  readonly job: Job;
  readonly sections: readonly Section[];
  /** What the decision must hold, word for word. */
  readonly says: readonly string[];
}

const oven: Section = {
  label: "post by @mara.bakes",
  text: `How I built a clay oven in my garden

Last summer I built a small clay oven behind the house. The base of the oven is made of river stones and dry sand. For the dome I mixed clay with chopped straw.

The fire burns for two hours before I bake the first bread. A wooden door keeps the heat inside for the whole evening.`,
};
const ovenReply: Section = {
  label: "reply by @tomasz",
  text: "Beautiful work! We paid 120 dollars for the bricks of our chimney.",
};
const remembered: Section = {
  label: "memory of @lena",
  text: "they asked: what is the base of the oven made of?\nyou answered: The post says: “The base of the oven is made of river stones and dry sand.”",
};
const bees: Section = {
  label: "post by @wildflower.apiary",
  text: `First warm day at the hives

Today I opened all six hives for the first time this year. The strongest colony had already filled two frames with brood. I learned that a small entrance keeps the wasps away.

Next week I will add a second box and check the queen again.`,
};

/** Sage's first answer, its follow-up from memory, the curator's posts and a digest: what a stranger sees in the demo. */
export const naturalExamples: readonly NaturalExample[] = [
  {
    name: "a question about the base of a clay oven",
    job: "sage",
    sections: [
      oven,
      ovenReply,
      { label: "question by @lena", text: "@sage.agent what is the base of the oven made of?" },
    ],
    says: ["The base of the oven is made of river stones and dry sand."],
  },
  {
    name: "a question about the fire",
    job: "sage",
    sections: [oven, { label: "question by @lena", text: "@sage.agent how many hours does the fire burn?" }],
    says: ["The fire burns for two hours before I bake the first bread."],
  },
  {
    name: "a question that a reply answers",
    job: "sage",
    sections: [oven, ovenReply, { label: "question by @lena", text: "Hi @sage.agent! How much were the bricks?" }],
    says: ["A reply says", "We paid 120 dollars for the bricks of our chimney."],
  },
  {
    name: "a follow-up in another thread",
    job: "sage",
    sections: [
      bees,
      remembered,
      { label: "question by @lena", text: "@sage.agent what did you tell me about the base of the oven?" },
    ],
    says: ["I told you before", "The base of the oven is made of river stones and dry sand."],
  },
  {
    name: "a question that nothing answers",
    job: "sage",
    sections: [bees, { label: "question by @lena", text: "@sage.agent who won the football match?" }],
    says: ["I do not know"],
  },
  {
    name: "a bee-keeper's post",
    job: "curator",
    sections: [bees],
    says: ["I learned that a small entrance keeps the wasps away.", "strength"],
  },
  {
    name: "a post that begs",
    job: "curator",
    sections: [
      {
        label: "post by @quickcoins",
        text: "Free crypto for everyone\n\nFollow me and I follow you back! Send 10 HIVE to @quickcoins and get double back. Do not miss it.",
      },
    ],
    says: ["It begs or advertises", '"upvote":null'],
  },
  {
    name: "a post that says next to nothing",
    job: "curator",
    sections: [{ label: "reply by @lazybee", text: "nice post!" }],
    says: ["It says next to nothing.", '"upvote":null'],
  },
  {
    name: "a market thread",
    job: "digest-item",
    sections: [
      {
        label: "post by @chartwatcher",
        text: "Bitcoin this week\n\nBitcoin moved between 61,000 and 64,000 dollars all week. The main point is that buyers return whenever the price falls below 62,000 dollars. I am watching the volume on Monday. #bitcoin $BTC",
      },
    ],
    says: [
      "Buyers return whenever the price falls below 62,000 dollars",
      "The main point is that buyers return whenever the price falls below 62,000 dollars.",
    ],
  },
  {
    name: "a thread about staking",
    job: "digest-item",
    sections: [
      {
        label: "post by @powerup.daily",
        text: "Power up day again\n\nI powered up 50 HIVE today and delegated half of it to new authors. In short, small weekly stakes grow faster than I expected. Curation rewards paid 1.2 HIVE last week.",
      },
    ],
    says: [
      "Small weekly stakes grow faster than I expected",
      "In short, small weekly stakes grow faster than I expected.",
    ],
  },
  {
    name: "a thread without a cue",
    job: "digest-item",
    sections: [
      {
        label: "reply by @leo.reader",
        text: "Oil fell to 71 dollars after the meeting in Vienna. Gas prices in Europe did not move. #oil #markets",
      },
    ],
    says: [
      "Oil fell to 71 dollars after the meeting in Vienna",
      '"quote":"Oil fell to 71 dollars after the meeting in Vienna."',
    ],
  },
  {
    name: "a savings thread",
    job: "digest-item",
    sections: [
      {
        label: "post by @calm.saver",
        text: "Why I keep HBD in savings\n\nMany people ask me about HBD. The interest is paid every month and the price stays close to one dollar. What matters is that I can withdraw the money after three days.",
      },
    ],
    says: [
      "I can withdraw the money after three days",
      "What matters is that I can withdraw the money after three days.",
    ],
  },
  {
    name: "a digest of three headlines",
    job: "inleo-digest",
    sections: [
      {
        label: "headlines",
        text: "@chartwatcher: Buyers return whenever the price falls below 62,000 dollars\n@powerup.daily: Small weekly stakes grow faster than I expected\n@calm.saver: I can withdraw the money after three days",
      },
    ],
    says: [
      "INLEO digest: Buyers return whenever the price falls below 62,000 dollars",
      "Small weekly stakes grow faster than I expected; I can withdraw the money after three days.",
    ],
  },
];
