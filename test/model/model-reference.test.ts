import { join, relative, resolve } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseModelReference, placeOfModel } from "../../src/model/model-reference.ts";

test.each([
  [
    "hf:Qwen/Qwen3-1.7B-GGUF:q4_k_m",
    { kind: "hub", repository: "Qwen/Qwen3-1.7B-GGUF", want: { quantisation: "Q4_K_M" } },
  ],
  ["hf:Qwen/Qwen3-1.7B-GGUF", { kind: "hub", repository: "Qwen/Qwen3-1.7B-GGUF", want: { quantisation: "Q4_K_M" } }],
  ["hf:a/b/sub/c.gguf", { kind: "hub", repository: "a/b", want: { file: "sub/c.gguf" } }],
  ["https://example.com/m.gguf", { kind: "url", url: "https://example.com/m.gguf" }],
  ["models/skep-tiny.gguf", { kind: "file", path: "models/skep-tiny.gguf" }],
  ["C:\\models\\m.gguf", { kind: "file", path: "C:\\models\\m.gguf" }],
])("%s is understood", (text, reference) => {
  expect(parseModelReference(text)).toEqual(reference);
});

test.each(["hf:Qwen", "hf:../../etc:Q8_0", "hf:a/b/../../c.gguf", "hf:a/b/c.bin", "ftp://a/b.gguf", "hf:a/b:Q8 0"])(
  "%s is refused",
  (text) => {
    expect(() => parseModelReference(text)).toThrow(/names no model/);
  },
);

test("a pulled model lies under a name that its reference alone decides; a path starts from the operator's folder", () => {
  const place = (text: string) => placeOfModel(parseModelReference(text), "/home/bee", "/data/models");
  expect(place("hf:a/b:Q8_0")).toEqual({ path: join("/data/models", "a", "b", "Q8_0.gguf"), pulled: true });
  expect(place("hf:a/b/c.gguf")).toEqual({ path: join("/data/models", "a", "b", "c.gguf"), pulled: true });
  expect(place("https://x.org/y/z.gguf")).toEqual({ path: join("/data/models", "x.org", "y", "z.gguf"), pulled: true });
  expect(place("models/m.gguf")).toEqual({ path: resolve("/home/bee/models/m.gguf"), pulled: false });
});

test("no reference that is pulled leaves the folder of models", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 40 }).map((rest) => `hf:${rest}`),
    fc.webUrl({ withQueryParameters: true }),
    fc.string({ maxLength: 40 }).map((rest) => `https://x.org/${rest}`),
  );
  const strays = fc
    .sample(text, 2000)
    .flatMap((reference) => pulledTo(reference))
    .filter((path) => relative("/data/models", path).startsWith(".."));
  expect(strays).toEqual([]);
});

/** Where a reference is pulled to; nowhere if it is refused or a path. */
function pulledTo(reference: string): string[] {
  try {
    const { path, pulled } = placeOfModel(parseModelReference(reference), "/home", "/data/models");
    return pulled ? [path] : [];
  } catch {
    return [];
  }
}
