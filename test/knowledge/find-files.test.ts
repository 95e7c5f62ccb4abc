import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findFiles } from "../../src/knowledge/find-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("finds what the patterns match, each file once, and says which pattern matches nothing", async () => {
  const root = await temporaryFolder();
  await mkdir(join(root, "knowledge/deep"), { recursive: true });
  for (const name of ["a.md", "deep/b.md", ".hidden.md"]) await writeFile(join(root, "knowledge", name), "x");
  const { files, problems } = await findFiles(root, ["knowledge/**/*.md", "knowledge/a.md", "none/*.md"]);
  expect(files.map(({ source, bytes }) => [source, bytes])).toEqual([
    ["knowledge/a.md", 1],
    ["knowledge/deep/b.md", 1],
  ]);
  expect(problems).toEqual([{ source: "none/*.md", problem: "matches no file" }]);
});

test("a link that leads out of the project is left alone, be it to a file or to a folder; one within it is followed", async () => {
  const [root, outside] = [await temporaryFolder(), await temporaryFolder()];
  await mkdir(join(root, "knowledge"));
  await writeFile(join(outside, "secret.md"), "secret");
  await writeFile(join(root, "inside.md"), "fine");
  await symlink(join(outside, "secret.md"), join(root, "knowledge/secret.md"));
  await symlink(outside, join(root, "knowledge/folder"));
  await symlink(join(root, "inside.md"), join(root, "knowledge/inside.md"));
  await symlink(outside, join(root, "elsewhere"));
  const { files, problems } = await findFiles(root, ["knowledge/**", "elsewhere/*.md", "knowledge/folder/*.md"]);
  expect(files.map(({ source }) => source)).toEqual(["knowledge/inside.md"]);
  expect(problems).toContainEqual({
    source: "knowledge/secret.md",
    problem: "is a link that leads out of the project's folder",
  });
  expect(JSON.stringify({ files, problems })).not.toContain(outside);
});
