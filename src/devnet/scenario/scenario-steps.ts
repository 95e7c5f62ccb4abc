import type { WireOperation } from "../../chain/wire/wire-transaction.ts";
import type { ReplyEntry, ScenarioFile, ThreadEntry, VoteEntry } from "./scenario-file.ts";

/** One transaction that a scenario wants on the chain. */
export interface ScenarioStep {
  /** Where it stands in the file, such as `posts.0.replies.1`. */
  readonly path: string;
  readonly account: string;
  readonly operations: readonly WireOperation[];
  /** What it writes, for the intervals that the chain keeps; `"other"` for what writes nothing. */
  readonly kind: "post" | "reply" | "other";
  /** The step that must be in an earlier block. */
  readonly after?: ScenarioStep;
}

interface Written {
  readonly author: string;
  readonly permlink: string;
  readonly step: ScenarioStep;
  readonly app: string;
  readonly tags: readonly string[];
}

const threadApp = "leothreads/0.3"; // as INLEO's threads of July 2025 had it
const threadTags = ["leofinance"];
const titleLength = 50;

/** What a scenario comes to as transactions, each after those it needs. */
export function scenarioSteps(file: ScenarioFile, { genesisAt, hbd }: StepContext): readonly ScenarioStep[] {
  const steps: ScenarioStep[] = [...followSteps(file)];
  for (const [index, post] of file.posts.entries()) {
    const permlink = post.permlink ?? slug(post.title);
    const fields = { parent_author: "", parent_permlink: post.community ?? post.tags[0] ?? "", title: post.title };
    const operation = comment(post, { ...fields, permlink }, { app: post.app, tags: post.tags, format: "markdown" });
    const declined = post.payout === "declined" ? [payout(post.author, permlink, `0.000 ${hbd}`)] : [];
    const step = add(steps, {
      path: `posts.${index}`,
      account: post.author,
      operations: [operation, ...declined],
      kind: "post",
    });
    addBelow(steps, { author: post.author, permlink, step, app: post.app, tags: post.tags }, post);
  }
  for (const [
    index,
    { account, permlink = `leothread-${minuteOf(genesisAt)}`, threads },
  ] of file.containers.entries()) {
    const fields = { parent_author: "", parent_permlink: threadCommunity(file), title: "LeoThread", permlink };
    const operation = comment({ author: account, body: "LeoThreads" }, fields, { app: threadApp, tags: threadTags });
    const step = add(steps, { path: `containers.${index}`, account, operations: [operation], kind: "post" });
    const held = { author: account, permlink, step, app: threadApp, tags: threadTags };
    for (const [place, thread] of threads.entries()) addThread(steps, held, thread, { number: place + 1, hbd });
  }
  return steps;
}

// INLEO's own community, where there is one.
function threadCommunity({ communities }: ScenarioFile): string {
  return communities.find(({ name }) => name === "hive-167922")?.name ?? "leofinance";
}

/** What operations are made for. */
export interface StepContext {
  /** Names the containers that the file does not name. */
  readonly genesisAt: Date;
  /** `HBD` or `TBD`. */
  readonly hbd: string;
}

function* followSteps({ follows, mutes }: ScenarioFile): Generator<ScenarioStep> {
  const relations = [
    ...follows.map(({ follower, following }, index) => ({
      path: `follows.${index}`,
      follower,
      following,
      what: ["blog"],
    })),
    ...mutes.map(({ muter, muted }, index) => ({
      path: `mutes.${index}`,
      follower: muter,
      following: muted,
      what: ["ignore"],
    })),
  ];
  for (const { path, follower, following, what } of relations) {
    for (const name of following) {
      const json = JSON.stringify(["follow", { follower, following: name, what }]);
      const operation: WireOperation = [
        "custom_json",
        { required_auths: [], required_posting_auths: [follower], id: "follow", json },
      ];
      yield { path, account: follower, operations: [operation], kind: "other" };
    }
  }
}

function addThread(
  steps: ScenarioStep[],
  container: Written,
  thread: ThreadEntry,
  { number, hbd }: { readonly number: number; readonly hbd: string },
): void {
  const { author, body } = thread;
  const permlink = thread.permlink ?? `re-${container.author}-${number}`;
  const parent = { parent_author: container.author, parent_permlink: container.permlink };
  const title = `@${author} "${body.length > titleLength ? `${body.slice(0, titleLength)}...` : body}"`;
  const metadata = {
    app: threadApp,
    format: "markdown",
    tags: threadTags,
    canonical_url: `https://inleo.io/threads/view/${author}/${permlink}`,
    links: [],
    images: [],
    isPoll: false,
    pollOptions: {},
    dimensions: [],
  };
  const step = add(steps, {
    path: `${container.step.path}.threads.${number - 1}`,
    account: author,
    operations: [
      comment(thread, { ...parent, permlink, title }, metadata),
      payout(author, permlink, `1000000.000 ${hbd}`),
    ],
    kind: "reply",
    after: container.step,
  });
  addBelow(steps, { author, permlink, step, app: threadApp, tags: threadTags }, thread);
}

/** The votes on something that was written, and the replies to it with theirs. */
function addBelow(
  steps: ScenarioStep[],
  parent: Written,
  { votes, replies }: Pick<ReplyEntry, "votes" | "replies">,
): void {
  for (const [index, vote] of votes.entries()) add(steps, voteStep(parent, vote, index));
  for (const [index, reply] of replies.entries()) {
    const { author, app = parent.app } = reply;
    const permlink =
      reply.permlink ?? `re-${parent.author.replaceAll(".", "-")}-${parent.permlink}-${index + 1}`.slice(0, 255);
    const fields = { parent_author: parent.author, parent_permlink: parent.permlink, title: "", permlink };
    const step = add(steps, {
      path: `${parent.step.path}.replies.${index}`,
      account: author,
      operations: [comment(reply, fields, { app, tags: parent.tags, format: "markdown" })],
      kind: "reply",
      after: parent.step,
    });
    addBelow(steps, { author, permlink, step, app, tags: parent.tags }, reply);
  }
}

function voteStep({ author, permlink, step }: Written, { voter, weight }: VoteEntry, index: number): ScenarioStep {
  const operation: WireOperation = ["vote", { voter, author, permlink, weight }];
  const path = `${step.path}.votes.${index}`;
  return { path, account: voter, operations: [operation], kind: "other", after: step };
}

function add(steps: ScenarioStep[], step: ScenarioStep): ScenarioStep {
  steps.push(step);
  return step;
}

function comment(
  { author, body }: { readonly author: string; readonly body: string },
  fields: {
    readonly parent_author: string;
    readonly parent_permlink: string;
    readonly permlink: string;
    readonly title: string;
  },
  metadata: object,
): WireOperation {
  const { parent_author, parent_permlink, permlink, title } = fields;
  const json_metadata = JSON.stringify(metadata);
  return ["comment", { parent_author, parent_permlink, author, permlink, title, body, json_metadata }];
}

function payout(author: string, permlink: string, max_accepted_payout: string): WireOperation {
  const flags = { percent_hbd: 10_000, allow_votes: true, allow_curation_rewards: true, extensions: [] };
  return ["comment_options", { author, permlink, max_accepted_payout, ...flags }];
}

function slug(title: string): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return words.slice(0, 120) || "post";
}

function minuteOf(time: Date): string {
  return time.toISOString().slice(0, 16).replaceAll(/[T:]/g, "-");
}
