import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { checkShape } from "../../src/config/check-shape.ts";
import { formatComplaint } from "../../src/config/complaint.ts";
import { readYaml } from "../../src/config/read-yaml.ts";

const schema = z.strictObject({
  name: z.string(),
  mode: z.enum(["dry-run", "live"]).optional(),
  limits: z.strictObject({ perDay: z.int().min(1), every: z.string().optional() }).optional(),
  list: z.array(z.string()).min(1).optional(),
});

function complaintsAbout(text: string): string[] {
  const yaml = readYaml("a.yaml", text);
  if ("complaints" in yaml) return yaml.complaints.map(formatComplaint);
  const checked = checkShape(yaml, schema);
  return "complaints" in checked ? checked.complaints.map(formatComplaint) : [];
}

test.each([
  ["an unknown key", "name: x\nnmae: y", 'a.yaml:2:1 unknown key "nmae"; did you mean "name"?'],
  [
    "an unknown key further down",
    "name: x\nlimits:\n  perDay: 1\n  evry: 1h",
    'a.yaml:4:3 limits: unknown key "evry"; did you mean "every"?',
  ],
  ["a wrong type", "name: 5", "a.yaml:1:7 name: must be text, not 5"],
  ["a group where text belongs", "name: { a: 1 }", "a.yaml:1:7 name: must be text, not a group of settings"],
  ["a missing key", "mode: live", "a.yaml:1:1 name: is missing"],
  ["an empty value", "name:", "a.yaml:1:6 name: is empty"],
  ["a wrong choice", "name: x\nmode: lve", 'a.yaml:2:7 mode: must be dry-run or live, not "lve"; did you mean "live"?'],
  ["a number out of range", "name: x\nlimits: { perDay: 0 }", "a.yaml:2:19 limits.perDay: must be at least 1"],
  ["an empty list", "name: x\nlist: []", "a.yaml:2:7 list: must have at least 1 entry"],
  ["a list at the top", "- a", "a.yaml:1:1 must be a group of settings, not a list"],
  ["an empty file", "", "a.yaml:1:1 is empty"],
  ["a key given twice", "name: x\nname: y", "a.yaml:2:1 this key stands here twice"],
  ["an anchor", "name: &x y", 'a.yaml:1:10 anchors ("&name") are not allowed: write it out'],
  ["a tag", "name: !!str y", 'a.yaml:1:13 tags ("!name") are not allowed'],
  ["a merge key", "<<: { a: 1 }", 'a.yaml:1:1 merge keys ("<<") are not allowed: write it out'],
  ["a prototype key", "name: x\n__proto__: { mode: live }", 'a.yaml:2:1 unknown key "__proto__"'],
  ["a version directive", "%YAML 1.1\n---\nname: x", "a.yaml:1:1 directives (lines that begin with %) are not allowed"],
  ["an unknown directive", "%FOO\n---\nname: x", "a.yaml:1:1 directives (lines that begin with %) are not allowed"],
  ["two documents", "name: x\n---\nname: y", 'a.yaml:2:1 a file holds one document: take out the "---"'],
  ["a tab", "limits:\n\tperDay: 1", "a.yaml:2:1 indent with blanks, not with tabs"],
  [
    "an unquoted star",
    "name: * * *",
    'a.yaml:1:7 a value that begins with "*" or "&" must stand in quotes, such as cron: "0 18 * * *"',
  ],
  ["an unquoted @", "name: @bob", "a.yaml:1:7 a value that begins with this character must stand in quotes"],
  ["a list as a key", "? [a]\n: b", "a.yaml:1:3 a key must be a word"],
])("%s is refused with its place", (_, text, complaint) => {
  expect(complaintsAbout(text)).toContain(complaint);
});

test("all complaints come at once", () => {
  expect(complaintsAbout("nam: x\nmode: off\nlimits: { perDay: many }")).toHaveLength(4);
});

test("a prototype key is refused wherever it stands", () => {
  expect(readYaml("a.yaml", "models: { __proto__: x }")).toMatchObject({
    complaints: [{ line: 1, column: 11, message: 'unknown key "__proto__"' }],
  });
});

test("aliases never multiply, however many there are", () => {
  const bomb = ["a: &a [x,x,x,x,x,x,x,x]", ..."bcdefghi".split("").map((key) => `${key}: &${key} [*a,*a,*a,*a,*a,*a]`)];
  expect(complaintsAbout(bomb.join("\n"))[0]).toBe('a.yaml:1:7 anchors ("&name") are not allowed: write it out');
});

test.each([
  ["brackets", `name: ${"[".repeat(100_000)}`, "a.yaml:1:23 is nested too deeply"],
  ["brackets on lines of their own", `name: ${"[\n ".repeat(50_000)}`, "a.yaml:17:2 is nested too deeply"],
  ["lists in lists", "- ".repeat(100_000), "a.yaml:1:33 is nested too deeply"],
  [
    "indentation",
    Array.from({ length: 700 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
    "a.yaml:130:1 is nested too deeply",
  ],
])("deep nesting by %s is a complaint, not the end of the process", (_, text, complaint) => {
  expect(complaintsAbout(text)).toEqual([complaint]);
});

test("long indented text is no nesting", () => {
  const lines = `${" ".repeat(200)}[[[[[[[[[[[[[[[[[[[[[[[[ - - - - \n`.repeat(300);
  expect(complaintsAbout(`name: |2\n${lines}`)).toEqual([]);
  expect(complaintsAbout(`name: "${"[".repeat(200)}"`)).toEqual([]);
});

test("words that YAML 1.1 took for something else stay words", () => {
  const yaml = readYaml("a.yaml", "a: no\nb: 12:30\nc: off\nd: 0o17");
  expect("value" in yaml && yaml.value).toEqual({ a: "no", b: "12:30", c: "off", d: 15 });
});

test("a private key in the wrong place is not repeated in the complaint", () => {
  const key = `5J${"a".repeat(49)}`;
  expect(complaintsAbout(`name: x\nmode: ${key}`)).toEqual([
    "a.yaml:2:7 mode: must be dry-run or live, not what looks like a private key",
  ]);
});

test("any text is read or complained about, never thrown at", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."ab:-[]{}&*!%#|>'\"?, \n\t1~".split("")), maxLength: 40 }),
      (text) => {
        expect(complaintsAbout(text)).toBeInstanceOf(Array);
      },
    ),
    { numRuns: 1000 },
  );
});
