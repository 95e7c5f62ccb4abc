import { phrase } from "./phrase.ts";
import { fill, type Source } from "./sentences.ts";

/** Questions around their content words `k1` and `k2`; `z` is a word that stands nowhere else. */
const oneWord = [
  "[what|which] [is|was|about|are|were] [the|a|your|] {k1}",
  "[what|who|where|when|how] [is|was] [the|a|this|that] {k1}[| now| again| exactly| about]",
  "[what|which] {k1} [is|was] [that|it|this|best|used|meant]",
  "how [much|many|long|big|far|good|old] [is|are|was|were] the {k1}",
  "[what|how|why|where|when] [did|does|do|can|will|should] [the|a|you|we|they|he|she|I] {k1}",
  "[what|how|why] [do|did] [you|we|they] [know|say|write|think|mean] [about|of|with|by] [the|a|] {k1}",
  "[why|when|where|how] [should|can|must|did|would] [I|we|one|somebody] {k1} [it|that|this|]",
  "[can|could|would] [you|somebody] [tell|explain|say] [me|us|] [something|more|] [about|of] [the|] {k1}",
  "[I|we] [wonder|am curious|want to know|would like to know|need to know] [about|what|how] [the|] {k1}[| is| was]",
  "[is|was|are] there [a|any|some|something about] {k1}[| here| in it]",
  "[any|some] [news|idea|hint|words|details|facts|information] [about|on|of] [the|] {k1}",
  "{k1}",
  "and [the|] {k1}",
  "[so|and|but] what about [the|this|your|] {k1}",
  "what happens [to|with] [the|a] {k1}",
  "who [made|has|saw|said something about|wrote about] [the|a] {k1}",
  "what [kind|sort|colour|size] of {k1}[| is it| was that]",
  "tell me about [the|your|] {k1}",
  "[what|how] is the {k1} [made|used|done|meant|built]",
  "what is the {z} of the {k1}",
  "does [the|a] {k1} have a {z}",
];
const twoWords = [
  "[what|which|where|why|how] [is|was|are] the {k1} [of|in|with|for|on|and] the {k2}",
  "[what|how|why|when] [did|does|do|can|will|should] [the|a|] {k1} {k2}",
  "how [much|many|long|often] [does|did|will|is] [the|a|] {k1} {k2}",
  "[why|when|how] [is|was|are|were] [the|] {k1} {k2}",
  "[is|was|are|does] [the|a|] {k1} [really|] {k2}",
  "[can|could|would] [you|somebody] [tell|explain|say] [me|us|] [what|how|why|when] [the|] {k1} {k2}",
  "[tell me|please say|I ask] [about|] [the|] {k1} [and|of|with|in] [the|] {k2}",
  "what [do|did] [you|they|we] [know|say|write] about {k1} [and|in|for] {k2}",
  "[so|and|but] what about [the|] {k1} [and|of|in|for] [the|] {k2}",
  "who {k1} [the|a] {k2}",
  "which {k1} [is|was|can|will] {k2}",
  "[where|when|how] [do|did] [you|they|we|I] {k1} [the|a] {k2}",
  "what is the {k1} of the {k2} [made of|like|for|about]",
  "what {k1} [does|did|is|was] [the|a] {k2}[| have| in| on]",
];
/** What may stand around a question. `question` is the question itself. */
const frames = [
  "",
  "",
  "",
  "",
  "",
  "",
  "[hey|hi|hello|hi there|good morning|ok|thanks|great post|nice read|sorry|one question|quick question|a question],",
  "[please|pls|]",
  "[I read all of it|I did not get it|interesting].",
];
const recalls = [
  "[what|how] did you [say|tell me|answer|write|explain] about",
  "[do you remember|remember|you told me|you said something about|remind me] [what|how|that|of|about|]",
  "[last time|yesterday|before|some time ago|in the other post] [you told me about|I asked you about|we talked about|you said]",
  "and [again|once more], what [was|is|did you say about]",
  "what [was|is] it that you [said|told me|answered] about",
  "[once|you once] [told|said] [me|] [about|what|something of]",
];
const tellings = [
  "[what|how] did I [say|tell you|write|explain] about",
  "[do you remember|remember|do you know|do you still know|you know] [what I said of|what I told you about|about|]",
  "[last time|yesterday|before|some time ago] I [told you|wrote|said something] about",
  "what do you [know|remember] [about|of]",
  "[what|how] [is|was|about]",
  "[who|what|where|how many] [is|are|was|were]",
];

/**
 * A question of one or two content words: for something new, for what the agent answered before, or for what the asker
 * told it. `z` may come out as a further word that nothing else speaks of.
 */
export function question(words: readonly string[], recall: "new" | "answered" | "told", source: Source): string {
  const { choice, half } = source;
  const [k1 = "", k2] = words;
  const slot = (name: string): string =>
    name === "k1" ? k1 : name === "k2" ? (k2 ?? k1) : name === "z" ? fill("x", source) : fill(name, source);
  if (recall !== "new" && choice.chance(0.7)) {
    const [article, opening] = recall === "told" ? ["my", tellings] : ["the", recalls];
    const asked =
      k2 === undefined
        ? `${article} ${k1}`
        : choice.of([`${article} ${k1} of the ${k2}`, `${k1} and ${k2}`, `${article} ${k1} ${k2}`, `${k1} ${k2}`]);
    return `${phrase(opening, choice, half, slot)} ${asked}?`;
  }
  const frame = choice.chance(0.3) ? phrase(frames, choice, "train", slot) : "";
  return `${frame} ${phrase(k2 === undefined ? oneWord : twoWords, choice, half, slot)}${choice.of(["?", "?", "?", "?", "", "??", "."])}`.trim();
}
