/**
 * Lets turns that generate side by side take every token together. The engine decodes what is asked for in one moment as
 * one batch; turns that run free ask one after the other, and each decode then serves few of them.
 */
export class Lockstep {
  readonly #marching = new Set<number>();
  readonly #waiting = new Map<number, () => void>();

  /**
   * Resolves once every turn that marches has come this far or has left. Turns go on in the order of their numbers, which
   * are those of their sequences: llama.cpp makes one batch only of sequences that stand side by side. The first call
   * takes a turn in; from then on the others wait for it.
   */
  async step(turn: number): Promise<void> {
    this.#marching.add(turn);
    if (this.#marching.size === 1) return;
    await new Promise<void>((go) => {
      this.#waiting.set(turn, go);
      this.#goWhenAllAreHere();
    });
  }

  /** The turn takes no more steps: nobody waits for it. A turn that never marched may leave too. */
  leave(turn: number): void {
    this.#marching.delete(turn);
    this.#waiting.get(turn)?.();
    this.#waiting.delete(turn);
    this.#goWhenAllAreHere();
  }

  /** The same tokens, each taken in step with the other turns. The first one, for which a prompt is read, is not held up. */
  async *pace<Token, Next>(
    turn: number,
    tokens: AsyncGenerator<Token, void, Next | undefined>,
  ): AsyncGenerator<Token, void, Next | undefined> {
    try {
      let replacement: Next | undefined;
      for (let result = await tokens.next(); result.done !== true; result = await tokens.next(replacement)) {
        replacement = yield result.value;
        await this.step(turn);
      }
    } finally {
      this.leave(turn);
      await tokens.return();
    }
  }

  #goWhenAllAreHere(): void {
    if (this.#waiting.size < this.#marching.size) return;
    const ready = [...this.#waiting].toSorted(([one], [other]) => one - other);
    this.#waiting.clear();
    for (const [, go] of ready) go();
  }
}
