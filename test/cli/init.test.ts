import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { loadAgents } from "../../src/agent/load-agents.ts";
import { purposes } from "../../src/cli/init/purposes.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function skep(folder: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve("dist/cli/main.js"), ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, out: stdout, err: stderr };
}

test.each(purposes.map(({ name }) => name))("a folder started for %s has nothing to complain about", async (name) => {
  const folder = await temporaryFolder();
  const words = ["--yes", "--for", name, "--account", "alice-bot", "--operator", "alice"];
  expect(skep(folder, "init", ...words)).toMatchObject({ status: 0, err: "" });
  const { agents, complaints } = await loadAgents({
    agentsDir: join(folder, "agents"),
    promptsDir: join(folder, "prompts"),
    models: ["default"],
  });
  expect(complaints).toEqual([]);
  expect(agents).toMatchObject([{ name, account: "alice-bot", operator: "alice", mode: "dry-run" }]);
});

test("keys belong into a file that only the owner can read, with a line for the account", async () => {
  const folder = await temporaryFolder();
  skep(folder, "init", "mine", "--yes", "--account", "alice-bot");
  const file = join(folder, "mine", ".env");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, "utf8").match(/^[^#\n].*$/gm)).toEqual(["HIVE_POSTING_KEY_ALICE_BOT="]);
  expect(readFileSync(join(folder, "mine", ".gitignore"), "utf8")).toContain(".env\n");
});

test("what is there already stays as it is", async () => {
  const folder = await temporaryFolder({ "skep.yaml": "logLevel: debug\n", "agents/sage.yaml": "mine\n" });
  const { written, kept } = JSON.parse(skep(folder, "init", "--json").out) as Record<string, string[]>;
  expect(kept).toEqual(["agents/sage.yaml", "skep.yaml"]);
  expect(written).toContain("prompts/sage.md");
  expect(readFileSync(join(folder, "agents/sage.yaml"), "utf8")).toBe("mine\n");
});

test("an account that cannot be one and a purpose that is none are refused before anything is written", async () => {
  const folder = await temporaryFolder();
  expect(skep(folder, "init", "--yes", "--account", "my.agent")).toMatchObject({
    status: 2,
    err: expect.stringContaining("at least 3 of them between dots"),
  });
  expect(skep(folder, "init", "--yes", "--for", "curater")).toMatchObject({
    status: 2,
    err: expect.stringContaining('did you mean "curator"?'),
  });
  expect(JSON.parse(skep(folder, "init", "--json").out)).toMatchObject({ kept: [] });
});

test("the folder is a root project of npm that leaves out the GPU builds", async () => {
  const folder = await temporaryFolder();
  skep(folder, "init", "--yes");
  const read = (path: string): { overrides: object } => JSON.parse(readFileSync(path, "utf8")) as { overrides: object };
  expect(read(join(folder, "package.json")).overrides).toEqual(read("package.json").overrides);
  expect(read(join(folder, "vendor/none/package.json"))).toMatchObject({ name: "none" });
});
