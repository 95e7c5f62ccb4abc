import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { describeRecorded } from "../support/fixtures.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const recording = "mirrornet_blocks_97477292_97477298.json";
const fixtures = resolve(process.env["SKEP_FIXTURES"] ?? "../shared", "fixtures");

const reader = (name: string, account: string, trigger: string): string => `version: 1
name: ${name}
description: Watches recorded blocks.
account: ${account}
prompt: watch
triggers:
  - on: ${trigger}
may: [reply]
`;

function skep(
  folder: string,
  ...words: string[]
): { readonly out: string; readonly err: string; readonly status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [resolve("dist/cli/main.js"), ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { out: stdout, err: stderr, status };
}

describeRecorded(recording, "over recorded blocks", () => {
  test("replay says which recorded operations each agent would have taken up", async () => {
    const folder = await temporaryFolder({
      "agents/threads.yaml": reader("threads", "taskmaster4450le", "reply"),
      "agents/silent.yaml": reader("silent", "sage.agent", "mention"),
      "prompts/watch.md": "---\ndescription: Watches.\n---\nYou are @{{account}}.\n",
    });
    const { out, status } = skep(folder, "replay", "--file", join(fixtures, recording), "--json");
    expect(status).toBe(0);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.pop()).toEqual({
      blocks: 4,
      seconds: expect.any(Number),
      blocksPerSecond: expect.any(Number),
      cpuMsPerBlock: expect.any(Number),
      peakRssMb: expect.any(Number),
      matches: 4,
    });
    expect(lines.map(({ block, author, agent, trigger }) => `${block} ${author} ${agent} ${trigger}`)).toEqual([
      "97477292 ai-summaries threads reply",
      "97477294 ai-summaries threads reply",
      "97477296 ai-summaries threads reply",
      "97477298 ai-summaries threads reply",
    ]);
    expect(lines[0]?.["transaction"]).toMatch(/^[0-9a-f]{40}$/);
  });
});

test("replay of what is no recording says so and ends with 2", async () => {
  const folder = await temporaryFolder({
    "agents/silent.yaml": reader("silent", "sage.agent", "mention"),
    "prompts/watch.md": "---\ndescription: Watches.\n---\nYou are @{{account}}.\n",
    "blocks.json": '{"blocks":[{"previous":"no"}]}',
  });
  expect(skep(folder, "replay", "--file", "blocks.json")).toMatchObject({
    status: 2,
    err: expect.stringContaining("blocks.json is no recording"),
  });
  expect(skep(folder, "replay", "--file", "absent.json")).toMatchObject({
    status: 2,
    err: expect.stringContaining("absent.json"),
  });
});
