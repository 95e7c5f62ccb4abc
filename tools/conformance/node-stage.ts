import { PrivateKey } from "@hiveio/dhive";
import { call, resultOf } from "./call.ts";
import { followBlocks } from "./followed-blocks.ts";
import { keyOf } from "./placeholders.ts";
import type { ScenarioAccount } from "./scenario.ts";
import { signScenario } from "./sign-scenario.ts";
import type { Stage } from "./stage.ts";

/** A node of a test network, and the key of `initminer`, which makes its accounts and its blocks. */
export interface NodeStageOptions {
  readonly url: string;
  /** WIF. */
  readonly key: string;
}

/** What every hived test network starts with; it is public. */
export const initialKey = "5JNHfZYKGaomSFvd4NUdQ9qMcEAC43kujbfjueTHpVapX1Kzq2n";

const creator = "initminer";
const roles = ["owner", "active", "posting"] as const;
const slot = 3; // seconds

/**
 * A hived of a test network with the plugins debug_node_api, database_api, block_api, condenser_api,
 * network_broadcast_api and those that the scenarios read, on which nobody else makes blocks. Each scenario wants
 * account names that are new there. Throws when the node has no `debug_node_api`.
 */
export async function openNodeStage({ url, key }: NodeStageOptions): Promise<Stage> {
  const config = (await resultOf(url, "condenser_api.get_config", [])) as Readonly<Record<string, unknown>>;
  const chainId = await chainIdOf(url);
  const creatorKey = PrivateKey.fromString(key);

  const generate = (count: number, missed = 0): Promise<unknown> =>
    resultOf(url, "debug_node_api.debug_generate_blocks", { debug_key: key, count, skip: 0, miss_blocks: missed });

  async function send(operations: readonly unknown[]): Promise<void> {
    const blocks = await followBlocks(url);
    const { number, time } = blocks.head();
    const id = Buffer.from(await blocks.idOf(number), "hex");
    const unsigned = {
      ref_block_num: number & 0xffff,
      ref_block_prefix: id.readUInt32LE(4),
      expiration: new Date(Date.parse(`${time}Z`) + 60_000).toISOString().slice(0, 19),
      operations,
      extensions: [],
    };
    const { wire } = signScenario(unsigned, [creatorKey], chainId);
    const { error } = await call(url, "condenser_api.broadcast_transaction", [wire]);
    if (error) throw new Error(`the set-up was refused: ${error.message.slice(0, 300)}`);
    await generate(1);
  }

  return {
    url,
    chainId,
    constants: {
      cashout: Number(config["HIVE_CASHOUT_WINDOW_SECONDS"] ?? 3600),
      lockout: Number(config["HIVE_UPVOTE_LOCKOUT_SECONDS"] ?? 300),
    },
    setUp: async (accounts) => {
      for (const account of accounts) await send(founding(account));
      await generate(2);
    },
    mine: async (count) => void (await generate(count)),
    advance: async (seconds) => {
      await generate(1);
      if (seconds > slot) await generate(1, seconds / slot - 2);
    },
    keyOf: (account, role, password) => (account === creator ? creatorKey : keyOf(account, role, password)),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function chainIdOf(url: string): Promise<string> {
  const { chain_id: chainId } = (await resultOf(url, "database_api.get_version", {})) as { readonly chain_id: string };
  return chainId;
}

/** What makes an account as FORMAT.md has it. */
function founding({ name, vests, tests, tbd }: ScenarioAccount): readonly unknown[] {
  const [owner, active, posting] = roles.map((role) => ({
    weight_threshold: 1,
    account_auths: [],
    key_auths: [[publicKey(name, role), 1]],
  }));
  const account = { creator, new_account_name: name, owner, active, posting, memo_key: publicKey(name, "memo") };
  const gifts = [tests, tbd].filter((amount) => amount !== undefined);
  return [
    ["account_create", { fee: "3.000 TESTS", ...account, json_metadata: "" }],
    ...gifts.map((amount) => ["transfer", { from: creator, to: name, amount, memo: "" }]),
    ...(vests === undefined
      ? []
      : [["delegate_vesting_shares", { delegator: creator, delegatee: name, vesting_shares: vests }]]),
  ];
}

function publicKey(account: string, role: string): string {
  return keyOf(account, role).createPublic("STM").toString();
}
