import { decodeBlock } from "../../src/chain/decode-block.ts";
import { eventsOf } from "../../src/chain/event.ts";

/** Sees every block of a dev chain as it is made, those among them that a fork replaces later. */
export interface ChainWatch {
  /** To be given to the dev chain. */
  onBlock(block: { readonly json: string }): void;
  /** `author/permlink` of every comment that any block ever held. */
  readonly seen: ReadonlySet<string>;
  /** Resolves with the moment at which an account's reply to this post stood in a block for the first time. */
  answered(post: string): Promise<number>;
}

export function watchChain(account: string): ChainWatch {
  const seen = new Set<string>();
  const answers = new Map<string, PromiseWithResolvers<number>>();
  const answerTo = (post: string): PromiseWithResolvers<number> => {
    const found = answers.get(post) ?? withResolvers<number>();
    answers.set(post, found);
    return found;
  };
  return {
    seen,
    onBlock({ json }) {
      for (const { operation } of eventsOf(decodeBlock(JSON.parse(json)))) {
        if (operation.type !== "comment") continue;
        seen.add(`${operation.author}/${operation.permlink}`);
        if (operation.author !== account) continue;
        answerTo(`${operation.parentAuthor}/${operation.parentPermlink}`).resolve(performance.now());
      }
    },
    answered: (post) => answerTo(post).promise,
  };
}

interface PromiseWithResolvers<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
}

/** Node 20 has no `Promise.withResolvers`. */
function withResolvers<Value>(): PromiseWithResolvers<Value> {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
