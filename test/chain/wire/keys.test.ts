import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isPublicKey, privateKeyFromLogin, privateKeyFromSeed, publicKeyOf } from "../../../src/chain/wire/key.ts";
import { recoverPublicKeys } from "../../../src/chain/wire/recover.ts";
import { signDigest } from "../../../src/chain/wire/sign.ts";

const digest = createHash("sha256").update("a digest").digest();
const wif = privateKeyFromSeed("alice");

describe("a signature", () => {
  it("gives back the key that made it", () => {
    const wifs = ["alice", "bob", "carol"].map(privateKeyFromSeed);
    const signatures = wifs.map((one) => signDigest(digest, one));
    expect(recoverPublicKeys(digest, signatures)).toEqual(wifs.map((one) => publicKeyOf(one)));
  });

  it("names nobody, or somebody else, once a bit of the digest has changed", () => {
    const other = Buffer.from(digest);
    other[0] = other.readUInt8(0) ^ 1;
    expect(recoverPublicKeys(other, [signDigest(digest, wif)])).not.toContain(publicKeyOf(wif));
  });

  it.each([
    ["too short", "1fabab", "130 hex digits"],
    ["no hex", "zz".repeat(65), "130 hex digits"],
    ["not canonical", `1f${"ab".repeat(64)}`, "signature is not canonical"],
    ["of a point that is none", `1f${"ff".repeat(32)}${"00".repeat(31)}01`, "no key made this signature"],
  ])("is refused when it is %s", (_, signature, complaint) => {
    expect(() => recoverPublicKeys(digest, [signature])).toThrow(complaint);
  });
});

describe("a private key", () => {
  it("is made of a password as wallets make it", () => {
    expect(isPublicKey(publicKeyOf(privateKeyFromLogin("alice", "pw-alice", "posting")))).toBe(true);
    expect(privateKeyFromLogin("alice", "pw", "posting")).not.toBe(privateKeyFromLogin("alice", "pw", "active"));
  });

  it.each(["", "alice", wif.slice(0, -1), `${wif.slice(0, -1)}x`, publicKeyOf(wif)])(
    "is refused without a trace of it",
    (text) => {
      const error = errorOf(() => signDigest(digest, text));
      expect(error).toMatchObject({ code: "config_invalid", cause: undefined });
      expect(text.length > 5 && String(error).includes(text)).toBe(false);
    },
  );
});

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
