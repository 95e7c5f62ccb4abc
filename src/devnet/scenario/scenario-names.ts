import { didYouMean } from "../../config/did-you-mean.ts";
import type { ReplyEntry, ScenarioFile } from "./scenario-file.ts";

/** Something wrong at a path of the file. */
export interface PathComplaint {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Path = PathComplaint["path"];

interface NamedAt {
  readonly path: Path;
  readonly name: string;
}

/** Names that the file does not make, and those that it makes twice. */
export function nameComplaints(file: ScenarioFile): PathComplaint[] {
  const made = [...madeIn(file)];
  const known = new Set(made.map(({ name }) => name));
  const twice = made.filter(({ name }, index) => made.findIndex((other) => other.name === name) < index);
  const unknown = [...namedIn(file)].filter(({ name }) => !known.has(name));
  return [
    ...twice.map(({ path, name }) => ({ path, message: `${name} stands here twice` })),
    ...unknown.map(({ path, name }) => ({
      path,
      message: `there is no account ${name} under accounts or communities${didYouMean(name, known)}`,
    })),
    ...file.posts.flatMap(({ community, tags }, index) =>
      community === undefined && tags.length === 0
        ? [{ path: ["posts", index], message: "needs a community or a tag to stand under" }]
        : [],
    ),
  ];
}

function* madeIn({ accounts, communities }: ScenarioFile): Generator<NamedAt> {
  for (const [index, { name }] of accounts.entries()) yield { path: ["accounts", index, "name"], name };
  for (const [index, { name }] of communities.entries()) yield { path: ["communities", index, "name"], name };
}

function* namedIn({ posts, containers, follows, mutes }: ScenarioFile): Generator<NamedAt> {
  for (const [index, post] of posts.entries()) {
    if (post.community !== undefined) yield { path: ["posts", index, "community"], name: post.community };
    yield* namedBelow(post, ["posts", index]);
  }
  for (const [index, { account, threads }] of containers.entries()) {
    yield { path: ["containers", index, "account"], name: account };
    for (const [place, thread] of threads.entries()) yield* namedBelow(thread, ["containers", index, "threads", place]);
  }
  for (const [index, { follower, following }] of follows.entries()) {
    yield { path: ["follows", index, "follower"], name: follower };
    yield* listed(following, ["follows", index, "following"]);
  }
  for (const [index, { muter, muted }] of mutes.entries()) {
    yield { path: ["mutes", index, "muter"], name: muter };
    yield* listed(muted, ["mutes", index, "muted"]);
  }
}

function* namedBelow({ author, votes, replies }: Omit<ReplyEntry, "body">, path: Path): Generator<NamedAt> {
  yield { path: [...path, "author"], name: author };
  for (const [index, { voter }] of votes.entries()) yield { path: [...path, "votes", index, "voter"], name: voter };
  for (const [index, reply] of replies.entries()) yield* namedBelow(reply, [...path, "replies", index]);
}

function* listed(names: readonly string[], path: Path): Generator<NamedAt> {
  for (const [index, name] of names.entries()) yield { path: [...path, index], name };
}
