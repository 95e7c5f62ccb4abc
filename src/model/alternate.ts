/**
 * Lets turns that generate side by side take their tokens one after the other, each in a decode of its own. Decoded as one
 * batch, two turns were now and then given each other's token (node-llama-cpp 3.21.1; test/model/parallel-turns): a mixed-up
 * answer is worse than a slow one, so the lockstep (lockstep.ts) is not used until that is understood.
 */
export class Alternate {
  #last: Promise<unknown> = Promise.resolve();

  /** The same tokens, each taken while no other turn takes one. */
  async *pace<Token, Next>(
    _turn: number,
    tokens: AsyncGenerator<Token, void, Next | undefined>,
  ): AsyncGenerator<Token, void, Next | undefined> {
    try {
      let replacement: Next | undefined;
      for (;;) {
        const result = await this.#inTurn(() => tokens.next(replacement));
        if (result.done === true) return;
        replacement = yield result.value;
      }
    } finally {
      await tokens.return();
    }
  }

  #inTurn<Result>(take: () => Promise<Result>): Promise<Result> {
    const taken = this.#last.then(take);
    this.#last = taken.catch(() => undefined); // whose failure it is hears of it itself
    return taken;
  }
}
