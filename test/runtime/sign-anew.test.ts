import { expect, test } from "vitest";
import { startLossProxy, type LossProxy } from "../support/loss-proxy.ts";
import { openHouse } from "../support/house.ts";

test("bytes that no block takes are signed anew only once irreversible time is past their expiry", async () => {
  let proxy: LossProxy | undefined;
  let isFirst = true;
  const house = await openHouse({
    script: [JSON.stringify({ reason: "It was asked.", reply: { body: "Of old fire bricks." } })],
    agents: (shipped) => shipped.filter(({ name }) => name === "sage"),
    async before(url) {
      proxy = await startLossProxy(url, () => {
        const fate = isFirst ? "doomed" : "passes";
        isFirst = false;
        return fate;
      });
      return proxy.url;
    },
  });
  house.write("alice", "oven", "@sage.agent what is the base of your oven made of?");
  await house.told("transaction-confirmed");
  const [story] = await house.store.views.findStories("alice/oven");
  const [first] = story?.attempts ?? [];
  if (!first) throw new Error("nothing was signed");
  expect(story?.attempts).toHaveLength(2);

  const signings = house.journal.flatMap(({ fact }, index) => (fact === "transaction-signed" ? [index] : []));
  const before = house.journal.slice(0, signings[1]).findLast((entry) => entry.fact === "blocks-read");
  expect(before?.at.getTime()).toBeGreaterThanOrEqual(first.expiresAt.getTime() + 6_000);
  await house.stop();
  await proxy?.[Symbol.asyncDispose]();
});
