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

const from = (author: string, title: string, text: string): Section => ({
  label: `post by @${author}`,
  text: `${title}\n\n${text}`,
});
const question = (text: string): Section => ({ label: "question by @tom", text: `@sage.agent ${text}` });

const oven = from(
  "maya",
  "How I built a clay oven",
  `Last summer I wanted to bake my own bread in the garden, so I built an oven with my daughter.

The base of the oven is made of old fire bricks. The dome is a mix of clay, sand and straw. We dried it for three weeks under a tarp.

The first fire was small and smoky. Now a loaf needs forty minutes, and the whole street comes by on Sundays.`,
);
const oats = from(
  "lena",
  "Oat bread for beginners",
  "I bake this bread every Friday. The dough rests over night in the kitchen. Ask me anything about it.",
);
const remembered: Section = {
  label: "memory of @tom",
  text: "they asked: what is the dome made of?\nyou answered: The post says: “… dome is a mix of clay, sand and straw.”",
};
const told: Section = { label: "memory of @tom", text: "they told you: My garden is behind the station." };
const savingsNotes: Section = {
  label: "knowledge from hive.md",
  text: "Savings\n\nHBD is a token that is worth one dollar. A withdrawal from savings takes three days.",
};
const bees = from(
  "ines",
  "What my bees taught me this spring",
  `I have kept two hives behind the house for six years. This spring one colony was weak after the cold weeks.

The main lesson is that a weak colony needs a smaller space. After ten days the queen was laying again.`,
);
const bicycle = from(
  "paul",
  "A winter on my old bicycle",
  "The saddle is made of leather and gets wet in the rain. The brakes cost twelve dollars at the market. My chain broke twice in January. In short, a cheap bicycle is the best teacher.",
);
const witness = from(
  "jonas",
  "A month of running a witness at home",
  "A cheap battery saves more blocks than a fast processor. My little server has been up for thirty days, and I missed two blocks because of a power cut. Next month I will publish my price feed.",
);
const bitcoin = from(
  "mia",
  "Bitcoin this week",
  "The price of bitcoin stayed near 62,000 dollars all week. Traders are waiting for the next report.",
);
const savings = from(
  "arun",
  "Why I keep HBD in savings",
  "I put ten dollars a week into savings. What matters is that I can withdraw the money after three days. The rest is patience.",
);

/** Texts that the shipped model gets right, for the demo and for the tests. Many texts like these it gets wrong. */
export const naturalExamples: readonly NaturalExample[] = [
  {
    name: "a question about the dome of a clay oven",
    job: "sage",
    sections: [oven, question("what is the dome made of?")],
    says: ["The post says: “… dome is a mix of clay, sand and straw.”"],
  },
  {
    name: "a question about the first fire",
    job: "sage",
    sections: [oven, question("how was the first fire?")],
    says: ["“… first fire was small and smoky.”"],
  },
  {
    name: "a follow-up in another thread",
    job: "sage",
    sections: [oats, remembered, question("what did you tell me about the dome?")],
    says: ["I told you before: “… dome is a mix of clay, sand and straw.”"],
  },
  {
    name: "a question that nothing answers",
    job: "sage",
    sections: [oven, question("when does the ship leave?")],
    says: ["I do not know"],
  },
  {
    name: "a question about where the dough rests",
    job: "sage",
    sections: [oats, question("where does the dough rest?")],
    says: ["“… dough rests over night in the kitchen.”"],
  },
  {
    name: "a question about the queen",
    job: "sage",
    sections: [bees, question("what about the queen?")],
    says: ["“… queen was laying again.”"],
  },
  {
    name: "a question about the price of brakes",
    job: "sage",
    sections: [bicycle, question("how much did the brakes cost?")],
    says: ["“… brakes cost twelve dollars at the market.”"],
  },
  {
    name: "a question about a server",
    job: "sage",
    sections: [witness, question("how long has the server been up?")],
    says: ["“… server has been up for thirty days, and I missed two blocks because of a power cut.”"],
  },
  {
    name: "a question about a price",
    job: "sage",
    sections: [bitcoin, question("what is the price of bitcoin?")],
    says: ["“… price of bitcoin stayed near 62,000 dollars all week.”"],
  },
  {
    name: "a question about what the asker once told",
    job: "sage",
    sections: [oats, told, question("where is my garden?")],
    says: ["You told me: “… garden is behind the station.”", '"remember":null'],
  },
  {
    name: "a question that the notes answer, though it takes them for the post",
    job: "sage",
    sections: [oats, savingsNotes, question("what is HBD?")],
    says: ["“… HBD is a token that is worth one dollar.”"],
  },
  {
    name: "somebody who tells of themself and asks",
    job: "sage",
    sections: [oven, question("I keep bees. What is the dome made of?")],
    says: ["“… dome is a mix of clay, sand and straw.”", '"remember":"I keep bees."'],
  },
  {
    name: "somebody who only tells of themself",
    job: "sage",
    sections: [oats, question("My dog is called Rex.")],
    says: ["I will remember that.", '"remember":"My dog is called Rex."'],
  },
  {
    name: "a bee-keeper's post",
    job: "curator",
    sections: [bees],
    says: ["This spring one colony was weak after the cold weeks.", '"score":"7"', '"strength":"normal"'],
  },
  {
    name: "a witness's post",
    job: "curator",
    sections: [witness],
    says: ["A cheap battery saves more blocks than a fast processor.", "score", "strength"],
  },
  {
    name: "a post that advertises after a harmless sentence",
    job: "curator",
    sections: [
      from(
        "quickcoin",
        "Double your coins today",
        "The garden was full of bees today. Double your coins in one day. Claim your free tokens now at https://quickcoin.example!",
      ),
    ],
    says: ["It begs or advertises.", '"score":"1","upvote":null'],
  },
  {
    name: "a post that says next to nothing",
    job: "curator",
    sections: [{ label: "reply by @lazybee", text: "nice post!" }],
    says: ["It says next to nothing.", '"score":"2","upvote":null'],
  },
  {
    name: "a market post without a cue",
    job: "digest-item",
    sections: [bitcoin],
    says: [
      '"quote":"The price of bitcoin stayed near 62,000 dollars all week."',
      '"keyPoints":[]',
      '"topic":"markets"',
    ],
  },
  {
    name: "a post about savings",
    job: "digest-item",
    sections: [savings],
    says: [
      '"quote":"What matters is that I can withdraw the money after three days."',
      '"headline":"I can withdraw the money after three days"',
      '"summary":"I put ten dollars a week into savings."',
    ],
  },
  {
    name: "a post about a witness",
    job: "digest-item",
    sections: [witness],
    says: ['"headline":"A cheap battery saves more blocks than a fast processor"'],
  },
  {
    name: "a post about a token's price",
    job: "digest-item",
    sections: [
      from(
        "leo",
        "LEO and INLEO",
        "The market was calm. What matters is that the LEO price is still low. I bought a little.",
      ),
    ],
    says: ['"headline":"The LEO price is still low"'],
  },
  {
    name: "a post with a list",
    job: "digest-item",
    sections: [
      from(
        "nora",
        "Bread in one evening",
        "The bread is ready in one evening.\n\n- Mix flour and water\n- Bake the dough in a hot oven\n\nThe kitchen smells good.",
      ),
    ],
    // It says the last one twice; a digest says it once.
    says: ['"keyPoints":["Mix flour and water","Bake the dough in a hot oven"', '"topic":"food"'],
  },
  {
    name: "a bee-keeper's post, for a digest",
    job: "digest-item",
    sections: [bees],
    says: ['"quote":"This spring one colony was weak after the cold weeks."', '"topic":"nature"'],
  },
  {
    name: "three headlines",
    job: "inleo-digest",
    sections: [
      {
        label: "headlines",
        text: "@arun: I can withdraw the money after three days\n@jonas: A cheap battery saves more blocks than a fast processor\n@mia: The price of bitcoin stayed near 62,000 dollars all week",
      },
    ],
    says: ['"title":"INLEO digest: I can withdraw the money after three days"', "by @arun"],
  },
];
