import type { Agent } from "../agent/agent.ts";
import type { DigestEntry } from "../action/digest-entry.ts";
import { mentionsOf } from "../chain/mention-rule.ts";
import type { Post } from "../chain/post.ts";
import { digestItemSchema, type DigestItem } from "../decision/digest-item.ts";
import { itemFault, supportedItem } from "../policy/digest-item-rules.ts";
import type { Surroundings } from "../policy/word-rules.ts";
import { SkepError } from "../shared/errors.ts";
import type { ClaimedJob } from "../store/work-store.ts";
import { entryOf, mergedItem, ownWords } from "./digest-entries.ts";
import type { PostRead } from "./journal.ts";
import { readingKey, reviveReading } from "./known-readings.ts";
import { piecesOf, readingSection, type Piece } from "./post-pieces.ts";
import type { Rooms } from "./rooms.ts";
import { surroundingsOf } from "./surroundings.ts";
import { takeTurn } from "./turn.ts";

/** What reading a post takes along. */
export interface JobInHand {
  readonly job: ClaimedJob;
  readonly agent: Agent;
  readonly rooms: Rooms;
  readonly signal: AbortSignal;
}

/** A post before it is read: its pieces, and which of them the model has read before. */
export interface PostToRead {
  readonly post: Post;
  readonly pieces: readonly KnownPiece[];
  /** What reading it will cost. */
  readonly cost: { readonly turns: number; readonly promptTokens: number };
}

interface KnownPiece extends Piece {
  /** Under which its reading is kept. */
  readonly key: string;
  /** Read in this very job, or in an earlier run. */
  readonly known: "now" | "earlier" | undefined;
}

/** Looks up how much of a post is left to be read. Asks the model nothing but to count tokens. */
export async function prepareReading(post: Post, { job, agent, rooms }: JobInHand): Promise<PostToRead> {
  const model = rooms.modelOf(agent);
  const system = instructionOf(agent);
  const recorded = new Set((await rooms.store.work.readTurns(job.id)).map(({ step }) => step));
  const pieces: KnownPiece[] = [];
  for (const piece of await piecesOf(post, agent, system, model)) {
    const key = readingKey(piece.section, system, agent, model);
    const isKept = (await rooms.store.readings.find(key, rooms.clock.now())) !== undefined;
    pieces.push({ ...piece, key, known: recorded.has(piece.step) ? "now" : isKept ? "earlier" : undefined });
  }
  const left = pieces.filter(({ known }) => known === undefined);
  const promptTokens = left.reduce((sum, { tokens }) => sum + tokens, 0);
  return { post, pieces, cost: { turns: left.length, promptTokens } };
}

/**
 * Reads a post, piece by piece, and makes an entry of what the model says of it; what it said before of the same text is not
 * asked for again. Where no answer would do, the post speaks for itself with a sentence of its own; no entry where it
 * has none that may stand in a digest. Throws what asking the model throws, but for answers that would not do.
 */
export async function readPost(
  { post, pieces }: PostToRead,
  inHand: JobInHand,
): Promise<{ readonly how: PostRead["how"]; readonly entry: DigestEntry | undefined }> {
  const source = readingSection(post).text;
  const people = [post.author, ...mentionsOf(source)]; // whom the post names may be named: nobody is notified of it
  const surroundings = { ...surroundingsOf(inHand.agent, people), sources: [source] };
  const items: DigestItem[] = [];
  for (const piece of pieces) {
    const item = await readPiece(post, piece, { source, surroundings }, inHand);
    if (item) items.push(item);
  }
  const merged = mergedItem(items);
  const isKept = pieces.every(({ known }) => known === "earlier");
  if (merged)
    return { how: isKept ? "kept" : "model", entry: entryOf(post, supportedItem(merged, source, surroundings)) };
  const own = ownWords(post, surroundings);
  return own ? { how: "own-words", entry: entryOf(post, own) } : { how: "unquotable", entry: undefined };
}

/** What the model says of one piece; `undefined` where no answer would do, which is not asked for again either. */
async function readPiece(
  { author }: Post,
  { step, section, key, known }: KnownPiece,
  { source, surroundings }: { readonly source: string; readonly surroundings: Surroundings },
  { job, agent, rooms, signal }: JobInHand,
): Promise<DigestItem | undefined> {
  const { store, clock } = rooms;
  const complain = (item: DigestItem): string | undefined => itemFault(item, source, surroundings);
  const kept = known === "earlier" ? await store.readings.find(key, clock.now()) : undefined;
  const revived = kept === undefined ? undefined : reviveReading(kept, complain);
  if (revived) {
    await store.work.recordTurn(job, keptTurn(step, revived.output, clock.now()));
    return revived.item;
  }
  const system = instructionOf(agent);
  const turn = { step, system, sections: [{ ...section, rank: 0 }], schema: digestItemSchema, complain };
  try {
    const item = await takeTurn(job, agent, turn, rooms, signal);
    await store.readings.keep({ key, author, output: JSON.stringify(item) }, clock.now());
    return item;
  } catch (error) {
    if (!(error instanceof SkepError) || error.code !== "model_output_invalid") throw error;
    await store.readings.keep({ key, author, output: "" }, clock.now());
    return undefined;
  }
}

function instructionOf({ each, prompt }: Agent): string {
  return each ?? prompt;
}

/** A turn that cost nothing: so that a story shows what the digest was made from. */
function keptTurn(step: string, output: string, at: Date) {
  const nothing = { promptTokens: 0, completionTokens: 0, milliseconds: 0 };
  const about = {
    step,
    model: "kept from an earlier run",
    seed: 0,
    temperature: 0,
    prompt: "",
    thoughts: "",
    context: [],
  };
  return { ...about, output, ...nothing, at };
}
