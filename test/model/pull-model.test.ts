import { createHash } from "node:crypto";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { DownloadProgress } from "../../src/model/download.ts";
import { pullModel, type PullOptions } from "../../src/model/pull-model.ts";
import { writeRandomModel } from "../../tools/gguf/random-model.ts";
import { fakeHub } from "./fake-hub.ts";
import { temporaryFolder } from "./temporary-model.ts";

const folder = temporaryFolder();
const source = join(folder, "source.gguf");
writeRandomModel(source);
const model = readFileSync(source);
const sha256 = createHash("sha256").update(model).digest("hex");
const files = {
  "Tiny-Q8_0.gguf": model,
  "Tiny-UD-Q8_0.gguf": Buffer.from("a variant"),
  "mmproj-Q8_0.gguf": Buffer.from("eyes"),
};
const reference = "hf:bees/Tiny-GGUF:Q8_0";

/** A folder of its own for each test. */
function emptyFolder(): string {
  return mkdtempSync(join(folder, "pulled-"));
}

function pull(directory: string, options: PullOptions, what = reference) {
  return pullModel("tiny", what, directory, { pause: 1, ...options });
}

test("a quantisation is found on the hub, fetched, proved and kept", async () => {
  const { url, requests } = await fakeHub(files);
  const directory = emptyFolder();
  const progress: DownloadProgress[] = [];
  const pulled = await pull(directory, { hubUrl: url, onProgress: (step) => progress.push(step) });
  expect(pulled).toEqual({
    path: join(directory, "bees", "Tiny-GGUF", "Q8_0.gguf"),
    bytes: model.length,
    sha256,
    already: false,
  });
  expect(readFileSync(pulled.path).equals(model)).toBe(true);
  expect(progress.at(-1)).toEqual({ received: model.length, total: model.length });
  expect(readdirSync(join(directory, "bees", "Tiny-GGUF"))).toEqual(["Q8_0.gguf"]);
  expect(requests.at(-1)).toBe("GET /bees/Tiny-GGUF/resolve/abc123/Tiny-Q8_0.gguf");

  expect(await pull(directory, { hubUrl: url })).toMatchObject({ already: true, sha256 });
  expect(requests).toHaveLength(2);
});

test("a connection that breaks is taken up where it broke", async () => {
  const { url, requests } = await fakeHub(files, { breakAfter: 40_000, times: 2 });
  const pulled = await pull(emptyFolder(), { hubUrl: url });
  expect(readFileSync(pulled.path).equals(model)).toBe(true);
  const ranges = requests
    .filter((line) => line.includes("bytes="))
    .map((line) => Number(/bytes=(\d+)/.exec(line)?.[1]));
  expect(ranges).toHaveLength(2);
  expect(ranges[0]).toBeGreaterThan(0);
  expect(ranges[1]).toBeGreaterThan(ranges[0] ?? 0);
});

test("a pull that was called off goes on from there the next time", async () => {
  const directory = emptyFolder();
  const stop = new AbortController();
  const broken = await fakeHub(files, { breakAfter: 40_000, times: 1000 });
  const reason = new Error("Ctrl-C");
  const onProgress = (): void => stop.abort(reason);
  await expect(pull(directory, { hubUrl: broken.url, signal: stop.signal, onProgress })).rejects.toBe(reason);

  const { url, requests } = await fakeHub(files);
  const pulled = await pull(directory, { hubUrl: url });
  expect(readFileSync(pulled.path).equals(model)).toBe(true);
  expect(requests.at(-1)).toMatch(/bytes=[1-9]/);
});

test("a part that is longer than the file is thrown away, and the file fetched from its beginning", async () => {
  const directory = emptyFolder();
  const { url, requests } = await fakeHub({ "tiny.gguf": model }, { breakAfter: 40_000, times: 1 });
  const stop = new AbortController();
  const onProgress = (): void => stop.abort(new Error("Ctrl-C"));
  await expect(pull(directory, { signal: stop.signal, onProgress }, `${url}/tiny.gguf`)).rejects.toThrow("Ctrl-C");
  const place = join(directory, new URL(url).host.replace(":", "_"));
  const [part = ""] = readdirSync(place);
  appendFileSync(join(place, part), Buffer.alloc(model.length));
  expect(await pull(directory, {}, `${url}/tiny.gguf`)).toMatchObject({ sha256 });
  expect(requests.at(-1)).toBe("GET /tiny.gguf");
});

test("a file that changes while it is fetched is not glued to its older half, and the next pull takes the new one", async () => {
  const directory = emptyFolder();
  // HEAD, then a GET that breaks, then a GET for the rest: by then it is another file.
  const etag = (request: number): string => (request <= 2 ? '"v1"' : '"v2"');
  const { url } = await fakeHub({ "tiny.gguf": model }, { breakAfter: 40_000, times: 1, etag });
  await expect(pull(directory, {}, `${url}/tiny.gguf`)).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringContaining("changed while it was fetched"),
  });
  const pulled = await pull(directory, {}, `${url}/tiny.gguf`);
  expect(pulled).toMatchObject({ sha256 });
  expect(readdirSync(dirname(pulled.path))).toEqual(["tiny.gguf"]);
});

test("a server that knows no ranges is asked from the beginning again", async () => {
  const { url } = await fakeHub(files, { breakAfter: 40_000, times: 1, noRanges: true });
  const pulled = await pull(emptyFolder(), { hubUrl: url });
  expect(readFileSync(pulled.path).equals(model)).toBe(true);
});

test("what does not hash to what the hub says, or to what the operator says, is refused and thrown away", async () => {
  const directory = emptyFolder();
  const lying = await fakeHub(files, { sha256: "0".repeat(64) });
  await expect(pull(directory, { hubUrl: lying.url })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringContaining("not the file that was meant"),
  });
  const { url } = await fakeHub(files);
  await expect(pull(directory, { hubUrl: url, sha256: "1".repeat(64) })).rejects.toMatchObject({
    code: "model_unavailable",
  });
  expect(readdirSync(join(directory, "bees", "Tiny-GGUF"))).toEqual([]);
});

test("an https address is pulled too, and a page in place of a model is not kept", async () => {
  const { url } = await fakeHub({ "tiny.gguf": model, "page.gguf": Buffer.from("<html>log in first</html>") });
  const directory = emptyFolder();
  expect(await pull(directory, {}, `${url}/tiny.gguf`)).toMatchObject({ sha256, already: false });
  await expect(pull(directory, {}, `${url}/page.gguf`)).rejects.toMatchObject({
    message: expect.stringContaining("not a GGUF"),
  });
});

test.each([
  ["hf:bees/Tiny-GGUF:Q2_K", /has no Q2_K\. It has: Tiny-Q8_0\.gguf, Tiny-UD-Q8_0\.gguf/],
  ["hf:bees/Tiny-GGUF/other.gguf", /has no other\.gguf/],
  ["hf:bees/None:Q8_0", /answered 404/],
])("%s, which is not there, is told so", async (what, complaint) => {
  const { url } = await fakeHub(files);
  await expect(pull(emptyFolder(), { hubUrl: url }, what)).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(complaint),
  });
});

test("a model in several parts is refused", async () => {
  const { url } = await fakeHub({ "Big-Q8_0-00001-of-00002.gguf": model, "Big-Q8_0-00002-of-00002.gguf": model });
  await expect(pull(emptyFolder(), { hubUrl: url })).rejects.toMatchObject({
    message: expect.stringContaining("split into several files"),
  });
});

test.each([
  [{ status: 401 }, /needs a login/],
  [{ status: 503 }, /answered 503/],
  [{ silent: true }, /was silent for 0\.2 s/],
])("a hub that fails (%j) is a clear error", async (faults, complaint) => {
  const { url } = await fakeHub(files, faults);
  await expect(pull(emptyFolder(), { hubUrl: url, silenceLimit: 200 })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(complaint),
  });
});

test("without a network the error says so", async () => {
  await expect(pull(emptyFolder(), { hubUrl: "http://127.0.0.1:1" })).rejects.toMatchObject({
    code: "model_unavailable",
    message: expect.stringMatching(/cannot reach 127\.0\.0\.1:1 .*is this machine online/),
  });
});

test("a path cannot be pulled", async () => {
  await expect(pull(emptyFolder(), {}, "./models/tiny.gguf")).rejects.toMatchObject({ code: "config_invalid" });
});
