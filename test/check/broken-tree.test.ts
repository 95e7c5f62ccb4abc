import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { brokenFile, mistakes } from "./broken-agents.ts";

const prompt = "---\ndescription: Answers.\n---\nYou are @{{account}}.\n";

function check(folder: string): { readonly status: number | null; readonly lines: readonly string[] } {
  const { status, stderr } = spawnSync(process.execPath, [resolve("dist/cli/main.js"), "check"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 24,
  });
  return { status, lines: stderr.split("\n") };
}

test("of sixty broken agent files, each is named with its line, what is wrong and how to mend it, all at once", async () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(60);
  const folder = await temporaryFolder({
    "prompts/sage.md": prompt,
    "skep.yaml": "models:\n  default: model.gguf\n  large: large.gguf\n",
    ...Object.fromEntries(mistakes.map((mistake) => [`agents/${mistake.name}.yaml`, brokenFile(mistake).text])),
  });
  const { status, lines } = check(folder);
  expect(status).toBe(2);
  const missed = mistakes.flatMap((mistake) => {
    const about = lines.filter((line) => line.includes(`/${mistake.name}.yaml:`));
    const { line } = brokenFile(mistake);
    const said = about.some((text) => mistake.says.test(text) && (line === 0 || text.includes(`.yaml:${line}:`)));
    return said ? [] : [`${mistake.name}: wanted ${mistake.says} in line ${line}, came ${JSON.stringify(about)}`];
  });
  expect(missed).toEqual([]);
  // One mistake is one complaint, or two where a thing is missing because of it; never a flood.
  const floods = mistakes.filter(({ name }) => lines.filter((line) => line.includes(`/${name}.yaml:`)).length > 2);
  expect(floods).toEqual([]);
});

test("what is wrong in skep.yaml, in a prompt and in .env is said in the same run", async () => {
  const folder = await temporaryFolder({
    "agents/sage.yaml":
      "version: 1\nname: sage\naccount: sage.agent\nprompt: sage\ntriggers: [{ on: mention }]\nmay: [reply]\n",
    "prompts/sage.md": "---\ndescription: Answers.\n---\nYou are @{{acount}}.\n",
    "skep.yaml": "nodez: [https://api.hive.blog]\nmodels:\n  default: { use: a.gguf, contextSize: -1 }\n",
  });
  const { status, lines } = check(folder);
  expect(status).toBe(2);
  const all = lines.join("\n");
  expect(all).toMatch(/skep\.yaml:1:\d+ .*unknown key "nodez"; did you mean "nodes"/);
  expect(all).toMatch(/skep\.yaml:3:\d+ models\.default\.contextSize: /);
});
