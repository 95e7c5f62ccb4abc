import type { Agent } from "../../agent/agent.ts";
import { accountNameForm } from "../../chain/account-name.ts";
import type { ChainReader } from "../../chain/chain-reader.ts";
import { mentionsOf } from "../../chain/mention-rule.ts";
import type { Post } from "../../chain/post.ts";
import { jobsFor } from "../../runtime/listen.ts";
import { slotJob } from "../../runtime/accept-due.ts";
import { SkepError } from "../../shared/errors.ts";
import type { NewJob } from "../../store/listen-store.ts";
import { parseBlockPlace } from "../block-place.ts";
import { eventOf, imaginedPost, readerWith } from "./imagined-post.ts";

/** What an agent shall be tried on, as the command line says it. */
export interface Wish {
  readonly text?: string | undefined;
  readonly by: string;
  readonly under?: string | undefined;
  readonly in: string;
  readonly event?: string | undefined;
  readonly slot?: string | undefined;
  readonly schedule?: string | undefined;
}

/** A job to try, and a chain on which what it is about can be read. */
export interface Occasion {
  readonly job: NewJob;
  readonly reader: ChainReader;
}

/**
 * Makes the job that a running bot would have made of it. Throws `config_invalid` when the wish is none, names what does
 * not exist, or when no trigger of the agent fits it.
 */
export async function occasionFor(
  wish: Wish,
  agent: Agent,
  reader: ChainReader,
  signal: AbortSignal,
  now: Date,
): Promise<Occasion> {
  const said = [wish.text, wish.event, wish.slot].filter((each) => each !== undefined);
  if (said.length > 1) throw new SkepError("config_invalid", "give one of --text, --event and --slot, not several");
  if (wish.event !== undefined) {
    const post = await postAt(wish.event, "--event", reader, signal);
    return { job: jobOf(post, agent), reader };
  }
  if (wish.text === undefined) return { job: slotOf(wish, agent, now), reader };
  if (!accountNameForm.test(wish.by)) throw new SkepError("config_invalid", `--by: "${wish.by}" is no account name`);
  const under = wish.under === undefined ? undefined : await postAt(wish.under, "--under", reader, signal);
  const text = addressed(wish.text, agent);
  const post = imaginedPost({ text, by: wish.by, category: wish.in, ...(under && { under }) }, now);
  return { job: jobOf(post, agent), reader: readerWith(post, under, reader) };
}

/** People say `@sage` where the agent's name is meant: its account is what they would write on chain. */
function addressed(text: string, { name, account }: Agent): string {
  if (mentionsOf(text).has(account)) return text;
  return text.replaceAll(new RegExp(`@${name}(?![\\w.-])`, "g"), `@${account}`);
}

function jobOf(post: Post, agent: Agent): NewJob {
  const [job] = jobsFor(eventOf(post), [agent]);
  if (job) return job;
  const message = `no trigger of ${agent.name} fits @${post.author}/${post.permlink}: a running bot would leave it alone`;
  throw new SkepError("config_invalid", message);
}

async function postAt(place: string, flag: string, reader: ChainReader, signal: AbortSignal): Promise<Post> {
  const [permlink = "", author = ""] = place.split(/[?#]/, 1).join("").split("/").toReversed();
  const name = author.replace(/^@/, "");
  const post = name === "" ? undefined : await reader.findPost(name, permlink, signal);
  if (post) return post;
  throw new SkepError("config_invalid", `${flag}: there is no post ${place}; it takes author/permlink or a link`);
}

function slotOf({ slot, schedule: wanted }: Wish, agent: Agent, now: Date): NewJob {
  const { name, schedules } = agent;
  const known = schedules.map((each) => each.name).join(", ");
  const schedule = wanted === undefined ? schedules[0] : schedules.find((each) => each.name === wanted);
  if (!schedule && wanted !== undefined)
    throw new SkepError("config_invalid", `${name} has no schedule "${wanted}" (there is: ${known || "none"})`);
  if (!schedule)
    throw new SkepError(
      "config_invalid",
      `${name} waits for events: say which with --text "…" or --event author/permlink`,
    );
  const place = slot === undefined ? now : parseBlockPlace(slot, "--slot", now);
  if (!(place instanceof Date)) throw new SkepError("config_invalid", `--slot takes a moment, not the block ${slot}`);
  return slotJob(agent, schedule, place);
}
