import { describe, expect, it } from "vitest";
import { freshStore, type CreatePlace } from "./place.ts";
import { at, plan } from "./rows.ts";

/** What every implementation promises of rows that wait for the operator's word. */
export function describeDrafts(create: CreatePlace): void {
  describe("drafts", () => {
    const store = freshStore(create);
    const stateOf = async (id: number) => (await store().views.findOutboxRow(id))?.state;
    const text = { operations: '[{"type":"comment"}]', hash: "hash of another text" };

    it("are read oldest first, without what does not wait", async () => {
      const first = await plan(store(), "a", { state: "draft" });
      await plan(store(), "b");
      const second = await plan(store(), "c", { state: "draft" });
      expect((await store().send.readDrafts()).map(({ id }) => id)).toEqual([first, second]);
    });

    it("lapse with their reservations released, and not once they are approved", async () => {
      const id = await plan(store(), "a", { state: "draft" });
      expect(await store().send.lapseDraft(id, "nobody approved it")).toBe(true);
      expect(await stateOf(id)).toBe("lapsed");
      expect((await store().work.readLedger("sage.agent", at(0))).spendings).toEqual([]);
      const approved = await plan(store(), "b", { state: "draft" });
      await store().views.approve(approved, "hash-of-operations");
      expect(await store().send.lapseDraft(approved, "too late")).toBe(false);
      expect(await stateOf(approved)).toBe("planned");
    });

    it("take another text, and an approval of the text before holds no more", async () => {
      const id = await plan(store(), "a", { state: "draft" });
      expect(await store().views.rewriteDraft(id, "not its hash", text)).toBe(false);
      expect(await store().views.rewriteDraft(id, "hash-of-operations", text)).toBe(true);
      expect(await store().views.findOutboxRow(id)).toMatchObject(text);
      expect(await store().views.approve(id, "hash-of-operations")).toBe(false);
      expect(await store().views.approve(id, text.hash)).toBe(true);
      expect(await store().views.rewriteDraft(id, text.hash, { ...text, hash: "late" })).toBe(false);
    });
  });
}
