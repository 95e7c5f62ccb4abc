import DiffMatchPatch from "diff-match-patch";

type Patches = ReturnType<DiffMatchPatch["patch_fromText"]>;

/**
 * The body of a post after an edit. Front ends may send an edit as a patch of diff-match-patch instead of the whole text:
 * a body counts as one exactly when that library can read it and finds a hunk in it; any other body replaces the text.
 * Hunks that do not fit `before`, not even roughly, are left out and the others applied, as hivemind does
 * (hive/indexer/posts.py, `_merge_post_body`). Only an edit can be a patch: the first body of a post is always its text.
 * Never throws.
 */
export function patchedBody(before: string, body: string): string {
  const library = new DiffMatchPatch();
  const patches = readPatches(library, body);
  if (patches.length === 0) return body;
  try {
    return library.patch_apply(patches, before)[0];
  } catch {
    return body;
  }
}

/** Whether an edit with this body is a patch, so that its text is known only together with the text before it. */
export function isPatchBody(body: string): boolean {
  return readPatches(new DiffMatchPatch(), body).length > 0;
}

function readPatches(library: DiffMatchPatch, body: string): Patches {
  // Nearly no body is a patch, and an exception for each of them would be dear.
  if (!body.startsWith("@@ -")) return [];
  try {
    return library.patch_fromText(body);
  } catch {
    return [];
  }
}
