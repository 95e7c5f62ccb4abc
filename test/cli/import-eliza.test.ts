import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadAgents } from "../../src/agent/load-agents.ts";
import { skep } from "../support/operator.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const newer = {
  name: "Chef Màrio",
  username: "mario",
  system: "Always answer as {{agentName}} would.",
  bio: ["Cooks since 1962.", 'Says "basta" a lot: it is his way.'],
  topics: ["pasta", "olive oil"],
  adjectives: ["warm", "loud"],
  style: { all: ["short sentences"], chat: ["ask back"], post: ["no hashtags"] },
  messageExamples: [
    [
      { name: "{{user1}}", content: { text: "What is al dente?" } },
      { name: "Chef Màrio", content: { text: "It bites back, {{user1}}!", actions: ["REPLY"] } },
    ],
  ],
  knowledge: ["Salt the water like the sea.", { path: "recipes/ragu.md" }],
  plugins: ["@elizaos/plugin-openai"],
  settings: { secrets: { OPENAI_API_KEY: "sk-very-secret" }, voice: { model: "en_US" } },
};

async function imported(character: object) {
  const folder = await temporaryFolder({ "character.json": JSON.stringify(character) });
  const { out, err, status } = skep(folder, "import", "eliza", "character.json", "--account", "mario-bot", "--json");
  expect({ err, status }).toEqual({ err: "", status: 0 });
  const said = JSON.parse(out) as { agent: string; written: string[]; leftBehind: string[] };
  const { agents, complaints } = await loadAgents({
    agentsDir: join(folder, "agents"),
    promptsDir: join(folder, "prompts"),
    models: ["default"],
  });
  const text = (path: string): string => readFileSync(join(folder, path), "utf8");
  return { ...said, folder, agents, complaints, text };
}

test("a character becomes an agent without complaints, with its words and its examples in the prompt", async () => {
  const { agent, agents, complaints, text } = await imported(newer);
  expect(complaints).toEqual([]);
  expect(agents).toMatchObject([{ name: agent, account: "mario-bot", mode: "dry-run", may: ["reply"] }]);
  const prompt = text(`prompts/${agent}.md`);
  expect(prompt).toContain("Always answer as Chef Màrio would.");
  expect(prompt).toContain("Person 1: What is al dente?\nChef Màrio: It bites back, Person 1!");
  expect(prompt).toContain("- short sentences\n- ask back");
  expect(text(`knowledge/${agent}/notes.md`)).toContain("Salt the water like the sea.");
});

test("what has no counterpart is listed, and no secret is copied or shown", async () => {
  const { leftBehind, written, text } = await imported(newer);
  expect(leftBehind.map((line) => line.split(":")[0])).toEqual([
    "plugins",
    "settings",
    "knowledge recipes/ragu.md",
    "style.post",
  ]);
  const everything = [...leftBehind, ...written.map(text)].join("\n");
  expect(everything).not.toContain("sk-very-secret");
});

test("the older characterfile is understood, and that of version 2", async () => {
  const older = {
    name: "trump",
    clients: ["twitter"],
    modelProvider: "openai",
    bio: "One line.",
    lore: ["Was a mayor."],
    messageExamples: [[{ user: "{{user1}}", content: { text: "Hi" } }]],
    postExamples: ["Big day."],
  };
  const first = await imported(older);
  expect(first.complaints).toEqual([]);
  expect(first.text("prompts/trump.md")).toMatch(/- One line\.\n- Was a mayor\.[\s\S]*Person 1: Hi[\s\S]*- Big day\./);
  expect(first.leftBehind.map((line) => line.split(":")[0])).toEqual(["clients", "modelProvider"]);

  const version2 = {
    name: "Ada",
    bio: ["Counts."],
    messageExamples: [{ examples: [{ name: "Ada", content: { text: "Two." } }] }],
    knowledge: [{ item: { case: "path", value: "notes/engine.md" } }],
  };
  const second = await imported(version2);
  expect(second.text("prompts/ada.md")).toContain("Ada: Two.");
  expect(second.leftBehind).toEqual([expect.stringContaining("notes/engine.md")]);
});

test("a file that is no character is refused with what is wrong", async () => {
  const folder = await temporaryFolder({ "broken.json": "{", "nameless.json": "{}" });
  expect(skep(folder, "import", "eliza", "broken.json")).toMatchObject({
    status: 2,
    err: expect.stringContaining("not JSON"),
  });
  expect(skep(folder, "import", "eliza", "nameless.json")).toMatchObject({
    status: 2,
    err: expect.stringContaining("name"),
  });
  writeFileSync(join(folder, "odd.json"), JSON.stringify({ name: "../../etc", bio: ["{{x", "{{ y }}"] }));
  expect(skep(folder, "import", "eliza", "odd.json", "--json")).toMatchObject({ status: 0 });
});
