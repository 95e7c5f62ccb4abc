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
  label: "post by @wild",
  text: "Bees in spring\n\nToday I opened all six hives for the first time this year. The bees were calm and the queen was healthy. A small entrance keeps the wasps away.",
};
const question = (text: string): Section => ({ label: "question by @lena", text: `@sage.agent ${text}` });
const post = (text: string): readonly Section[] => [{ label: "post by @marketbee", text }];

/**
 * Texts that the shipped model gets right, for the demo and for the tests. Many texts like these it gets wrong: it finds
 * the question's word, but often begins to quote at another sentence.
 */
export const naturalExamples: readonly NaturalExample[] = [
  {
    name: "a question about the base of a clay oven",
    job: "sage",
    sections: [oven, ovenReply, question("what is the base of the oven made of?")],
    says: ["The post says", "The base of the oven is made of river stones and dry sand."],
  },
  {
    name: "a follow-up in another thread",
    job: "sage",
    sections: [bees, remembered, question("what did you tell me about the base of the oven?")],
    says: ["I told you before", "The base of the oven is made of river stones and dry sand."],
  },
  {
    name: "a question that nothing answers",
    job: "sage",
    sections: [oven, question("who won the election in France?")],
    says: ["I do not know"],
  },
  {
    name: "a bee-keeper's post",
    job: "curator",
    sections: [bees],
    says: ["Today I opened all six hives for the first time this year.", "strength"],
  },
  {
    name: "a post that begs",
    job: "curator",
    sections: [
      {
        label: "post by @quickcoins",
        text: "Free coins\n\nFollow me and I follow you back. Send 10 HIVE to @quickcoins and get double back.",
      },
    ],
    says: ["It begs or advertises", "and get double back.", '"upvote":null'],
  },
  {
    name: "a post that says next to nothing",
    job: "curator",
    sections: [{ label: "reply by @lazybee", text: "nice post!" }],
    says: ["It says next to nothing.", '"upvote":null'],
  },
  {
    name: "a market post without a cue",
    job: "digest-item",
    sections: post(
      "Bitcoin this week\n\nThe price of bitcoin stayed near 62,000 dollars all week. Traders are waiting for the next report.",
    ),
    says: ['"quote":"The price of bitcoin stayed near 62,000 dollars all week."'],
  },
  {
    name: "a post about staking",
    job: "digest-item",
    sections: post("My week on Hive\n\nI staked 50 HIVE today. What matters is that my stake can grow every week."),
    says: ['"headline":"My stake can grow every week"', '"quote":"What matters is that my stake can grow every week."'],
  },
  {
    name: "a post about a token's price",
    job: "digest-item",
    sections: post(
      "LEO and INLEO\n\nThe market was calm. What matters is that the LEO price is still low. I bought a little.",
    ),
    says: ['"headline":"The LEO price is still low"', '"quote":"What matters is that the LEO price is still low."'],
  },
  {
    name: "a thread about oil",
    job: "digest-item",
    sections: [
      {
        label: "reply by @leo.reader",
        text: "Oil fell to 71 dollars after the meeting in Vienna. Gas prices in Europe did not move. #oil #markets",
      },
    ],
    says: ['"quote":"Oil fell to 71 dollars after the meeting in Vienna."'],
  },
  {
    name: "a post about savings",
    job: "digest-item",
    sections: post(
      "Why I keep HBD in savings\n\nMany people ask me about HBD. The interest is paid every month and the price stays close to one dollar. What matters is that I can withdraw the money after three days.",
    ),
    says: [
      "I can withdraw the money after three days",
      "What matters is that I can withdraw the money after three days.",
    ],
  },
  {
    name: "a digest of two headlines",
    job: "inleo-digest",
    sections: [
      {
        label: "headlines",
        text: "@calm.saver: I can withdraw the money after three days\n@leo.reader: Oil fell to 71 dollars after the meeting in Vienna",
      },
    ],
    says: ["Today: I can withdraw the money after three days; Oil fell to 71 dollars after the meeting in Vienna."],
  },
];
