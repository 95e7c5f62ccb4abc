import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mainnetChainId } from "../../src/config/config.ts";
import { placesForAccount } from "../../src/store/lock-places.ts";
import { holderOf, lockAccount, lockDirectory } from "../../src/store/lock.ts";
import { startChild } from "./child.ts";
import { compileStore, type CompiledStore } from "./compile-store.ts";

let dir: string;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), "skep-lock-")), "data");
});
afterEach(() => rmSync(join(dir, ".."), { recursive: true, force: true }));

describe("the lock of a directory", () => {
  it("is held once, and whoever comes second is told by whom", () => {
    using _lock = lockDirectory(dir, "skep run");
    expect(() => lockDirectory(dir, "skep devnet")).toThrow(
      expect.objectContaining({
        code: "config_invalid",
        message: expect.stringMatching(
          new RegExp(
            `^another skep \\(skep run, pid ${process.pid}, since 2.*Z\\) already works in ${dir}: stop it first`,
          ),
        ),
      }),
    );
  });

  it("can be had again once it was given back, and giving it back twice harms nobody", () => {
    const lock = lockDirectory(dir, "skep run");
    lock[Symbol.dispose]();
    using _again = lockDirectory(dir, "skep run");
    lock[Symbol.dispose]();
    expect(() => lockDirectory(dir, "skep run")).toThrow("already works in");
  });
});

describe("the lock of an account", () => {
  const account = `test-${process.pid}`;
  const folder = join(tmpdir(), `skep-accounts-${process.getuid?.() ?? "user"}`, "test");
  afterAll(() => {
    for (const name of [account, `${account}-b`]) rmSync(join(folder, name), { recursive: true, force: true });
    rmSync(join(folder, "..", "test-chain"), { recursive: true, force: true });
  });

  it("is held once on this machine, each account apart", () => {
    using _one = lockAccount(account, "test");
    using _other = lockAccount(`${account}-b`, "test");
    using _elsewhere = lockAccount(account, "test-chain");
    expect(() => lockAccount(account, "test")).toThrow(`already acts for @${account} on this machine`);
  });
});

describe("the places of an account's locks", () => {
  const mainnet = mainnetChainId;
  const inPlaces = (...places: readonly string[]) => lockAccount("sage.agent", mainnet, places);

  it("do not depend on the environment on mainnet, so that no private TMPDIR or HOME hides one bot from another", () => {
    const places = placesForAccount(mainnet);
    const before = { TMPDIR: process.env["TMPDIR"], HOME: process.env["HOME"] };
    try {
      Object.assign(process.env, { TMPDIR: dir, HOME: dir });
      expect(placesForAccount(mainnet)).toEqual(places);
      expect(places.join()).not.toContain(dir);
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  it("are all taken that can be had, and being held in any of them is enough to be refused", () => {
    const [home, common] = [join(dir, "home"), join(dir, "common")];
    using _first = inPlaces(home, common);
    expect(() => inPlaces(common)).toThrow("already acts for @sage.agent");
    expect(() => inPlaces(join(dir, "private"), home)).toThrow("already acts for @sage.agent");
    using _elsewhere = inPlaces(join(dir, "private")); // what was refused holds nothing
  });

  it("are passed over where nobody may write, and when there is none the bot does not start", () => {
    mkdirSync(dir);
    const file = join(dir, "file");
    writeFileSync(file, "");
    using _lock = inPlaces(file, join(dir, "home"));
    expect(() => inPlaces(file)).toThrow("cannot be locked anywhere");
  });
});

describe("between processes", () => {
  const script = `
    const [url, dir] = process.argv.slice(1);
    const { lockDirectory } = await import(url);
    lockDirectory(dir, "skep run");
    globalThis.gc();
    console.log("held");
    setInterval(() => {}, 1000);`;
  let compiled: CompiledStore;
  beforeAll(() => {
    compiled = compileStore();
  });
  afterAll(() => compiled[Symbol.dispose]());

  it("is held as long as the other lives, and free at once when it is killed", async () => {
    const child = startChild(script, compiled.url("store/lock.js"), dir);
    await child.line((line) => line === "held");
    expect(() => lockDirectory(dir, "skep run")).toThrow(`pid ${child.pid}`);
    expect(holderOf(dir)).toContain(`skep run, pid ${child.pid}`);
    await child.kill();
    expect(holderOf(dir)).toBeUndefined();
    using _lock = lockDirectory(dir, "skep run");
  });
});
