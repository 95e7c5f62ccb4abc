import type { Block } from "../chain/block.ts";
import type { NodeReport } from "../chain/node-health.ts";
import type { Cursor } from "../store/listen-store.ts";
import { createBell } from "./bell.ts";
import { embed } from "./embed.ts";
import { lapseDrafts } from "./lapse-drafts.ts";
import { listen } from "./listen.ts";
import type { Rooms, StopSignals } from "./rooms.ts";
import { send } from "./send.ts";
import { tellHealth } from "./tell-health.ts";
import { tick } from "./tick.ts";
import { tidy } from "./tidy.ts";
import { warmUp } from "./warm-up.ts";
import { watchReputation } from "./watch-reputation.ts";
import { work } from "./work.ts";

/** Where blocks come from, and after which one they begin. */
export interface BlockSource {
  readonly start: Cursor;
  follow(signal: AbortSignal): AsyncIterable<readonly Block[]>;
  /** How the nodes do that they come from. Default: nobody is told. */
  readonly nodes?: () => readonly NodeReport[];
}

export interface Bot {
  /** Resolves once every loop has drained; rejects with the first failure, after all loops have stopped. */
  run(stop: StopSignals): Promise<void>;
}

/** Wires the loops. Does no I/O until it is run. `keep`: how long settled rows stay whole, in milliseconds. */
export function createBot(rooms: Rooms, source: BlockSource, keep: number): Bot {
  return {
    async run({ drain, abort }) {
      const failure = new AbortController();
      const stop = { drain: AbortSignal.any([drain, failure.signal]), abort: AbortSignal.any([abort, failure.signal]) };
      const bells = { work: createBell(), send: createBell() };
      const loops = [
        listen(source.follow(stop.drain), source.start, rooms, bells, stop),
        tick(rooms, bells.work, stop),
        work(rooms, bells, stop),
        warmUp(rooms, stop),
        send(rooms, bells.send, stop),
        lapseDrafts(rooms, stop),
        tidy(rooms, keep, stop),
        watchReputation(rooms, stop),
        embed(rooms, stop),
        rooms.knowledge.learn(stop.drain),
        ...(source.nodes ? [tellHealth(source.nodes, rooms, stop)] : []),
      ];
      await Promise.all(
        loops.map(async (loop) => {
          try {
            await loop;
          } catch (error) {
            failure.abort(error); // the first one counts: what follows is of its making
          }
        }),
      );
      if (failure.signal.aborted) throw failure.signal.reason;
    },
  };
}
