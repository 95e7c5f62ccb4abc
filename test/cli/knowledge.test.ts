import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { openSqliteStore } from "../../src/store/sqlite/open.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A project whose sage, on the shipped small model, knows two files; the database is there, but empty. */
async function project(): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of ["agents", "prompts", "knowledge"]) await mkdir(join(folder, name));
  const agent = [
    "version: 1",
    "name: sage",
    "account: sage.agent",
    "prompt: sage",
    "triggers: [{ on: mention }]",
    "may: [reply]",
    "knowledge: [knowledge/*]",
  ];
  await writeFile(join(folder, "agents/sage.yaml"), agent.join("\n"));
  await writeFile(join(folder, "prompts/sage.md"), "---\ndescription: x\n---\nYou are @{{account}}.\n");
  await writeFile(join(folder, "knowledge/oven.md"), "# Base\n\nOf bricks.\n\n# Dome\n\nThe dome is made of clay.");
  await writeFile(join(folder, "knowledge/broken.pdf"), "%PDF nonsense");
  await openSqliteStore(join(folder, "data/skep.db"))[Symbol.asyncDispose]();
  return folder;
}

function skep(folder: string, ...words: string[]): { readonly text: string; readonly status: number | null } {
  const options = { cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1", COLUMNS: "200" } } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [resolve("dist/cli/main.js"), ...words], options);
  return { text: stdout + stderr, status };
}

test("documents are learned on demand, shown with their problems, and searched", { timeout: 240_000 }, async () => {
  const folder = await project();
  expect(skep(folder, "knowledge", "status").text).toContain("No agent knows a document");
  const reindexed = skep(folder, "knowledge", "reindex");
  expect(reindexed).toMatchObject({
    status: 0,
    text: expect.stringContaining("2 documents, 1 of them could not be read"),
  });
  const documents: unknown = JSON.parse(skep(folder, "knowledge", "status", "--json").text);
  expect(documents).toMatchObject([
    { agent: "sage", source: "knowledge/broken.pdf", chunks: 0, problem: "Invalid PDF structure." },
    { agent: "sage", source: "knowledge/oven.md", chunks: 2, problem: "" },
  ]);
  const found = skep(folder, "knowledge", "search", "what is the dome made of?", "--limit", "1");
  expect(found.text).toMatch(/sage\s+knowledge\/oven\.md\s+Dome\s+\d+\s+The dome is made of clay\./);
  expect(skep(folder, "knowledge", "search", "quantum", "--json").text.trim()).toBe("[]");
});

test("a path that leaves the project is refused where it stands in the file", async () => {
  const folder = await project();
  const file = join(folder, "agents/sage.yaml");
  await writeFile(
    file,
    "version: 1\nname: sage\naccount: sage.agent\nprompt: sage\ntriggers: [{ on: mention }]\nmay: [reply]\nknowledge:\n  - knowledge/*\n  - ../secret.md\n  - { author: BAD }\n",
  );
  const { text, status } = skep(folder, "check");
  expect(status).not.toBe(0);
  expect(text).toContain("sage.yaml:9:5 knowledge.1: must not leave the project's folder");
});
