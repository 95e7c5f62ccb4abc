import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeKeystore } from "../../src/keys/keystore.ts";
import { passphraseCredential } from "../../src/keys/open-keys.ts";
import { postingKeyName } from "../../src/config/key-source.ts";
import { ownDevnet, project, write } from "../support/operator.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openFaultyNode } from "./faulty-node.ts";

const passphrase = "an oven of clay and straw";
/** Over the three places together: more than 500. */
const faultsPerPlace = 170;
const nodeCount = 6;

type Place = "env-file" | "keystore" | "credential";

/** Puts the key where it is to come from, and says what the process is started with. */
async function placeKey(place: Place, folder: string, key: string): Promise<Record<string, string>> {
  if (place === "env-file") return {};
  await rm(join(folder, ".env"));
  if (place === "credential")
    return { CREDENTIALS_DIRECTORY: await temporaryFolder({ [postingKeyName("sage.agent")]: `${key}\n` }) };
  await writeKeystore(folder, new Map([["sage.agent", key]]), passphrase);
  return { CREDENTIALS_DIRECTORY: await temporaryFolder({ [passphraseCredential]: `${passphrase}\n` }) };
}

/** What of /proc a process shows to others of its user. */
function shownByProc(pid: number): string {
  return ["environ", "cmdline"].map((name) => readFileSync(`/proc/${pid}/${name}`, "latin1")).join("\n");
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
}

function bytesUnder(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

async function until(isSo: () => boolean, what: () => string): Promise<void> {
  const end = Date.now() + 150_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(what());
    await new Promise((done) => setTimeout(done, 100));
  }
}

test.skipIf(process.platform !== "linux").each<Place>(["env-file", "keystore", "credential"])(
  "a key from the %s shows in no log, database or environment, whatever goes wrong 170 times",
  { timeout: 300_000 },
  async (place) => {
    await using devnet = await ownDevnet(["bob"]);
    const key = devnet.keyOf("sage.agent", "posting");
    // Who fails over at once meets the next failure at once.
    const nodes = await Promise.all(Array.from({ length: nodeCount }, () => openFaultyNode(devnet.url)));
    const faults = (): number => nodes.reduce((sum, node) => sum + node.faults, 0);
    const folder = await project(devnet, { node: nodes.map(({ url }) => url).join(", ") });
    const more = await placeKey(place, folder, key);
    const words = [resolve("dist/cli/main.js"), "run", "--live", "--log-level", "trace"];
    const bot = spawn(process.execPath, words, { cwd: folder, env: { ...process.env, ...more } });
    onTestFinished(() => void bot.kill("SIGKILL"));
    let said = "";
    for (const stream of [bot.stdout, bot.stderr]) stream.on("data", (data: Buffer) => (said += data.toString()));
    const ended = new Promise((done) => bot.once("exit", done));
    await until(
      () => said.includes("listening"),
      () => said,
    );

    for (const node of nodes) node.begin();
    let written = 0;
    await until(
      () => {
        if (faults() >= faultsPerPlace) return true;
        if (written * 10 <= faults()) write(devnet, "bob", `q${written++}`, "@sage.agent what is the base made of?");
        devnet.advance(303); // the chain wants five minutes between root posts
        return false;
      },
      () => `${faults()} faults\n${said.slice(-2_000)}`,
    );
    await until(
      () => said.includes("transaction signed"),
      () => said.slice(-3_000),
    );

    const pid = bot.pid ?? 0;
    const children = childrenOf(pid);
    expect(children.length).toBeGreaterThan(0); // the engine
    const raw = Buffer.from(key).toString("base64").slice(0, 60);
    const places = {
      log: said,
      database: bytesUnder(join(folder, "data")),
      process: shownByProc(pid),
      children: children.map(shownByProc).join("\n"),
    };
    for (const [name, text] of Object.entries(places))
      expect([name, [key, raw, passphrase].filter((secret) => text.includes(secret))]).toEqual([name, []]);
    expect(said).not.toContain("stands in the real environment");
    bot.kill("SIGKILL");
    await ended;
  },
);

test("a key in the real environment is used, with a warning", async () => {
  await using devnet = await ownDevnet([]);
  const folder = await project(devnet);
  await rm(join(folder, ".env"));
  const env = { ...process.env, [postingKeyName("sage.agent")]: devnet.keyOf("sage.agent", "posting") };
  const bot = spawn(process.execPath, [resolve("dist/cli/main.js"), "run", "--live"], { cwd: folder, env });
  onTestFinished(() => void bot.kill("SIGKILL"));
  let said = "";
  for (const stream of [bot.stdout, bot.stderr]) stream.on("data", (data: Buffer) => (said += data.toString()));
  await until(
    () => said.includes("listening"),
    () => said,
  );
  expect(said).toContain("HIVE_POSTING_KEY_SAGE_AGENT stands in the real environment");
  expect(said).not.toContain(devnet.keyOf("sage.agent", "posting"));
  bot.kill("SIGKILL");
});
