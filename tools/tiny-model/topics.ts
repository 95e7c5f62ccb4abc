import { digestTopics } from "../../src/decision/digest-item.ts";

/** The words of one subject that people write about. */
export interface Topic {
  /** What a digest calls it. */
  readonly about: (typeof digestTopics)[number];
  readonly nouns: readonly string[];
  readonly adjectives: readonly string[];
  readonly verbs: readonly string[];
}

/** Subjects, as `what a digest calls it: nouns | adjectives | verbs`. */
const written = [
  "nature: garden seed compost tomato carrot hedge greenhouse soil watering spade weed bean pumpkin trellis mulch basil harvest | ripe fertile sunny muddy raised organic | plant water prune harvest dig sow",
  "food: oven clay brick dome base sand straw firewood chimney arch insulation bread crust flame hearth mortar | hot dry thick round cracked earthen | bake build fire dry mix shape",
  "travel: bicycle wheel chain saddle tyre pedal brake gear frame helmet route hill basket pump spoke trail | fast rusty steep light wooden foldable | ride repair oil brake climb pump",
  "markets: price market bitcoin chart token coin exchange wallet trader volume resistance support candle altcoin liquidity dollar | bullish bearish volatile liquid cheap early | buy sell hold trade drop climb",
  "hive: witness validator node block server uptime consensus network vote version update backup feed peer hardfork key | stable missed fast reliable public synced | produce validate sign restart upgrade run",
  "hive: stake delegation reward curation vesting yield interest savings power payout unlock period share pool bond account | liquid locked weekly passive steady higher | stake delegate earn claim compound unlock",
  "hive: hive community post comment vote author reputation wallet resource credit frontend app upvote tribe member keychain | honest active early social immutable free | publish comment curate join post reward",
  "hive: leo thread inleo feed premium article ads creator subscriber podcast analytics engagement newsletter platform space writer | daily short viral loyal active new | thread write scroll subscribe share engage",
  "food: soup onion garlic pepper sauce butter dough recipe pan oven salt rice spoon kitchen noodle mushroom | fresh spicy crispy sweet creamy salty | cook fry boil chop season stir",
  "travel: train ticket hotel village beach mountain museum ferry suitcase passport harbour guide hostel island temple street | cheap slow quiet crowded sandy ancient | travel visit walk book explore arrive",
  "art: guitar song melody drum concert chorus album piano violin lyric rehearsal stage microphone rhythm band string | loud soft acoustic slow live catchy | play sing record practise tune listen",
  "technology: code function bug test compiler script library loop server query branch release variable parser error cache | slow typed broken simple open stable | compile debug write deploy refactor test",
  "other: wood saw chisel plank joint glue bench oak drawer hinge varnish table clamp nail shelf plane | smooth straight solid rough heavy square | cut sand glue carve measure join",
  "life: sleep doctor muscle exercise vitamin diet heart pain breath stress walk knee habit sugar water blood | healthy tired deep regular strong calm | rest stretch breathe run drink heal",
  "nature: farm cow tractor wheat barn fence goat milk field hay calf plough crop grain chicken stable | wet green young rural hungry wide | milk feed plough graze harvest fence",
  "nature: bee hive honey queen colony frame swarm wax pollen nectar smoker keeper brood comb mite drone | busy gentle golden wild healthy strong | forage swarm inspect feed collect sting",
  "art: camera lens light photo shutter tripod sunset portrait filter exposure flash shadow studio contrast print zoom | sharp dark blurry golden wide natural | shoot focus edit frame capture print",
  "nature: cat dog puppy kitten leash collar vet bowl fur paw tail kennel toy bark whisker basket | playful shy old fluffy loyal sleepy | feed walk train groom bark adopt",
  "art: book novel chapter library author poem page story reader character plot ending shelf sentence publisher cover | long sad famous thin funny rare | read write borrow finish print describe",
  "games: football goal coach team match referee player season league stadium penalty pass defender ball captain fan | late tense fair strong injured famous | score win train pass kick lose",
  "life: teacher school lesson exam student class homework pencil grade classroom university course blackboard pupil term subject | strict hard clever young free boring | teach learn study explain pass repeat",
  "games: card splinterlands battle deck league guild rental quest monster mana summoner season chest tournament rank ruleset | rare foiled legendary weak magic fierce | battle rent level summon win collect",
  "technology: solar panel battery inverter roof watt cable grid turbine storage meter charger heater energy sun sensor | sunny efficient cheap portable silent clean | charge install store save heat measure",
  "nature: ocean wave surfer reef boat tide fish coral anchor dolphin net shell storm sail current lighthouse | deep salty calm blue rough warm | sail dive swim fish surf drift",
  "art: painting brush canvas colour sketch gallery paint pigment portrait exhibition easel ink clay sculpture artist pattern | bright abstract wet modern pale bold | paint draw sketch mix exhibit carve",
  "food: coffee bean roast cup espresso grinder filter aroma milk barista foam kettle cafe mug brew plantation | bitter strong dark warm smooth fresh | brew roast grind pour sip taste",
  "other: shirt fabric needle thread wool pattern sewing button scarf yarn loom collar sleeve knitting zipper cotton | soft striped woven warm torn handmade | sew knit weave wash mend iron",
  "technology: planet star telescope moon orbit galaxy rocket comet astronaut crater eclipse gravity satellite launch mission dust | distant bright cold huge silent round | orbit launch observe land discover shine",
  "life: budget salary bank loan debt rent savings invoice tax account expense insurance income pension cash bill | monthly late small fixed high careful | save pay borrow spend invest earn",
  "technology: model prompt agent memory token training dataset answer question bot weight embedding context chip inference neuron | small local quantized smart honest slow | train answer predict learn quantize load",
  "travel: river bridge forest path waterfall tent campfire bear valley map boot backpack cliff trail lake cabin | wild narrow wooden cold green steep | hike camp cross climb follow rest",
  "travel: car engine battery tyre garage road mechanic fuel mirror clutch seat truck highway motor brake bumper | electric used noisy fast red broken | drive park repair fuel start tow",
  "other: law court judge election minister party vote protest police permit border treaty parliament crime lawyer citizen | legal illegal guilty corrupt national secret | vote protest arrest judge elect sign",
];

/** Over thirty subjects. */
export const topics: readonly Topic[] = written.map(parseTopic);

function parseTopic(line: string): Topic {
  const [name = "", words = ""] = line.split(": ");
  const about = digestTopics.find((topic) => topic === name);
  if (about === undefined) throw new RangeError(`no such topic: ${name}`);
  const [nouns = [], adjectives = [], verbs = []] = words.split(" | ").map((list) => list.split(" "));
  return { about, nouns, adjectives, verbs };
}
