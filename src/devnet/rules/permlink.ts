import { ensure, type Assertion } from "../assertion.ts";

const maxLength = 256; // exclusive

const letters = "abcdefghijklmnopqrstuvwxyz0123456789-".split("");

const tooLong: Assertion = {
  expression: "permlink.size() < HIVE_MAX_PERMLINK_LENGTH",
  format: "permlink is too long",
  place: { file: "validation.hpp", method: "validate_permlink" },
};

const invalidSize: Assertion = {
  expression: "permlink.size() > HIVE_MIN_PERMLINK_LENGTH && permlink.size() < HIVE_MAX_PERMLINK_LENGTH",
  format: "Permlink is not a valid size.",
  place: { file: "hive_evaluator.cpp", method: "validate_permlink_0_1" },
};

const invalidCharacter: Assertion = {
  expression: letters.map((letter) => `c == '${letter}'`).join(" || "),
  format: "Invalid permlink character: ${s}",
  place: { file: "hive_evaluator.cpp", method: "validate_permlink_0_1" },
};

/** The check of every operation that names a permlink: only its length, in bytes. Throws a `NodeError`. */
export function ensureShortPermlink(permlink: string): void {
  ensure(Buffer.byteLength(permlink) < maxLength, tooLong);
}

/** The check when a comment is made: 1 to 255 of a-z, 0-9 and dash. Throws a `NodeError`. */
export function ensureNewPermlink(permlink: string): void {
  ensure(permlink.length > 0 && Buffer.byteLength(permlink) < maxLength, invalidSize);
  for (const character of permlink) {
    ensure(letters.includes(character), invalidCharacter, { s: character });
  }
}
