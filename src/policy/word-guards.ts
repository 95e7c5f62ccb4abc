import type { Decision } from "../decision/decision.ts";
import type { Guard } from "./guard.ts";
import { wordRules, type Surroundings } from "./word-rules.ts";

/** A guard for each rule on words. What breaks one is denied for good: another judgement of the same words finds the same. */
export function wordGuards(surroundings: Surroundings): readonly Guard[] {
  return wordRules.map((rule) => ({
    name: rule.name,
    object(decision) {
      for (const text of wordsOf(decision)) {
        const because = rule.fault(text, surroundings);
        if (because !== undefined) return { outcome: "deny", because };
      }
      return undefined;
    },
  }));
}

/** What of a decision would stand on chain as the model said it. Its reason stays in the database. */
function wordsOf({ reply, post, thread }: Decision): string[] {
  return [...(reply ? [reply.body] : []), ...(post ? [post.title, post.body] : []), ...(thread ? [thread.body] : [])];
}
