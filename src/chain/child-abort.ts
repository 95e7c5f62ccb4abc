/** An abort controller that also fires with another signal, until it is released. */
export interface ChildAbort {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  /** Lets go of the other signal. Without it every child would stay in the memory of a long-lived parent. */
  release(): void;
}

/**
 * Makes a child of this signal. In place of `AbortSignal.any`, which on Node 20 may be collected before it fires when one
 * of its parents is a timeout.
 */
export function childAbort(parent: AbortSignal): ChildAbort {
  const controller = new AbortController();
  const follow = () => controller.abort(parent.reason);
  if (parent.aborted) follow();
  else parent.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => parent.removeEventListener("abort", follow),
  };
}
