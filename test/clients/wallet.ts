import createBeekeeper, { type IBeekeeperUnlockedWallet } from "@hiveio/beekeeper";

/** A beekeeper wallet in memory, which is what wax and workerbee sign with. */
export async function openWallet(): Promise<IBeekeeperUnlockedWallet> {
  const beekeeper = await createBeekeeper({ inMemory: true });
  const { wallet } = await beekeeper.createSession("salt").createWallet("wallet", "password", true);
  return wallet;
}
