import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { z } from "zod";
import { SkepError } from "../shared/errors.ts";

// OWASP's figures for scrypt: 128 MiB and about half a second for one guess.
const cost = { n: 2 ** 17, r: 8, p: 1 };
const keyBytes = 32;
const mostMemory = 2 ** 30;

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);
const isPowerOfTwo = (n: number): boolean => (n & (n - 1)) === 0;

/** The file: how its key is made of the passphrase, and the sealed keys. What is not sealed is authenticated. */
const keystoreFile = z.strictObject({
  format: z.literal("skep-keystore"),
  version: z.literal(1),
  kdf: z.strictObject({
    name: z.literal("scrypt"),
    n: z
      .int()
      .min(2 ** 14)
      .max(2 ** 20)
      .refine(isPowerOfTwo),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(4),
    salt: base64,
  }),
  cipher: z.strictObject({ name: z.literal("aes-256-gcm"), iv: base64, tag: base64 }),
  sealed: base64,
});
type KeystoreFile = z.output<typeof keystoreFile>;

const content = z.record(z.string(), z.string());

/** Seals keys (WIF by account) under a passphrase: scrypt, then AES-256-GCM, salt and nonce new each time. */
export async function sealKeys(keys: ReadonlyMap<string, string>, passphrase: string): Promise<string> {
  const kdf: KeystoreFile["kdf"] = { name: "scrypt", ...cost, salt: randomBytes(16).toString("base64") };
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", await deriveKey(passphrase, kdf), iv);
  cipher.setAAD(boundTo(kdf));
  const plain = JSON.stringify(Object.fromEntries(keys));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]).toString("base64");
  const tag = cipher.getAuthTag().toString("base64");
  const file: KeystoreFile = {
    format: "skep-keystore",
    version: 1,
    kdf,
    cipher: { name: "aes-256-gcm", iv: iv.toString("base64"), tag },
    sealed,
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/**
 * Opens what {@link sealKeys} made. Throws `config_invalid` for a wrong passphrase, a changed file and a format of another
 * version; nothing of the content or the passphrase is in the error.
 */
export async function unsealKeys(text: string, passphrase: string): Promise<Map<string, string>> {
  const file = parseFile(text);
  const key = await deriveKey(passphrase, file.kdf);
  const plain = decipher(file, key);
  if (plain === undefined)
    throw new SkepError("config_invalid", "the keystore cannot be opened: wrong passphrase, or the file was changed");
  return new Map(Object.entries(content.parse(JSON.parse(plain))));
}

function parseFile(text: string): KeystoreFile {
  try {
    return keystoreFile.parse(JSON.parse(text));
  } catch {
    throw new SkepError(
      "config_invalid",
      "this is no keystore that this Skep can read (format skep-keystore, version 1)",
    );
  }
}

function decipher({ kdf, cipher, sealed }: KeystoreFile, key: Buffer): string | undefined {
  try {
    const open = createDecipheriv("aes-256-gcm", key, Buffer.from(cipher.iv, "base64"), { authTagLength: 16 });
    open.setAAD(boundTo(kdf));
    open.setAuthTag(Buffer.from(cipher.tag, "base64"));
    return Buffer.concat([open.update(Buffer.from(sealed, "base64")), open.final()]).toString("utf8");
  } catch {
    return undefined; // the library's error would only say that the tag does not fit
  }
}

/** What stands in the file in the clear and must not be changed unseen. */
function boundTo(kdf: KeystoreFile["kdf"]): Buffer {
  return Buffer.from(`skep-keystore 1 ${kdf.name} ${kdf.n} ${kdf.r} ${kdf.p} ${kdf.salt}`);
}

function deriveKey(passphrase: string, { n, r, p, salt }: KeystoreFile["kdf"]): Promise<Buffer> {
  const options = { N: n, r, p, maxmem: Math.min(mostMemory, 128 * n * r + 2 ** 22) };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFC"), Buffer.from(salt, "base64"), keyBytes, options, (error, key) =>
      error
        ? reject(new SkepError("config_invalid", "the keystore asks for more memory than Skep gives it"))
        : resolve(key),
    );
  });
}
