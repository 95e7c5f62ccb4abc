import { chmod, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { sealKeys, unsealKeys } from "../../src/keys/keystore-file.ts";
import { keystoreIn, readKeystore, writeKeystore } from "../../src/keys/keystore.ts";
import { openKeys, passphraseCredential } from "../../src/keys/open-keys.ts";
import { privateKeyFromSeed } from "../../src/chain/wire/key.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const key = privateKeyFromSeed("sage");
const other = privateKeyFromSeed("curator");
const passphrase = "an oven of clay";
const keys = new Map([["sage.agent", key]]);

test("what is sealed comes out again by its passphrase alone, and shows nothing until then", async () => {
  const text = await sealKeys(keys, passphrase);
  expect(await unsealKeys(text, passphrase)).toEqual(keys);
  expect(text).not.toContain(key);
  expect(text).not.toContain("sage");
  expect(await sealKeys(keys, passphrase)).not.toBe(text);
});

test("a wrong passphrase, a changed byte and a cheaper derivation open nothing, and the refusal names no secret", async () => {
  const text = await sealKeys(keys, passphrase);
  const file = JSON.parse(text) as { kdf: { n: number }; sealed: string };
  const flipped = Buffer.from(file.sealed, "base64");
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  const attempts: [string, string][] = [
    [text, "an oven of clay "],
    [text, ""],
    [JSON.stringify({ ...file, sealed: flipped.toString("base64") }), passphrase],
    [JSON.stringify({ ...file, kdf: { ...file.kdf, n: 2 ** 14 } }), passphrase],
    [JSON.stringify({ ...file, kdf: { ...file.kdf, n: 2 ** 30 } }), passphrase],
    [JSON.stringify({ ...file, version: 2 }), passphrase],
    ["{}", passphrase],
    [key, passphrase],
  ];
  for (const [content, word] of attempts) {
    const error: unknown = await unsealKeys(content, word).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "config_invalid" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(new RegExp(`${key}|clay`));
  }
});

test("a keystore is written whole, for its owner only, and leaves no draft behind", async () => {
  const folder = await temporaryFolder();
  await writeKeystore(folder, keys, passphrase);
  await writeKeystore(folder, new Map([...keys, ["curator.agent", other]]), passphrase);
  expect(await readdir(folder)).toEqual(["keystore.json"]);
  expect((await stat(keystoreIn(folder))).mode & 0o777).toBe(0o600);
  expect([...(await readKeystore(folder, passphrase)).keys()]).toEqual(["sage.agent", "curator.agent"]);
  expect(await readKeystore(await temporaryFolder(), passphrase)).toEqual(new Map());
});

test("a key comes from the credential first, then the keystore, then .env, then the environment", async () => {
  const folder = await temporaryFolder({ ".env": "HIVE_POSTING_KEY_B=env\nHIVE_POSTING_KEY_C=env\nMODEL_KEY=env" });
  await writeKeystore(folder, new Map(["a", "b"].map((name) => [name, `store-${name}`])), passphrase);
  const credentials = await temporaryFolder({
    HIVE_POSTING_KEY_A: "credential\n",
    MODEL_KEY: "credential",
    [passphraseCredential]: `${passphrase}\n`,
  });
  const environment = { CREDENTIALS_DIRECTORY: credentials, HIVE_POSTING_KEY_D: "real", HIVE_POSTING_KEY_C: "real" };
  const source = await openKeys({
    projectDir: folder,
    accounts: ["a", "b", "c", "d", "e"],
    variables: ["MODEL_KEY"],
    environment,
  });
  expect(["a", "b", "c", "d", "e"].map((name) => source.findPostingKey(name))).toEqual([
    "credential",
    "store-b",
    "env",
    "real",
    undefined,
  ]);
  expect(source.findApiKey("MODEL_KEY")).toBe("credential");
  expect(source.findApiKey("HIVE_POSTING_KEY_A")).toBeUndefined();
  expect(inspect(source, { depth: 9, showHidden: true }) + JSON.stringify(source)).not.toMatch(/credential"|store-/);
});

test("a dry run opens no keystore, and a locked one that nobody can open is said", async () => {
  const folder = await temporaryFolder();
  await writeKeystore(folder, keys, passphrase);
  const about = { projectDir: folder, variables: [], environment: {} };
  expect((await openKeys({ ...about, accounts: [] })).findPostingKey("sage.agent")).toBeUndefined();
  await expect(openKeys({ ...about, accounts: ["sage.agent"] })).rejects.toMatchObject({
    code: "config_invalid",
    message: expect.stringContaining(passphraseCredential),
  });
  const asked = await openKeys({ ...about, accounts: ["sage.agent"], ask: async () => passphrase });
  expect(asked.findPostingKey("sage.agent")).toBe(key);
});

test("a keystore that cannot be read is said, not passed over", async () => {
  const folder = await temporaryFolder({ "keystore.json/x": "" });
  await expect(readKeystore(folder, passphrase)).rejects.toMatchObject({ code: "config_invalid" });
  const broken = await temporaryFolder();
  await writeFile(join(broken, "keystore.json"), "not JSON");
  await chmod(join(broken, "keystore.json"), 0o600);
  await expect(readKeystore(broken, passphrase)).rejects.toMatchObject({ code: "config_invalid" });
  expect(await readFile(join(broken, "keystore.json"), "utf8")).toBe("not JSON");
});
