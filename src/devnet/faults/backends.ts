import type { Api, NodeContext } from "../api/api-context.ts";
import { createApis } from "../api/apis.ts";
import type { Apis } from "../http/json-rpc.ts";
import { laggingBehind } from "../ledger/lagging-ledger.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { NodeError } from "../node-error.ts";
import type { Backends } from "./faulty-answers.ts";

/** The node, and what it would be with something wrong behind its door. What is wrong is only made when asked for. */
export function createBackends(context: NodeContext): Backends {
  const sound = createApis(context);
  const lagging = new Map<number, Apis>();
  let losing: Apis | undefined;
  return {
    sound,
    lagging(blocks) {
      const apis = lagging.get(blocks) ?? createApis({ ...context, ledger: laggingBehind(context.ledger, blocks) });
      lagging.set(blocks, apis);
      return apis;
    },
    get losing() {
      losing ??= createApis({ ...context, ledger: losingLedger(context.ledger) });
      return losing;
    },
    withoutHivemind: new Map([...sound].map(([name, api]) => [name, withoutHivemind(name, api)])),
  };
}

function losingLedger(ledger: Ledger): Ledger {
  return { ...ledger, push: (input, options) => ledger.push(input, { ...options, fate: "lost" }) };
}

// What the public nodes' router sends to hivemind, as far as condenser_api is concerned.
const hivemindMethods =
  /^get_(?:content|content_replies|active_votes|discussions_by_\w+|replies_by_last_update|post_discussions_by_\w+|comment_discussions_by_\w+|blog|blog_entries|followers|following|follow_count|reblogged_by|account_reputations|trending_tags)$/;
const hivemindApis = new Set(["bridge", "follow_api", "hive_api", "reputation_api", "tags_api"]);

function withoutHivemind(name: string, api: Api): Api {
  const isServed = (method: string): boolean =>
    hivemindApis.has(name) || (name === "condenser_api" && hivemindMethods.test(method));
  return Object.fromEntries(
    Object.entries(api).map(([method, answer]) => [method, isServed(method) ? unreachable : answer]),
  );
}

function unreachable(): never {
  throw new NodeError(-32700, "Unable to send request to endpoint.");
}
