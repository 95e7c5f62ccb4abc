import DiffMatchPatch from "diff-match-patch";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPatchBody, patchedBody } from "../../src/chain/patch-body.ts";

/** A patch as a front end makes it, or `undefined` where the library cannot write it: it stumbles over a cut through a
 * character of two halves. */
function patchOf(before: string, after: string): string | undefined {
  const library = new DiffMatchPatch();
  try {
    return library.patch_toText(library.patch_make(before, after));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

// Words as well as any characters, so that patches have something in common to hold on to.
const words = fc
  .array(fc.constantFrom("hive ", "bee ", "@sage ", "\n\n", "ü", "😀", "%20", "@@ -1 +1 @@\n"))
  .map((all) => all.join(""));
const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 300 }), words, fc.lorem({ maxCount: 60 }));

describe("an edit's body", () => {
  it("becomes the new text when it is a patch of the old one, whatever the two are", () => {
    let patches = 0;
    fc.assert(
      fc.property(text, text, (before, after) => {
        const patch = patchOf(before, after);
        if (!patch) return;
        patches += 1;
        expect(isPatchBody(patch)).toBe(true);
        expect(patchedBody(before, patch)).toBe(after);
      }),
      { numRuns: 500 },
    );
    expect(patches).toBeGreaterThan(100);
  });

  it("replaces the old text when it is no patch, and never throws", () => {
    const nearly = fc.tuple(fc.constantFrom("@@ -1,3 +1,4 @@", "@@ -1,3 +1,4 @@\n", "@@ -", "@@ -0,0 +1 @@\n*"), text);
    fc.assert(
      fc.property(
        text,
        fc.oneof(
          text,
          nearly.map((parts) => parts.join("")),
        ),
        (before, body) => {
          const result = patchedBody(before, body);
          expect(result).toBe(isPatchBody(body) ? result : body);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    "",
    "Hello",
    "@@ not a patch",
    "@@ -1,2 +1,2 @@\n*nonsense",
    "@@ -1,2 +1,2 @@\n+%E0%A4%A",
    "\n@@ -0,0 +1,2 @@\n+Hi",
  ])("is text and no patch when it is %j", (body) => {
    expect(isPatchBody(body)).toBe(false);
    expect(patchedBody("before", body)).toBe(body);
  });

  it("keeps the old text where no hunk of the patch fits it, and applies those that do", () => {
    const before =
      "The first line is long enough to be told from the others.\nThe second line as well, it is about bees.\n";
    const after = before.replace("first", "very first").replace("bees", "honey bees");
    const patch = patchOf(before, after) ?? "";
    expect(patchedBody("Something else entirely, nowhere near.", patch)).toBe("Something else entirely, nowhere near.");
    const [start = ""] = before.split("The second");
    expect(patchedBody(start, patch)).toBe(start.replace("first", "very first"));
  });
});
