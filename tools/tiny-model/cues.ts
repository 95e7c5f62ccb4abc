import { phrase } from "./phrase.ts";
import { capital, clause, fill, type Source } from "./sentences.ts";

/** Openings that announce the key sentence of a post; what follows is its core. */
const patterns = [
  "[The|My|Our|One] [main|key|central|most important|big|biggest|real|single] [point|idea|lesson|message|takeaway|thing|news|insight|finding|reason|change|argument|thought|conclusion] [here|today|of this post|of this week|for me|of it all|] is [that|simple:|clear:|this:|]",
  "[The|My|Our] [point|lesson|takeaway|upshot|message|conclusion|bottom line|gist|moral|essence|verdict|summary|result|core|crux|headline|secret|truth] [of the story|of this post|here|today|from this|for me|] is [that|this:|simple:|]",
  "[The|] [bottom line|upshot|takeaway|short version|key takeaway|main takeaway|lesson learned|moral of the story|big news|good news|bad news|breaking news|main news|conclusion|verdict|summary|TL;DR|in a nutshell]:",
  "[In short|In brief|In summary|In conclusion|In a nutshell|In the end|In a word|In one sentence|To sum up|To sum it up|To conclude|To put it simply|To make it short|Summing up|Long story short|All in all|Put simply|Simply put|Overall|Above all|Most importantly|More importantly|Ultimately|As a result|As a consequence|Therefore|In other words|At the end of the day|The long and short of it],",
  "[What|All that] [really|truly|actually|mostly|] [matters|counts] [to me|here|in the end|now|today|] is that",
  "[I|We] [have|finally|also|] [learned|learnt|realised|realized|understood|found out|discovered|concluded|noticed] [today|again|this week|the hard way|from this|] that",
  "[What|The thing] [I|we] [learned|learnt|found|took|understood|want to say|want you to know|want to share|discovered] [today|from this|this year|here|] is that",
  "[My|Our|This week's|Today's] [conclusion|verdict|opinion|view|lesson|message|experience|advice|headline|key finding|result|big news] [today|so far|after all this|] is that",
  "[It|This] [all|] [comes|boils] down to [this|one thing|one point]:",
  "[It|This] [shows|proves|means|tells us|taught me|teaches us|confirms|convinced me] [once more|again|clearly|] that",
  "[Remember|Note|Keep in mind|The important part is|The most important part is|The fact is|The truth is|The lesson is|The news is|The good news is|The bad news is|The big news is|The surprise is|The best part is|The interesting part is] that",
  "[If you remember|If you take away|Take away|Remember] [only|just|] one thing[ from this post| today|]:",
];

/** A key sentence: the whole and its core. */
export interface KeySentence {
  readonly text: string;
  /** What the cue announces, without end mark. */
  readonly core: string;
}

/** A sentence that says of itself that it is the one that matters. */
export function keySentence(source: Source): KeySentence {
  const { choice, half } = source;
  const cue = phrase(patterns, choice, half, (slot) => fill(slot, source)).replace(/^\p{Ll}/u, (letter) =>
    letter.toUpperCase(),
  );
  const core = clause(source);
  return {
    text: `${cue} ${/[:]$/.test(cue) && choice.chance(0.3) ? capital(core) : core}${choice.of([".", ".", ".", ".", "!"])}`,
    core,
  };
}
