const list = (words: string): readonly string[] => words.split(" ");

/** Words that any text is made of. */
export const nouns = list(
  "day week month year morning evening night time hour minute people friend family brother sister mother father child neighbour man woman person house home room door window wall floor corner town city country world place road work job plan idea thought reason problem answer change step start end part half side top bottom middle thing way kind group list number name word story news point rule tool machine paper box bag bottle water air fire earth tree flower leaf stone metal glass picture sound voice hand head eye foot life money gift game party meeting weather rain snow wind summer winter spring autumn result effort mistake success habit hobby project goal chance choice difference size shape colour weight length speed cost value",
);
export const adjectives = list(
  "new old good bad big small long short high low early late easy hard simple strange common rare full empty clean dirty happy sad warm cold dark bright quick slow strong weak rich poor local foreign public private real true wrong right whole single double special normal local main little great nice fine lovely huge tiny clear careful useful important different similar personal",
);
export const verbs = list(
  "make take find use need want keep give see know get put bring leave show try help move turn open close carry hold send wait stay change grow choose count check fix pull push throw catch build break clean cover fill lift lose miss offer order pick reach save share spend start stop watch wear mean cause support replace improve",
);
export const past = list(
  "made took found used needed wanted kept gave saw knew got brought left showed tried helped moved turned opened closed carried held sent waited stayed changed grew chose counted checked fixed pulled pushed caught built broke cleaned covered filled lost missed offered ordered picked reached saved shared spent started stopped watched wore caused replaced improved bought sold learned heard met cost became",
);
export const adverbs = list(
  "often never always sometimes usually rarely slowly quickly quietly finally already still again soon today yesterday tomorrow outside inside together alone carefully easily nearly almost certainly probably clearly really very quite",
);
export const prepositions = list(
  "in on at near with without for from to under over behind before after during around between beside above below through across against about into of like until since",
);
export const determiners = list(
  "the the the the a a my our this that every each some any no their his her one another",
);
export const modals = list("can will would should could may might must does did cannot never");
export const names = list(
  "Anna Marek Lucia Tom Ines Oskar Priya Juan Mila Pavel Sofia Chen Amara Luis Greta Ravi Elena Bruno Fatima Jonas Nadia Peter Lisbon Prague Lagos Manila Caracas Berlin Oslo Nairobi Lima Krakow Havana Seoul Porto Ghana Cuba Spain Poland Venezuela Nigeria Portugal India Brazil",
);
/** Words of a question or a sentence that say nothing of its subject. */
export const functionWords: ReadonlySet<string> = new Set(
  list(
    "a an the this that these those my our your their his her its i you he she it we they me us them is are was were be been being am do does did done have has had having can could will would shall should may might must not no nor and or but if then than so as of in on at to for from with without by about into over under after before during between near around through what which who whom whose when where why how much many long far often exactly please tell told say said says know knew anything something nothing somebody anybody someone anyone again just also only still already there here ever never really very quite more most less least any some all each every both few one two out up down off hi hey hello thanks thank ok yes well now ask asked asking answer answered remember mention mentioned speak spoke talk talked mean means wondering curious question quick explain idea happen happened give get need use used like kind make made makes last next new today yesterday tomorrow now week month year day time often always never sometimes usually later once too soon much",
  ),
);
