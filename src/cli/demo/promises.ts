import { z } from "zod";
import { permlinkFor } from "../../action/permlink.ts";
import type { ChainReader } from "../../chain/chain-reader.ts";
import type { RpcClient } from "../../chain/rpc-client.ts";
import type { Store } from "../../store/store.ts";
import { firstQuestion, followUp, goodPost, marketPosts, spam, type DemoPost, type DemoQuestion } from "./cast.ts";

/** Something the demo promises, and how the chain shows that it happened. */
export interface DemoPromise {
  readonly name: string;
  readonly text: string;
  /** The job that keeps it: an agent and what the job is about. */
  readonly agent: string;
  readonly subject: string;
  readonly isKept: () => Promise<boolean>;
}

/** What the promises are checked against: the chain itself, and the record of what was not done. */
export interface Witnesses {
  readonly rpc: RpcClient;
  readonly reader: ChainReader;
  readonly store: Store;
  readonly digestSlot: Date;
  readonly signal: AbortSignal;
}

const content = z.looseObject({ active_votes: z.array(z.looseObject({ voter: z.string() })) });

export function promisesOf({ rpc, reader, store, digestSlot, signal }: Witnesses) {
  const digestSubject = `schedule/inleo-digest/daily/${digestSlot.toISOString()}`;
  const answered = (name: string, text: string, question: DemoQuestion): DemoPromise => ({
    name,
    text,
    agent: "sage",
    subject: subjectOf(question),
    async isKept() {
      const permlink = permlinkFor("sage", subjectOf(question));
      const reply = await reader.findPost("sage.agent", permlink, signal);
      return reply?.parentPermlink === question.permlink && reply.body.includes(question.answer);
    },
  });
  const votersOf = async ({ author, permlink }: DemoPost): Promise<string[]> => {
    if (!(await reader.findPost(author, permlink, signal))) return [];
    const post = content.parse(await rpc.call("condenser_api.get_content", [author, permlink], signal));
    return post.active_votes.map(({ voter }) => voter);
  };
  return {
    mention: answered("mention", "a mention was answered from the thread", firstQuestion),
    followUp: answered("follow-up", "a follow-up elsewhere was answered from memory", followUp),
    upvote: {
      name: "upvote",
      text: "a good post was upvoted",
      agent: "curator",
      subject: subjectOf(goodPost),
      isKept: async () => (await votersOf(goodPost)).includes("curator.agent"),
    },
    refusal: {
      name: "refusal",
      text: "spam was refused, with a reason",
      agent: "curator",
      subject: subjectOf(spam),
      async isKept() {
        const [story] = await store.views.findStories(subjectOf(spam));
        const isRefused = story?.decision !== undefined && story.outbox.length === 0;
        return isRefused && !(await votersOf(spam)).includes("curator.agent");
      },
    },
    digest: {
      name: "digest",
      text: "a digest of INLEO posts was published, with a quote and a link for each",
      agent: "inleo-digest",
      subject: digestSubject,
      async isKept() {
        const digest = await reader.findPost("inleo.digest", permlinkFor("inleo-digest", digestSubject), signal);
        return (
          digest !== undefined &&
          marketPosts.every(({ author, permlink }) => digest.body.includes(`@${author}/${permlink}`))
        );
      },
    },
  } satisfies Readonly<Record<string, DemoPromise>>;
}

function subjectOf({ author, permlink }: Pick<DemoPost, "author" | "permlink">): string {
  return `${author}/${permlink}`;
}
