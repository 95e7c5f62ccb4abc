import { createDevnet, type Devnet, type DevnetOptions } from "../../src/testing.ts";

// The source and not the built package: a client is tested against what the checkout says, and `skep` in the
// package.json here would bring the whole product's tree along.

/** A dev chain with three people and a community. `"manual"` unless told otherwise: only `mine` makes blocks. */
export async function openVillage(interval: DevnetOptions["interval"] = "manual"): Promise<Devnet> {
  const accounts = ["alice", "bob", "carol"].map((name) => ({ name }));
  const devnet = await createDevnet({
    interval,
    accounts,
    communities: [{ name: "hive-167922", title: "INLEO" }],
  });
  devnet.mine(2);
  return devnet;
}

/** The root post that every client writes, by alice. */
export const post = {
  parent_author: "",
  parent_permlink: "hive-167922",
  author: "alice",
  permlink: "hello",
  title: "Hello",
  body: "A first post, for @bob: gr\u00fc\u00df dich \u{1f41d}",
  json_metadata: JSON.stringify({ app: "clients/1", tags: ["hive-167922", "inleo"] }),
};

/** What bob answers to it. */
export const reply = {
  parent_author: "alice",
  parent_permlink: "hello",
  author: "bob",
  permlink: "re-hello",
  title: "",
  body: "Welcome",
  json_metadata: "",
};

/** carol's vote for it. */
export const vote = { voter: "carol", author: "alice", permlink: "hello", weight: 10_000 };

/** carol follows alice. */
export const follow = {
  required_auths: [],
  required_posting_auths: ["carol"],
  id: "follow",
  json: JSON.stringify(["follow", { follower: "carol", following: "alice", what: ["blog"] }]),
};
