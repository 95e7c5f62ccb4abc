import type { Block } from "../chain/block.ts";
import type { Cursor } from "../store/listen-store.ts";
import { createBell } from "./bell.ts";
import { listen } from "./listen.ts";
import type { Rooms, StopSignals } from "./rooms.ts";
import { send } from "./send.ts";
import { tick } from "./tick.ts";
import { work } from "./work.ts";

/** Where blocks come from, and after which one they begin. */
export interface BlockSource {
  readonly start: Cursor;
  follow(signal: AbortSignal): AsyncIterable<readonly Block[]>;
}

export interface Bot {
  /** Resolves once every loop has drained; rejects with the first failure, after all loops have stopped. */
  run(stop: StopSignals): Promise<void>;
}

/** Wires the four loops. Does no I/O until it is run. */
export function createBot(rooms: Rooms, source: BlockSource): Bot {
  return {
    async run({ drain, abort }) {
      const failure = new AbortController();
      const stop = { drain: AbortSignal.any([drain, failure.signal]), abort: AbortSignal.any([abort, failure.signal]) };
      const bells = { work: createBell(), send: createBell() };
      const loops = [
        listen(source.follow(stop.drain), source.start, rooms, bells, stop),
        tick(rooms, bells.work, stop),
        work(rooms, bells, stop),
        send(rooms, bells.send, stop),
      ];
      const running = loops.map(async (loop) => {
        try {
          await loop;
        } catch (error) {
          failure.abort(error);
          throw error;
        }
      });
      await Promise.allSettled(running);
      await Promise.all(running);
    },
  };
}
