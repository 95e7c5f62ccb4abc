import type { BlockRef } from "../chain/block.ts";
import type { NodeContext } from "./api/api-context.ts";
import type { ResolvedOptions } from "./devnet-options.ts";
import { createBackends } from "./faults/backends.ts";
import { openControlServer } from "./faults/control-server.ts";
import { createFaultRegistry } from "./faults/fault-registry.ts";
import { createFaults, type Faults, type FaultTargets } from "./faults/faults.ts";
import { createFaultyAnswers } from "./faults/faulty-answers.ts";
import { answerBody } from "./http/answer-body.ts";
import { openRpcServer } from "./http/rpc-server.ts";

/** What can be reached from outside, and what goes wrong there on demand. */
export interface Doors {
  readonly url: string;
  readonly controlUrl: string | undefined;
  readonly faults: Faults;
  close(): Promise<void>;
}

/** What can be done to the chain behind the doors. */
export interface Moves extends Pick<FaultTargets, "fork" | "missSlots"> {
  readonly mine: (count: number) => readonly BlockRef[];
  readonly advance: (seconds: number) => readonly BlockRef[];
}

/** Lets clients in. Throws `config_invalid`, with nothing left open, when a port cannot be had. */
export async function openDoors(
  node: NodeContext,
  { host, port, gzip, controlPort }: Pick<ResolvedOptions, "controlPort" | "gzip" | "host" | "port">,
  { fork, missSlots, mine, advance }: Moves,
): Promise<Doors> {
  const registry = createFaultRegistry();
  const answer = createFaultyAnswers(registry, createBackends(node));
  const server = await openRpcServer({ host, port, gzip, answer: (body, signal) => answerBody(body, answer, signal) });
  const faults = createFaults({ registry, port: server, fork, missSlots });
  if (controlPort === false) return { url: server.url, controlUrl: undefined, faults, close: () => server.close() };
  try {
    const control = await openControlServer({ faults, mine, advance }, { host, port: controlPort });
    const close = async (): Promise<void> => void (await Promise.all([server.close(), control.close()]));
    return { url: server.url, controlUrl: control.url, faults, close };
  } catch (error) {
    await server.close();
    throw error;
  }
}
