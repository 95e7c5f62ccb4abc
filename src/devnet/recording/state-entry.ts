import { z } from "zod";

/** A line of a state file. The first is the genesis; blocks and accounts made later follow in the order in which they came. */
export type StateEntry = z.output<typeof entry>;
export type GenesisEntry = Extract<StateEntry, { genesis: unknown }>["genesis"];
export type AccountEntry = Extract<StateEntry, { account: unknown }>["account"];

const account = z.strictObject({
  name: z.string(),
  vests: z.number().optional(),
  receivedVests: z.number().optional(),
  createdAt: z
    .string()
    .transform((text) => new Date(text))
    .optional(),
  reputation: z.number().optional(),
  balances: z.strictObject({ hive: z.number().optional(), hbd: z.number().optional() }).optional(),
});

const genesis = z.strictObject({
  version: z.literal(1),
  time: z.string().transform((text) => new Date(text)),
  chainId: z.string(),
  addressPrefix: z.string(),
  assets: z.enum(["mainnet", "testnet"]),
  irreversibleLag: z.int(),
  accounts: z.array(account),
  communities: z.array(z.strictObject({ name: z.string(), title: z.string() })),
});

// The fields of a block that cannot be made again from the others; the rest must come out the same.
const block = z.object({
  block_id: z.string().regex(/^[0-9a-f]{40}$/),
  timestamp: z.string(),
  transactions: z.array(z.record(z.string(), z.unknown())),
  transaction_ids: z.array(z.string()),
});

const entry = z.union([z.strictObject({ block }), z.strictObject({ account }), z.strictObject({ genesis })]);

/** Reads a line. `undefined` when it is none of a state file. */
export function parseStateEntry(text: string): StateEntry | undefined {
  try {
    return entry.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
