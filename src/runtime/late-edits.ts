import { z } from "zod";
import { childAbort } from "../chain/child-abort.ts";
import type { ChainEvent } from "../chain/event.ts";
import { messageOf, SkepError } from "../shared/errors.ts";
import type { Arrival, LateEdit } from "../store/listen-store.ts";
import { hasEdit, isPatch, isTooOld, withBody, withWholeBodies, type PatchEvent } from "./listen-edits.ts";
import type { Rooms } from "./rooms.ts";

/** Events with whole bodies, earlier ones that were put off among them, and what the store has to know of those. */
export interface TakenEvents extends Required<Pick<Arrival, "putOff" | "mended">> {
  readonly events: readonly ChainEvent[];
}

export interface LateEditsOptions {
  /** An edit that no node shows holds the listener up for so long at most, in milliseconds. Default 6,000: two blocks. */
  readonly troubleMs?: number;
  /** Edits that were put off are asked for again after this. Default 10,000. */
  readonly againMs?: number;
}

type Needs = Pick<Rooms, "agents" | "store" | "reader" | "clock" | "journal">;

/** So long one question may take, when edits that were put off are asked for again. */
const questionMs = 4_000;
/** So many of them at a time, so that new blocks do not wait for old edits. */
const mendedAtOnce = 20;

/** Reads from the store which edits an earlier life has put off. */
export async function openLateEdits(
  rooms: Needs,
  signal: AbortSignal,
  options: LateEditsOptions = {},
): Promise<LateEdits> {
  return new LateEdits(rooms, signal, options, await rooms.store.listen.readPutOff());
}

/** Edits that are patches: their posts are read again, now or, while no node shows them, later. */
export class LateEdits {
  readonly #rooms: Needs;
  readonly #signal: AbortSignal;
  readonly #times: Required<LateEditsOptions>;
  readonly #waiting: Map<string, PatchEvent>;
  /** Whether nodes failed last time: more edits are then put off without asking. */
  #isDown: boolean;
  #due = 0;

  constructor(rooms: Needs, signal: AbortSignal, options: LateEditsOptions, putOff: readonly LateEdit[]) {
    this.#rooms = rooms;
    this.#signal = signal;
    this.#times = { troubleMs: 6_000, againMs: 10_000, ...options };
    this.#waiting = new Map(putOff.map(({ id, event }) => [id, storedEvent.parse(JSON.parse(event))]));
    this.#isDown = this.#waiting.size > 0;
  }

  /** `undefined` when the bot was stopped while an edit waited. */
  async take(events: readonly ChainEvent[]): Promise<TakenEvents | undefined> {
    const { agents, reader, clock } = this.#rooms;
    const mended = await this.#mendSome();
    const late: PatchEvent[] = [];
    const take = (event: ChainEvent): void => void (isPatch(event) && late.push(event));
    const putOff = { afterMs: this.#isDown ? 0 : this.#times.troubleMs, take };
    const reading = { reader, now: clock.now(), say: this.#say, signal: this.#signal, putOff };
    const whole = await withWholeBodies(events, agents, reading);
    if (whole === undefined) return undefined;
    for (const event of late) this.#waiting.set(event.id, event);
    this.#isDown ||= late.length > 0;
    return {
      events: [...mended, ...whole],
      putOff: late.map((event) => ({ id: event.id, event: JSON.stringify(event) })),
      mended: mended.map(({ id }) => id),
    };
  }

  async #mendSome(): Promise<ChainEvent[]> {
    const { clock } = this.#rooms;
    const mended: ChainEvent[] = [];
    if (this.#waiting.size === 0 || clock.now().getTime() < this.#due) return mended;
    try {
      for (const event of [...this.#waiting.values()].slice(0, mendedAtOnce)) {
        const whole = await this.#mend(event);
        this.#waiting.delete(event.id);
        if (whole) mended.push(whole);
        else this.#waiting.set(event.id, event); // behind the others
      }
      this.#isDown = false;
    } catch (error) {
      if (this.#signal.aborted) return mended;
      if (!(error instanceof SkepError) || error.code === "config_invalid") throw error;
      this.#say(`${this.#waiting.size} edits wait: ${messageOf(error)}`);
    }
    this.#due = clock.now().getTime() + (mended.length > 0 ? 0 : this.#times.againMs);
    return mended;
  }

  /** Asks once for the post of an edit. `undefined`: not yet. Throws when nodes are in trouble. */
  async #mend(event: PatchEvent): Promise<ChainEvent | undefined> {
    const { agents, reader, clock } = this.#rooms;
    if (isTooOld(event, agents, clock.now())) return event;
    const limit = childAbort(this.#signal);
    const late = new SkepError("chain_unreachable", `no answer within ${questionMs} ms`);
    const timer = setTimeout(() => limit.abort(late), questionMs);
    try {
      const post = await reader.findPost(event.operation.author, event.operation.permlink, limit.signal);
      return post && hasEdit(post, event) ? withBody(event, post) : undefined;
    } finally {
      clearTimeout(timer);
      limit.release();
    }
  }

  readonly #say = (message: string): void => this.#rooms.journal({ fact: "trouble", loop: "listen", message });
}

/** An event as `take` hands it to the store. */
const storedEvent: z.ZodType<PatchEvent> = z.object({
  id: z.string(),
  block: z.number(),
  timestamp: z.coerce.date(),
  operation: z.object({
    type: z.literal("comment"),
    parentAuthor: z.string(),
    parentPermlink: z.string(),
    author: z.string(),
    permlink: z.string(),
    title: z.string(),
    body: z.string(),
    jsonMetadata: z.string(),
  }),
});
