import { describe, expect, it } from "vitest";
import { classifyRefusal } from "../../src/chain/chain-error.ts";
import { describeRecorded, listFixtures, readFixture } from "../support/fixtures.ts";

interface RpcErrorBody {
  readonly message?: string;
  readonly data?: unknown;
}
interface Recording {
  readonly request?: { readonly method?: string };
  readonly response?: { readonly error?: RpcErrorBody };
}

function classify({ message = "", data }: RpcErrorBody): ReturnType<typeof classifyRefusal> {
  return classifyRefusal({ message, data });
}

describeRecorded("hived-recorded", "what a real node's refusals mean", () => {
  const refusals = listFixtures("hived-recorded").flatMap((file) => {
    const { request, response } = readFixture<Recording>(`hived-recorded/${file}`);
    const isBroadcast = request?.method?.includes("broadcast_transaction") ?? false;
    return isBroadcast && response?.error ? [{ name: file.replace(".json", ""), ...classify(response.error) }] : [];
  });
  const namesOf = (outcome: string) =>
    new Set(
      refusals.filter((refusal) => refusal.outcome === outcome).map(({ name }) => name.replace(/\.(nb|sync)$/, "")),
    );

  it("takes a duplicate for success", () => {
    expect(namesOf("accepted")).toEqual(new Set(["duplicate-in-block", "duplicate-in-mempool"]));
  });

  it("knows an expired transaction from one that expires too late", () => {
    expect(namesOf("expired")).toEqual(new Set(["expired", "expiration-equals-head", "never-sent-then-expired"]));
    expect(refusals.find(({ name }) => name === "expiration-too-far")).toMatchObject({ outcome: "rejected" });
  });

  it("waits for intervals, resource credits and the next block", () => {
    expect(namesOf("deferred")).toEqual(
      new Set([
        "reply-within-3s",
        "two-replies-in-one-transaction",
        "irrelevant-extra-signature",
        "mixed-posting-and-active",
        "root-post-too-soon",
        "root-post-within-5-minutes",
        "edit-too-soon-b",
        "insufficient-rc",
        "insufficient-rc-vote",
        "custom-json-burst-6",
        "custom-json-burst-7",
        "tapos-mismatch",
      ]),
    );
    expect(refusals.find(({ name }) => name === "reply-within-3s")).toMatchObject({ seconds: 3 });
    expect(refusals.find(({ name }) => name === "root-post-too-soon")).toMatchObject({ seconds: 300 });
  });

  it("gives a reason that people can read for everything else", () => {
    const rejected = refusals.flatMap((refusal) => (refusal.outcome === "rejected" ? [refusal] : []));
    expect(rejected.length).toBeGreaterThan(60);
    const unreadable = rejected.filter(
      ({ because }) =>
        because.length < 5 ||
        because.length > 300 ||
        /Assert Exception|rethrow|both new \(hf26\)|size\(\)/.test(because),
    );
    expect(unreadable).toEqual([]);
    const reasons = new Map(rejected.map(({ name, because }) => [name, because]));
    expect(reasons.get("vote-same-twice")).toBe("Your current vote on this comment is identical to this vote.");
    expect(reasons.get("unknown-parent")).toBe("Comment with `id`/`permlink` 27/no-such-parent not found");
    expect(reasons.get("no-signature")).toBe("Missing Posting Authority bob");
    expect(reasons.get("mainnet-props-body-utf8-22000") ?? "").toMatch(/^$|Transaction too large/);
  });
});

describeRecorded("errors/constructed_errors.json", "what nodes of other versions say", () => {
  const { cases } = readFixture<{ cases: Record<string, { error?: RpcErrorBody; body?: { error?: RpcErrorBody } }> }>(
    "errors/constructed_errors.json",
  );
  const outcomes = new Map(
    Object.entries(cases).flatMap(([name, { error, body }]) => {
      const refusal = error ?? body?.error;
      return refusal ? [[name, classify(refusal)] as const] : [];
    }),
  );

  it.each([
    ["duplicate", { outcome: "accepted" }],
    ["expired", { outcome: "expired" }],
    ["reply_too_soon", { outcome: "deferred", seconds: 3 }],
    ["root_post_too_soon", { outcome: "deferred", seconds: 300 }],
    ["edit_too_soon", { outcome: "deferred", seconds: 3 }],
    ["not_enough_rc", { outcome: "deferred" }],
    ["vote_no_mana", { outcome: "deferred" }],
    ["custom_json_limit", { outcome: "deferred" }],
    ["permlink_char", { outcome: "rejected", because: "Invalid permlink character: _" }],
    ["missing_posting_auth", { outcome: "rejected", because: "Missing Posting Authority bot" }],
    ["vote_declined_rights", { outcome: "rejected", because: "Voter has declined their voting rights." }],
    ["too_deep", { outcome: "rejected" }],
  ])("knows %s", (name, expected) => {
    expect(outcomes.get(name)).toMatchObject(expected);
  });
});

describeRecorded("errors/recorded_errors.json", "recorded texts", () => {
  it("never make it throw, and are never taken for success", () => {
    const rows =
      readFixture<{ error?: RpcErrorBody; body?: { error?: RpcErrorBody }; message?: string }[]>(
        "errors/recorded_errors.json",
      );
    const outcomes = rows.map(
      ({ error, body, message }) => classify(error ?? body?.error ?? { message: message ?? "" }).outcome,
    );
    expect(new Set(outcomes)).toEqual(new Set(["rejected", "deferred"]));
  });
});

describe("a refusal", () => {
  it("is not judged by the transaction that the node echoes", () => {
    const data = { name: "assert_exception", stack: [{ data: { body: "Duplicate transaction check failed" } }] };
    expect(classify({ message: "Assert Exception:x > 0: no", data })).toEqual({ outcome: "rejected", because: "no" });
  });
});
