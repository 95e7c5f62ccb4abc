import { describe, expect, it } from "vitest";
import { ngramVector } from "../../../src/search/ngram-embedder.ts";
import { questionTerms, termsOf } from "../../../src/search/terms.ts";
import { packVector } from "../../../src/search/vector.ts";
import type { KnownDocument, NewChunk } from "../../../src/store/knowledge-store.ts";
import { freshStore, type CreatePlace } from "./place.ts";
import { at } from "./rows.ts";

/** What every implementation of the knowledge port promises. */
export function describeKnowledgeStore(create: CreatePlace): void {
  describe("the knowledge port", () => {
    const store = freshStore(create);
    const find = async (question: string, agent = "sage") => {
      const found = await store().knowledge.findChunks({
        agent,
        terms: questionTerms(question),
        embedder: "e",
        perTerm: 10,
        limit: 10,
      });
      return (await store().knowledge.readChunks(found.map(({ id }) => id))).map(({ text }) => text);
    };

    it("finds the pieces of an agent by their words, and by no others", async () => {
      await store().knowledge.putDocument(document("a.md"), [chunk("Of bricks."), chunk("Of clay, 粘土.")]);
      await store().knowledge.putDocument(document("a.md", { agent: "curator" }), [chunk("Of clay too.")]);
      expect(await find("clay")).toEqual(["Of clay, 粘土."]);
      expect(await find("粘土")).toEqual(["Of clay, 粘土."]);
      expect(await find("clay", "curator")).toEqual(["Of clay too."]);
      expect(await find("tin")).toEqual([]);
    });

    it("counts the pieces that have a word, no further than it is asked to, and none of another agent", async () => {
      const texts = ["clay one", "clay two", "clay three", "tin"];
      await store().knowledge.putDocument(document("a.md"), texts.map(chunk));
      await store().knowledge.putDocument(document("a.md", { agent: "curator" }), [chunk("tin")]);
      const terms = ["clay", "tin", "gold"].flatMap((word) => questionTerms(word));
      expect(await store().knowledge.countTerms("sage", terms, 9)).toEqual([3, 1, 0]);
      expect(await store().knowledge.countTerms("sage", terms, 2)).toEqual([2, 1, 0]);
    });

    it("looks at so many pieces at most, those with the rarest words first", async () => {
      const filler = Array.from({ length: 30 }, (_, index) => chunk(`clay ${index}`));
      await store().knowledge.putDocument(document("a.md"), [chunk("clay and tin"), ...filler]);
      const found = await store().knowledge.findChunks({
        agent: "sage",
        terms: questionTerms("clay tin"),
        embedder: "e",
        perTerm: 40,
        limit: 2,
      });
      expect((await store().knowledge.readChunks(found.map(({ id }) => id))).map(({ text }) => text)).toEqual([
        "clay and tin",
        "clay 29",
      ]);
    });

    it("gives terms and vectors back as they were", async () => {
      const { terms, vector } = chunk("Of bricks.");
      await store().knowledge.putDocument(document("a.md"), [chunk("Of bricks.")]);
      const [found] = await store().knowledge.findChunks({
        agent: "sage",
        terms: [...terms],
        embedder: "e",
        perTerm: 10,
        limit: 10,
      });
      expect(found?.terms).toEqual(terms);
      expect(Uint8Array.from(found?.vector ?? [])).toEqual(vector);
      expect(await store().knowledge.readVectors("sage", "e")).toHaveLength(1);
      expect(await store().knowledge.countChunks("sage")).toBe(1);
      const [other] = await store().knowledge.findChunks({
        agent: "sage",
        terms: [...terms],
        embedder: "f",
        perTerm: 10,
        limit: 10,
      });
      expect(other).toMatchObject({ terms, vector: undefined });
      expect(await store().knowledge.readVectors("sage", "another")).toEqual([]);
    });

    it("puts a document in the place of what was known from the same source", async () => {
      await store().knowledge.putDocument(document("a.md"), [chunk("Of bricks."), chunk("Of clay.")]);
      await store().knowledge.putDocument(document("a.md", { hash: "new" }), [chunk("Of tin.")]);
      expect(await find("bricks clay")).toEqual([]);
      expect(await find("tin")).toEqual(["Of tin."]);
      expect(await store().knowledge.readDocuments()).toEqual([
        { ...document("a.md", { hash: "new" }), chunks: 1, tokens: 3 },
      ]);
    });

    it("forgets documents with all their pieces, and counts those that were there", async () => {
      await store().knowledge.putDocument(document("a.md"), [chunk("Of bricks.")]);
      await store().knowledge.putDocument(document("b.md"), []);
      expect(await store().knowledge.removeDocuments("sage", ["a.md", "b.md", "c.md"])).toBe(2);
      expect(await store().knowledge.removeDocuments("curator", ["a.md"])).toBe(0);
      expect(await find("bricks")).toEqual([]);
      expect(await store().knowledge.readVectors("sage", "e")).toEqual([]);
      expect(await store().knowledge.readDocuments("sage")).toEqual([]);
    });
  });
}

function document(source: string, changes: Partial<KnownDocument> = {}): KnownDocument {
  const made = { hash: "h", made: "m", embedder: "e", bytes: 10, problem: "", at: at(20) };
  return { agent: "sage", source, kind: "file", ...made, ...changes };
}

function chunk(text: string): NewChunk {
  return { heading: "", text, tokens: 3, terms: termsOf(text), vector: packVector(ngramVector(text)) };
}
