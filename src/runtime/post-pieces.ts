import type { Agent } from "../agent/agent.ts";
import type { Post } from "../chain/post.ts";
import { chunksOf } from "../context/chunks.ts";
import { readingText } from "../context/clean-text.ts";
import { renderSections, type Section } from "../context/section.ts";
import { postSection } from "../context/sections.ts";
import type { LanguageModel } from "../model/language-model.ts";
import { roomFor } from "./ask-model.ts";

/** A part of a post that fits into one turn. */
export interface Piece {
  /** The step under which its turn is recorded. */
  readonly step: string;
  readonly section: Section;
  /** Of the whole prompt. */
  readonly tokens: number;
}

/** Room for the complaint that goes with a second try. */
const complaintTokens = 160;
/** Of a longer post the beginning, which says what it is about, and the end, which says what follows, are read. */
const mostPieces = 4;

/** The post as it is read and quoted: its title and its author's own words, without what it quotes of others. */
export function readingSection(post: Post): Section {
  const { label } = postSection(post);
  return { label, text: titled(post, readingText(post.body)) };
}

/** Where the turns about a post are recorded: under this step, and below it. */
export function stepOf({ author, permlink }: Pick<Post, "author" | "permlink">): string {
  return `read/${author}/${permlink}`;
}

/** A post in as few pieces as fit into the model's room, four at most, each under the post's title; exact in tokens. */
export async function piecesOf(post: Post, agent: Agent, system: string, model: LanguageModel): Promise<Piece[]> {
  const { room, instruction } = await roomFor(agent, system, model);
  const whole = readingSection(post);
  const sized = (text: string): Promise<number> => model.countTokens(renderSections([{ label: whole.label, text }]));
  const frame = await sized(titled(post, ""));
  const budget = Math.max(1, room - complaintTokens - frame);
  const chunks = await chunksOf(readingText(post.body), budget, (text) => sized(text));
  const chosen = chunks.length <= mostPieces ? chunks : [...chunks.slice(0, mostPieces - 1), ...chunks.slice(-1)];
  const step = stepOf(post);
  const pieces: Piece[] = [];
  for (const [index, chunk] of (chosen.length === 0 ? [""] : chosen).entries()) {
    const section = { label: whole.label, text: titled(post, chunk) };
    const tokens = instruction + (await sized(section.text));
    pieces.push({ step: chosen.length > 1 ? `${step}/${index + 1}` : step, section, tokens });
  }
  return pieces;
}

function titled({ title, depth }: Post, text: string): string {
  return depth > 0 ? text : `${title}\n\n${text}`;
}
