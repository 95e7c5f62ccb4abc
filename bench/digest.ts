import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { z } from "zod";
import { encodeOperation } from "../src/chain/encode.ts";
import { readingText } from "../src/context/clean-text.ts";
import { createDevnet, type Devnet } from "../src/devnet/create-devnet.ts";
import { oneLine } from "../src/shared/one-line.ts";
import { inleoPosts } from "../test/support/inleo-posts.ts";
import { machine } from "./harness.ts";

// One digest of made-up INLEO posts, as `skep try` makes it with the shipped agent, and what it took. From the project's root:
// `node build/bench/digest.js [--model FILE] [--take 40] [--text]`; `--text` prints the digest itself. See docs/digests.md.

const { values } = parseArgs({
  options: {
    model: { type: "string" },
    take: { type: "string", default: "40" },
    text: { type: "boolean", default: false },
  },
});
const hour = 3_600_000;
const community = "hive-167922";
const run = promisify(execFile);

const tried = z.looseObject({
  because: z.string(),
  posts: z.array(z.looseObject({ how: z.string(), completionTokens: z.number(), milliseconds: z.number() })),
  turns: z.array(z.looseObject({ step: z.string(), model: z.string() })),
  operations: z.array(z.looseObject({ title: z.string().optional(), body: z.string().optional() })),
});

/** A dev chain on which those posts were written one after the other. */
async function openVillage(): Promise<Devnet> {
  const names = [...new Set(inleoPosts.map(({ author }) => author)), "inleo.digest"];
  const devnet = await createDevnet({
    interval: "manual",
    genesisTime: new Date(Date.now() - 8 * hour),
    accounts: names.map((name) => ({ name })),
    communities: [{ name: community, title: "INLEO" }],
  });
  for (const { author, permlink, title, body, app, tags, metadata } of inleoPosts) {
    const jsonMetadata = JSON.stringify({ app, tags, ...metadata });
    const place = { parentAuthor: "", parentPermlink: community, author, permlink };
    devnet.broadcastAs(author, [encodeOperation({ type: "comment", ...place, title, body, jsonMetadata })]);
    devnet.advance(303); // the chain wants five minutes between the root posts of an account
  }
  return devnet;
}

/** Tries the shipped agent, made to read so many posts and for as long as that takes. */
async function tryDigest(url: string, folder: string): Promise<z.infer<typeof tried>> {
  const shipped = readFileSync("agents/inleo-digest.yaml", "utf8");
  const agent = shipped.replace("take: 8", `take: ${values.take}`).replace("minutes: 20", "minutes: 1440");
  writeFileSync(join(folder, "inleo-digest.yaml"), agent);
  const model = values.model === undefined ? [] : ["--model", values.model];
  const words = ["try", "inleo-digest", "--agents-dir", folder, "--against", url, "--json", ...model];
  const { stdout } = await run(process.execPath, ["dist/cli/main.js", ...words], { maxBuffer: 1e9 });
  return tried.parse(JSON.parse(stdout));
}

/** The quotes of a digest as its readers see them. */
function quotesIn(body: string): string[] {
  return Array.from(body.matchAll(/^> (.*)$/gm), ([, quote = ""]) =>
    quote
      .replaceAll(/\\([^\w\s])/g, "$1")
      .replaceAll("&lt;", "<")
      .replaceAll("&amp;", "&"),
  );
}

const folder = mkdtempSync(join(tmpdir(), "skep-bench-"));
const devnet = await openVillage();
try {
  const { because, posts, turns, operations } = await tryDigest(devnet.url, folder);
  const [digest] = operations;
  const sources = inleoPosts.map(({ title, body }) => oneLine(`${title}\n\n${readingText(body)}`));
  const quotes = quotesIn(digest?.body ?? "");
  const milliseconds = posts.reduce((sum, post) => sum + post.milliseconds, 0);
  const retried = new Set(turns.flatMap(({ step }) => /^(read\/.*)\/refused\//.exec(step)?.[1] ?? []));
  const figures = {
    ...machine(),
    model: turns[0]?.model,
    because,
    postsRead: posts.length,
    cited: quotes.length,
    postsPerMinute: Math.round((posts.length * 60_000) / Math.max(1, milliseconds)),
    tokensWrittenPerSecond: Math.round(
      (posts.reduce((sum, post) => sum + post.completionTokens, 0) * 1_000) / Math.max(1, milliseconds),
    ),
    quotesVerbatim: quotes.filter((quote) => sources.some((source) => source.includes(quote))).length,
    readingsRetried: retried.size,
    inOwnWords: posts.filter(({ how }) => how === "own-words").length,
    unquotable: posts.filter(({ how }) => how === "unquotable").length,
  };
  if (values.text) console.log(`# ${digest?.title ?? "(none)"}\n\n${digest?.body ?? because}\n`);
  console.log(JSON.stringify(figures, undefined, 2));
} finally {
  await devnet.close();
  rmSync(folder, { recursive: true, force: true });
}
