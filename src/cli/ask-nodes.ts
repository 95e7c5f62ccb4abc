import { createChainReader } from "../chain/node-reader.ts";
import { createRpcClient } from "../chain/rpc-client.ts";
import { messageOf } from "../shared/errors.ts";

/** How one node does, asked just now. */
export type NodeState =
  | { readonly node: string; readonly head: number; readonly headTime: Date; readonly milliseconds: number }
  | { readonly node: string; readonly trouble: string };

const timeoutMs = 3_000;

/** Asks every node for its head, all at once; three seconds at most. */
export function askNodes(nodes: readonly string[], signal: AbortSignal): Promise<NodeState[]> {
  return Promise.all(nodes.map((node) => askNode(node, signal)));
}

/** The newest head that any of them tells. */
export function newestHead(states: readonly NodeState[]): { readonly number: number; readonly time: Date } | undefined {
  return states
    .flatMap((state) => ("head" in state ? [{ number: state.head, time: state.headTime }] : []))
    .toSorted((one, other) => other.number - one.number)[0];
}

async function askNode(node: string, signal: AbortSignal): Promise<NodeState> {
  const reader = createChainReader(createRpcClient({ nodes: [node], timeoutMs, attempts: 1 }));
  const started = performance.now();
  try {
    const { headNumber: head, headTime } = await reader.properties(signal);
    return { node, head, headTime, milliseconds: Math.round(performance.now() - started) };
  } catch (error) {
    return { node, trouble: messageOf(error) };
  }
}
