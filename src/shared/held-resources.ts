/** Resources that are freed together, the last one first. (Node 20 has no AsyncDisposableStack.) */
export class HeldResources implements AsyncDisposable {
  #resources: (Disposable | AsyncDisposable)[] = [];

  /** Takes a resource in and hands it back. */
  use<T extends Disposable | AsyncDisposable>(resource: T): T {
    this.#resources.push(resource);
    return resource;
  }

  /** Hands all resources over to another holder; this one frees nothing any more. */
  move(): HeldResources {
    const moved = new HeldResources();
    moved.#resources = this.#resources;
    this.#resources = [];
    return moved;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const resource of this.#resources.splice(0).toReversed()) {
      if (Symbol.asyncDispose in resource) await resource[Symbol.asyncDispose]();
      else resource[Symbol.dispose]();
    }
  }
}
