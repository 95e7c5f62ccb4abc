import { readFile } from "node:fs/promises";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { openKeySource, postingKeyName } from "../../src/config/key-source.ts";
import { settingNames } from "../../src/config/setting-names.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("a key is named by its account in capitals", () => {
  expect(postingKeyName("sage.agent")).toBe("HIVE_POSTING_KEY_SAGE_AGENT");
  expect(postingKeyName("my-bot2")).toBe("HIVE_POSTING_KEY_MY_BOT2");
});

test("keys are found in .env first, then in the environment", async () => {
  const folder = await temporaryFolder({ ".env": "HIVE_POSTING_KEY_BOB=' 5Kfile '\nHIVE_POSTING_KEY_EVE=" });
  const keys = await openKeySource(folder, { HIVE_POSTING_KEY_BOB: "5Kreal", HIVE_POSTING_KEY_AL_ICE: "5Kalice" });
  expect(keys.findPostingKey("bob")).toBe("5Kfile");
  expect(keys.findPostingKey("al.ice")).toBe("5Kalice");
  expect(keys.findPostingKey("eve")).toBeUndefined();
  expect(keys.findPostingKey("nobody")).toBeUndefined();
  expect(keys.findApiKey("HIVE_POSTING_KEY_BOB")).toBeUndefined();
});

test("a key source shows nothing when it is printed, and leaves process.env as it was", async () => {
  const folder = await temporaryFolder({ ".env": "HIVE_POSTING_KEY_BOB=5Ksecret" });
  const keys = await openKeySource(folder);
  expect(inspect(keys, { depth: 9, showHidden: true }) + JSON.stringify(keys)).not.toContain("5Ksecret");
  expect(process.env["HIVE_POSTING_KEY_BOB"]).toBeUndefined();
});

test("a .env that cannot be read is said, not passed over", async () => {
  const folder = await temporaryFolder({ ".env/x": "" });
  await expect(openKeySource(folder, {})).rejects.toMatchObject({ code: "config_invalid" });
});

test(".env.example names every setting that the environment can say", async () => {
  const example = await readFile(new URL("../../.env.example", import.meta.url), "utf8");
  for (const { env, flag } of Object.values(settingNames)) {
    expect(example).toContain(`# ${env}=`);
    expect(example).toContain(`(${flag})`);
  }
});
