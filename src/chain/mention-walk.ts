/** Says whether `@name` stands in these bytes for any name of a set. */
export type MentionWalk = (bytes: Buffer) => boolean;

const at = 0x40;
const backslash = 0x5c;
const letterU = 0x75;
const longestRun = 17; // what the mention rule reads at most

/**
 * Walks over every `@` of a block's JSON and looks up the word behind it: as good as free for any number of names. Never
 * misses what `mentionsOf` finds in a body; may find more. An edit that is a patch (`@@ -`) counts as a find, since what the
 * body comes to say is not in the block.
 */
export function compileMentionWalk(names: readonly string[]): MentionWalk {
  const wanted = new Set(names);
  if (wanted.size === 0) return () => false;
  return (bytes) => {
    for (let found = bytes.indexOf(at); found !== -1; found = bytes.indexOf(at, found + 1)) {
      if (isPatch(bytes, found) || (mayStartMention(bytes, found) && isWanted(wordAfter(bytes, found), wanted)))
        return true;
    }
    return false;
  };
}

function isPatch(bytes: Buffer, found: number): boolean {
  return bytes[found + 1] === at && bytes[found + 2] === 0x20 && bytes[found + 3] === 0x2d;
}

// What the rule forbids before the "@". Behind a backslash a letter is no letter, but a line break, say, or ends a `\uXXXX`.
const forbidden = new Set(Buffer.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_!#$%&*@/"));

function mayStartMention(bytes: Buffer, found: number): boolean {
  if (!forbidden.has(bytes[found - 1] ?? 0) || bytes[found - 2] === backslash) return true;
  return bytes[found - 6] === backslash && bytes[found - 5] === letterU;
}

function wordAfter(bytes: Buffer, found: number): string {
  let end = found + 1;
  while (end - found <= longestRun + 1 && isNameByte(bytes[end] ?? 0)) end += 1;
  return bytes.toString("latin1", found + 1, end).toLowerCase();
}

function isWanted(word: string, wanted: ReadonlySet<string>): boolean {
  if (word.length <= longestRun) return wanted.has(word.replace(/[.-]+$/, ""));
  for (let length = longestRun; length > 1; length--) {
    if (wanted.has(word.slice(0, length))) return true; // the rule steps back in a word that is too long
  }
  return false;
}

function isNameByte(byte: number): boolean {
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  return isLetter || (byte >= 0x30 && byte <= 0x39) || byte === 0x2e || byte === 0x2d;
}
