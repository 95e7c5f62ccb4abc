import { oddDrafts } from "./inleo-odd-posts.ts";

/** A post as somebody on INLEO might write it; made up for tests, nobody's words. */
export interface InleoPost {
  readonly author: string;
  readonly permlink: string;
  readonly title: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly app: string;
  /** What makes it a case of its own. */
  readonly kind:
    | "prices"
    | "tutorial"
    | "poll"
    | "life"
    | "language"
    | "images"
    | "injection"
    | "rant"
    | "repeat"
    | "crosspost"
    | "bot"
    | "nsfw"
    | "markup"
    | "short";
  /** More of json_metadata than app and tags. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** What has to be said of a post to make one. */
export type Draft = Pick<InleoPost, "author" | "title" | "body" | "kind"> &
  Partial<Pick<InleoPost, "tags" | "app" | "metadata">>;

const alpha = "\n\nPosted Using [InLeo Alpha](https://inleo.io/)";
const drafts: readonly Draft[] = [
  // Prices and markets
  {
    kind: "prices",
    author: "marketmara",
    title: "Bitcoin holds 92,000 after a rough week",
    body: `Bitcoin fell from 97,400 to 91,850 USD between Monday and Thursday and closed the week at 92,310 USD. Volume on spot markets was 18% below the monthly average, so I read this as a lack of buyers rather than a rush of sellers.\n\n| day | close |\n|---|---|\n| Mon | 97,400 |\n| Thu | 91,850 |\n\nThe level I watch is 90,000: below it many loans are called.${alpha}`,
    tags: ["bitcoin", "crypto"],
  },
  {
    kind: "prices",
    author: "chartcarl",
    title: "BTC: what the funding rate says",
    body: "Funding on bitcoin futures turned negative on Wednesday for the first time since August. Traders who bet on a fall now pay those who bet on a rise 0.008% every eight hours. In the last five such cases bitcoin was higher ten days later in four.",
    tags: ["bitcoin", "trading"],
  },
  {
    kind: "prices",
    author: "satsanna",
    title: "Why I bought more bitcoin below 93,000",
    body: "I bought 0.004 bitcoin at 92,600 USD yesterday. My rule is simple: when bitcoin falls more than 5% in a week, I double my weekly purchase. It has made me buy at lower prices than a fixed plan would have: 61,200 USD on average instead of 64,900 USD.",
    tags: ["bitcoin", "savings"],
  },
  {
    kind: "prices",
    author: "hivehenrik",
    title: "HBD stayed within half a cent of its peg all month",
    body: "The HBD stabilizer sold 41,200 HBD in October and bought back 39,800 HBD. The price on the internal market stayed between 0.995 and 1.004 USD. The debt of the chain stands at 7.9% of its value, far from the 30% at which conversions are cut.",
    tags: ["hive", "hbd"],
  },
  {
    kind: "prices",
    author: "leolotte",
    title: "LEO supply: three numbers that matter",
    body: "Since the new LEO 2.0 tokenomics, 30 million LEO is the cap. Of these 18.2 million are staked. Daily purchases by the system were worth 640 USD on average last week, up from 590 USD.",
    tags: ["leo", "inleo"],
  },
  {
    kind: "prices",
    author: "goldgreta",
    title: "Gold or HIVE: a ten year comparison",
    body: "Gold rose 9.4% a year over the last decade. HIVE and its predecessor fell 4.1% a year, but curators earned 8% to 10% on top. Whoever only held lost; whoever curated daily came out slightly ahead, for a lot of work.",
    tags: ["gold", "hive", "investing"],
  },
  // Tutorials
  {
    kind: "tutorial",
    author: "devdora",
    title: "How to claim an account with resource credits",
    body: "## What you need\n\nAbout 9 trillion resource credits, which an account with 6,000 HP regenerates in five days.\n\n## Steps\n\n1. Open your wallet.\n2. Choose *Claim account*.\n3. Confirm with your active key.\n\n```js\nawait client.broadcast.sendOperations([['claim_account', op]], key);\n```\n\nThe ticket does not expire: you can give it to a newcomer a year later.",
    tags: ["tutorial", "hive"],
  },
  {
    kind: "tutorial",
    author: "nodenina",
    title: "Running a Hive API node on a used server",
    body: `A full API node needs 5 TB of NVMe storage and 64 GB of memory. Mine is a used server for 900 EUR. The first replay took 61 hours; [the guide](https://gitlab.syncad.com/hive/haf_api_node?utm_source=inleo&utm_medium=post) says 48. It draws 140 W, which costs me 31 EUR a month.${alpha}`,
    tags: ["hive", "witness"],
  },
  {
    kind: "tutorial",
    author: "keykurt",
    title: "Rotate your keys without losing your account",
    body: "Change the owner key first, then active, posting and memo. Write the new owner key on paper before you broadcast anything. The recovery account has 30 days to help you if somebody else changed your owner key. Test the new posting key with a vote before you throw the old one away.",
    tags: ["security", "hive"],
  },
  {
    kind: "tutorial",
    author: "bakerbea",
    title: "Sourdough in five steps",
    body: "Mix 500 g of flour with 350 g of water and wait 40 minutes. Add 100 g of starter and 10 g of salt. Fold it every half hour, four times. Let it rest in the fridge overnight. Bake it at 240 degrees for 40 minutes, the first 20 with a lid.",
    tags: ["food", "baking"],
  },
  {
    kind: "tutorial",
    author: "gridgus",
    title: "Solar on a balcony: what 800 W really bring",
    body: "Two panels with 400 W each gave me 612 kWh in the first year, 57 kWh in December and January together. At 0.34 EUR a kWh that saved 208 EUR; the set cost 499 EUR. Face them south if you can: my neighbour's face east and bring a fifth less.",
    tags: ["energy", "solar"],
  },
  // Polls
  {
    kind: "poll",
    author: "pollpia",
    title: "Poll: which token do you stake first?",
    body: "I am curious what you do with fresh rewards. I asked the same last year: 54% said HIVE, 31% LEO and 15% something else. Vote below, I will publish the result on Sunday.",
    tags: ["poll", "inleo"],
    metadata: { isPoll: true, pollOptions: { HIVE: 0, LEO: 0, other: 0 } },
  },
  {
    kind: "poll",
    author: "askandi",
    title: "Should threads have a length limit?",
    body: "Yes or no? I say yes: 300 characters force people to the point.\n\n- yes\n- no",
    tags: ["poll", "threads"],
    metadata: { isPoll: true },
  },
  // Life
  {
    kind: "life",
    author: "gardengil",
    title: "The first frost took my tomatoes",
    body: "On the night of the 9th it was minus two degrees and the last eleven tomato plants froze. I had harvested 38 kg by then, six more than last year. The lesson: cover them in the first week of November, not in the second.",
    tags: ["garden", "homesteading"],
  },
  {
    kind: "life",
    author: "trailtina",
    title: "Four days on foot through the Harz",
    body: `<center>![](https://images.example/harz.jpg)</center>\n\nWe walked 71 km in four days, slept in huts for 28 EUR a night and met nobody at all on the third. The best stretch is the one from Torfhaus to the Brocken: 9 km, 400 m up, and a **beer** at the top.${alpha}`,
    tags: ["travel", "hiking"],
  },
  {
    kind: "life",
    author: "schoolsofia",
    title: "What my pupils learned from running a shop",
    body: "My class of 24 sold bread at school for six weeks. They took in 412 EUR, paid 230 EUR for flour and gave the rest to the animal shelter. The hardest part was not the maths but agreeing on the price.",
    tags: ["education", "family"],
  },
  {
    kind: "life",
    author: "gamegero",
    title: "Season end in Splinterlands: Diamond III at last",
    body: "I finished the season at 2,812 rating with a water deck. 41 chests gave 18 common cards, two rares and one legendary. Renting cost me 6.20 USD in DEC, so the month was about even.",
    tags: ["splinterlands", "gaming"],
  },
  {
    kind: "life",
    author: "clinicclara",
    title: "Night shift thoughts of a nurse",
    body: "Nobody tells you that the quiet nights are the hard ones. Between three and four the ward sleeps, and you count the drops of the infusion. I started to write on Hive in those hours. It keeps me awake and, strangely, calm.",
    tags: ["life", "health"],
  },
  {
    kind: "life",
    author: "actionalex",
    title: "Proposal 330: what the money was spent on",
    body: "Of 120,000 HBD asked for, 74,300 HBD were paid before the proposal fell below the return line in September. They went to two developers and to servers. The open point is the mobile app, which was promised for June and is not there.",
    tags: ["hive", "dhf"],
  },
  // Other languages and scripts
  {
    kind: "language",
    author: "minjunk",
    title: "하이브에서 첫 달을 보내며",
    body: "지난달에 하이브에 가입했습니다. 글을 열두 개 썼고 보상으로 9.4 HBD를 받았습니다. 가장 어려웠던 것은 키를 이해하는 일이었습니다. 새로 오신 분들께는 포스팅 키만 쓰라고 말씀드리고 싶습니다.",
    tags: ["kr", "hive"],
  },
  {
    kind: "language",
    author: "weiwen",
    title: "为什么我把利息换成HBD",
    body: "我每个月把利息换成HBD，存进储蓄账户。年利率是百分之十五，去年我一共得到了132个HBD。我不追求暴富，只希望十年以后能有一笔安稳的钱。",
    tags: ["cn", "hbd"],
  },
  {
    kind: "language",
    author: "layla-ar",
    title: "كيف بدأت الكتابة على إنليو",
    body: "بدأت الكتابة على إنليو قبل ثلاثة أشهر. نشرت عشرين مقالا عن الطبخ وحصلت على أكثر من خمسين متابعا. أنصح كل من يريد البدء أن يكتب عن شيء يحبه وأن يرد على التعليقات كل يوم.",
    tags: ["arabic", "inleo"],
  },
  {
    kind: "language",
    author: "carloscaracas",
    title: "Cómo pago el mercado con HBD",
    body: `En Caracas hay 38 comercios que aceptan HBD. Esta semana pagué 14,50 HBD por el mercado y el vendedor los cambió el mismo día. La comisión fue de cero. Para mí eso es más importante que cualquier precio.${alpha}`,
    tags: ["spanish", "hbd"],
  },
  {
    kind: "language",
    author: "jonasjena",
    title: "Ein Jahr Balkonkraftwerk: meine Zahlen",
    body: "Das Balkonkraftwerk hat in zwölf Monaten 598 kWh geliefert. Davon habe ich etwa siebzig Prozent selbst verbraucht. Bei 34 Cent je Kilowattstunde sind das gut 142 Euro, die ich nicht bezahlen musste.",
    tags: ["deutsch", "solar"],
  },
  {
    kind: "language",
    author: "olenaua",
    title: "Мій перший рік на Hive",
    body: "За рік я написала сорок дописів і познайомилася з людьми з двадцяти країн. Найбільше мені сподобалися конкурси фотографій. Якщо ви лише починаєте, не дивіться на виплати, дивіться на розмови.",
    tags: ["ukraine", "life"],
  },
  {
    kind: "language",
    author: "sakuraosaka",
    title: "大阪でHiveのミートアップ",
    body: "土曜日に大阪で小さな集まりを開きました。参加者は七人で、三人は初めての人でした。財布の作り方を説明して、その場で最初の投稿をしてもらいました。来月もやります。",
    tags: ["japanese", "hive"],
  },
  // Pictures and next to nothing
  {
    kind: "images",
    author: "photophil",
    title: "Autumn in ten pictures",
    body: Array.from({ length: 10 }, (_, index) => `![](https://images.example/a${index}.jpg)`).join("\n\n"),
    tags: ["photography"],
  },
  {
    kind: "images",
    author: "catkatja",
    title: "My cat",
    body: `<center><img src="https://images.example/cat.jpg"/></center>${alpha}`,
    tags: ["cats"],
  },
  { kind: "short", author: "gmgina", title: "gm", body: "gm ☀️", tags: ["threads"] },
  ...oddDrafts,
];

/** What a day on INLEO might bring: price talk, tutorials, polls, seven languages, pictures only, orders to the reader, rants, repeats. */
export const inleoPosts: readonly InleoPost[] = drafts.map((draft) => ({
  tags: [],
  app: "leothreads/0.3",
  ...draft,
  permlink: permlinkOf(draft),
}));

function permlinkOf({ author, title }: Draft): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return words === "" ? `post-of-${author}` : words;
}
