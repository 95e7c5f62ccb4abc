import { createHivemind } from "../hivemind/hivemind.ts";
import type { Apis } from "../http/json-rpc.ts";
import { createAccountByKeyApi } from "./account-by-key-api.ts";
import { createAccountHistoryApi } from "./account-history-api.ts";
import type { NodeContext } from "./api-context.ts";
import { createBlockApi } from "./block-api.ts";
import { createBridgeApi } from "./bridge-api.ts";
import { createCondenserApi } from "./condenser-api.ts";
import { createReputationApi } from "./condenser-social-api.ts";
import { createDatabaseApi } from "./database-api.ts";
import { createJsonrpcApi } from "./jsonrpc-api.ts";
import { createNetworkBroadcastApi } from "./network-broadcast-api.ts";
import { createRcApi } from "./rc-api.ts";
import { createTransactionStatusApi } from "./transaction-status-api.ts";

/** Every API of this node. A new one is a new file and a new line here. */
export function createApis(node: NodeContext): Apis {
  const context = { ...node, hivemind: createHivemind(node.ledger, node.communities) };
  const apis = new Map([
    ["account_by_key_api", createAccountByKeyApi(context)],
    ["account_history_api", createAccountHistoryApi(context)],
    ["block_api", createBlockApi(context)],
    ["bridge", createBridgeApi(context)],
    ["condenser_api", createCondenserApi(context)],
    ["database_api", createDatabaseApi(context)],
    ["network_broadcast_api", createNetworkBroadcastApi(context)],
    ["rc_api", createRcApi(context)],
    ["reputation_api", createReputationApi(context)],
    ["transaction_status_api", createTransactionStatusApi(context)],
  ]);
  return apis.set("jsonrpc", createJsonrpcApi(apis));
}
