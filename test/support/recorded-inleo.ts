import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadScenario } from "../../src/devnet/scenario/load-scenario.ts";
import type { ScenarioFile } from "../../src/devnet/scenario/scenario-file.ts";
import { readFixture } from "./fixtures.ts";
import { temporaryFolder } from "./temporary-folder.ts";

interface RecordedPost {
  readonly author: string;
  readonly permlink: string;
  readonly parent_author?: string;
  readonly parent_permlink?: string;
  readonly category: string;
  readonly title: string;
  readonly body: string;
  readonly depth: number;
  readonly json_metadata: unknown;
}

interface RecordedOperation {
  readonly op: { readonly type: string; readonly value: RecordedPost };
}

/**
 * Real posts and threads of INLEO (2021, 2024 and 2025) as a scenario of the dev chain: long posts with what was answered
 * to one of them, and threads, which stand in one container here whatever they answered.
 */
export async function recordedInleo(): Promise<ScenarioFile> {
  const discussion = Object.values(readFixture<Record<string, RecordedPost>>("leofinance_hive_api/discussion.json"));
  const posts = [
    ...readFixture<RecordedPost[]>("polaris/posts_2024-04-28_condenser_api.json"),
    ...readFixture<RecordedPost[]>("leofinance_hive_api/get_discussions_by.json"),
    ...discussion.filter(({ depth }) => depth === 0),
  ];
  const threads = readFixture<RecordedOperation[]>("inleo_and_other_comment_ops_2025-07-08.json")
    .map(({ op }) => op)
    .filter(({ type }) => type === "comment_operation")
    .map(({ value }) => value);
  const repliesTo = ({ author, permlink }: RecordedPost): object[] =>
    discussion
      .filter((reply) => reply.parent_author === author && reply.parent_permlink === permlink)
      .map((reply) => ({ author: reply.author, permlink: reply.permlink, body: reply.body }));
  const names = [...posts, ...threads, ...discussion].map(({ author }) => author);
  const scenario = {
    version: 1,
    accounts: [...new Set([...names, "leothreads"])].map((name) => ({ name })),
    communities: [...new Set(posts.map(({ category }) => category))]
      .filter((name) => name.startsWith("hive-"))
      .map((name) => ({ name, title: name })),
    posts: posts.map((post) => ({ ...plain(post), replies: repliesTo(post) })),
    containers: [
      { account: "leothreads", threads: threads.map(({ author, permlink, body }) => ({ author, permlink, body })) },
    ],
  };
  const file = join(await temporaryFolder(), "inleo.yaml");
  await writeFile(file, JSON.stringify(scenario, undefined, 1)); // JSON is YAML
  return loadScenario(file);
}

function plain({ author, permlink, title, body, category, json_metadata: metadata }: RecordedPost): object {
  const parsed = (typeof metadata === "string" ? JSON.parse(metadata) : metadata) as {
    readonly app: string;
    readonly tags: readonly string[];
  };
  const tags = parsed.tags.map((tag) => tag.toLowerCase()).filter((tag) => /^[a-z][a-z0-9-]{0,31}$/.test(tag));
  const place = category.startsWith("hive-") ? { community: category } : {};
  return { author, permlink, title, body, app: parsed.app, ...place, tags };
}
