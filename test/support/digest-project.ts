import type { ServerResponse } from "node:http";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { encodeOperation } from "../../src/chain/encode.ts";
import type { Devnet } from "../../src/devnet/create-devnet.ts";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { openAiServer, sendChat, sendJson, type OpenAiServer } from "../model/openai-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const account = "inleo.digest";
export const community = "hive-167922";

/** What a scripted server answers to a question, given the user's message; it may wait before it does. */
export type Saying = (user: string) => string | Promise<string>;

/** A server of the OpenAI API that says what a test tells it, as an operator's own inference machine would. */
export function sayingServer(say: Saying): Promise<OpenAiServer> {
  return openAiServer(async ({ path, body }, response: ServerResponse) => {
    if (path.endsWith("/models")) return sendJson(response, { object: "list", data: [{ id: "scripted" }] });
    if (!path.endsWith("/chat/completions")) return;
    const messages = body["messages"] as readonly { role: string; content: string }[];
    const said = await say(messages.at(-1)?.content ?? "");
    if (!response.destroyed) sendChat(response, [said]);
  });
}

/** An operator's folder with the digest agent, due every day at the time of day of `slot`. `more`: further lines of its file. */
export async function digestProject(devnet: Devnet, modelUrl: string, slot: Date, more: string): Promise<string> {
  const cron = `${slot.getUTCSeconds()} ${slot.getUTCMinutes()} ${slot.getUTCHours()} * * *`;
  const folder = await temporaryFolder({
    "agents/inleo-digest.yaml": `version: 1
name: inleo-digest
account: ${account}
mode: live
operator: alice
prompt: whole
each: item
triggers:
  - on: schedule
    name: daily
    cron: "${cron}"
    missed: run-all
    gather: { community: ${community}, since: 24h }
may: [post]
maxAge: 7d
${more}`,
    "prompts/whole.md": "---\ndescription: Writes the whole.\n---\nYou are @{{account}}. You write a digest.\n",
    "prompts/item.md": "---\ndescription: Reads one.\n---\nYou are @{{account}}. You read one post.\n",
    "skep.yaml": `nodes: [${devnet.url}]\nchainId: "${devnet.chainId}"\nmodels:\n  default: { provider: openai, url: ${modelUrl}, model: scripted, contextSize: 4096 }\n`,
    ".env": `HIVE_POSTING_KEY_INLEO_DIGEST=${devnet.keyOf(account, "posting")}\n`,
  });
  await chmod(join(folder, ".env"), 0o600);
  return folder;
}

/** As if the bot had run until just before this moment, and not since. */
export async function countFrom(folder: string, moment: Date): Promise<void> {
  await using store = openSqliteStore(join(folder, "data", "skep.db"));
  await store.schedule.startCounting("inleo-digest", "daily", new Date(moment.getTime() - 1_000));
}

/** Somebody writes a root post in the community, at the chain's time of now. */
export function publish(devnet: Devnet, author: string, permlink: string, body: string): void {
  const words = { parentAuthor: "", parentPermlink: community, author, permlink, title: permlink, body };
  devnet.broadcastAs(author, [
    encodeOperation({ type: "comment", ...words, jsonMetadata: '{"app":"leothreads/0.3"}' }),
  ]);
}
