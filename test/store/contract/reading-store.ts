import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";
import { at } from "./rows.ts";

const reading = { key: "text, prompt and model", author: "alice", output: '{"quote":"One."}' };

/** What every implementation of the port of readings promises. */
export function describeReadingStore(create: CreatePlace): void {
  describe("the port of readings", () => {
    const store = freshStore(create);

    it("finds what was said under the same key alone, also when that was nothing of use", async () => {
      expect(await store().readings.find(reading.key, at(1))).toBeUndefined();
      await store().readings.keep(reading, at(1));
      await store().readings.keep({ ...reading, key: "another", output: "" }, at(1));
      expect(await store().readings.find(reading.key, at(2))).toBe(reading.output);
      expect(await store().readings.find("another", at(2))).toBe("");
      expect(await store().readings.find("text", at(2))).toBeUndefined();
      await store().readings.keep({ ...reading, output: "anew" }, at(3));
      expect(await store().readings.find(reading.key, at(3))).toBe("anew");
    });

    it("drops what was not used for long, and keeps what was", async () => {
      await store().readings.keep(reading, at(1));
      await store().readings.keep({ ...reading, key: "forgotten" }, at(1));
      await store().readings.find(reading.key, at(9));
      expect(await store().readings.dropUnused(at(5))).toBe(1);
      expect(await store().readings.find("forgotten", at(9))).toBeUndefined();
      expect(await store().readings.find(reading.key, at(9))).toBe(reading.output);
    });
  });
}
