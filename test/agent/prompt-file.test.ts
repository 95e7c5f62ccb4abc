import fc from "fast-check";
import { expect, test } from "vitest";
import { formatComplaint } from "../../src/config/complaint.ts";
import { parsePromptFile, renderPrompt } from "../../src/agent/prompt-file.ts";

const values = { account: "sage.agent", operator: "alice" };

function complaintsAbout(text: string): string[] {
  const parsed = parsePromptFile("p.md", "p", text);
  return "complaints" in parsed ? parsed.complaints.map(formatComplaint) : [];
}

function render(body: string): string {
  const parsed = parsePromptFile("p.md", "p", `---\ndescription: d\n---\n${body}`);
  return "prompt" in parsed ? renderPrompt(parsed.prompt, values) : "";
}

test("front matter is taken off, names are filled in, blanks around the text are dropped", () => {
  expect(render("\nYou are @{{account}}, run by {{operator}}.\n\n---\nAnd more.\n")).toBe(
    "You are @sage.agent, run by alice.\n\n---\nAnd more.",
  );
});

test("a file with Windows line ends reads the same", () => {
  const parsed = parsePromptFile("p.md", "p", "---\r\ndescription: d\r\n---\r\n\r\none\r\ntwo\r\n");
  expect(parsed).toEqual({ prompt: { name: "p", description: "d", template: "one\ntwo" } });
});

test.each([
  [
    "no front matter",
    "You are a bot.",
    'p.md:1:1 must begin with front matter: a line "---", then description: …, then a line "---"',
  ],
  [
    "front matter without an end",
    "---\ndescription: d\n",
    'p.md:1:1 must begin with front matter: a line "---", then description: …, then a line "---"',
  ],
  ["no description", "---\n{}\n---\ntext", "p.md:2:1 description: is missing"],
  ["an unknown key", "---\ndescription: d\ntitel: x\n---\ntext", 'p.md:3:1 unknown key "titel"'],
  ["no text", "---\ndescription: d\n---\n\n", "p.md:5:1 has no text behind its front matter"],
  [
    "an unknown name",
    "---\ndescription: d\n---\n\nI am {{acount}}.",
    'p.md:5:6 unknown name {{acount}}, a prompt may use {{account}} and {{operator}}; did you mean "account"?',
  ],
  ["blanks in braces", "---\ndescription: d\n---\nI am {{ account }}.", "p.md:4:6 write {{account}}, without blanks"],
  [
    "logic",
    "---\ndescription: d\n---\n{{#if x}}",
    "p.md:4:1 unknown name {{#if x}}, a prompt may use {{account}} and {{operator}}",
  ],
  ["open braces", "---\ndescription: d\n---\none {{account", 'p.md:4:5 this "{{" is never closed on its line'],
])("a prompt with %s is refused with its place", (_, text, complaint) => {
  expect(complaintsAbout(text)).toEqual([complaint]);
});

test("what is filled in is not looked at again", () => {
  const parsed = parsePromptFile("p.md", "p", "---\ndescription: d\n---\n{{operator}} $& {{account}}");
  const prompt = "prompt" in parsed ? parsed.prompt : { name: "", description: "", template: "" };
  expect(renderPrompt(prompt, { account: "$1", operator: "{{account}} $&" })).toBe("{{account}} $& $& $1");
});

test("any text is a prompt or a list of complaints", () => {
  const pieces = fc.constantFrom(
    "---",
    "\n",
    "description: d",
    "{{",
    "}}",
    "account",
    " ",
    "x",
    "{{account}}",
    ": ",
    "\r\n",
  );
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const parsed = parsePromptFile("p.md", "p", parts.join(""));
      const rendered = "prompt" in parsed ? renderPrompt(parsed.prompt, values) : "";
      expect(rendered).not.toContain("{{");
      expect("complaints" in parsed ? parsed.complaints.length : 1).toBeGreaterThan(0);
    }),
  );
});
