import type { GenesisAccount } from "../genesis.ts";

/** An account as zod gives it: what is not there may be there as `undefined`. */
export type ParsedAccount = {
  readonly [Key in Exclude<keyof GenesisAccount, "balances" | "name">]?: GenesisAccount[Key] | undefined;
} & {
  readonly name: string;
  readonly balances?: { readonly hive?: number | undefined; readonly hbd?: number | undefined } | undefined;
};

/** The same without anything that is `undefined`, so that the defaults of genesis hold. */
export function presentAccount({ balances, ...account }: ParsedAccount): GenesisAccount {
  return { name: account.name, ...present(account), ...(balances ? { balances: present(balances) } : {}) };
}

function present<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this is what the filter does
  return Object.fromEntries(entries) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
}
