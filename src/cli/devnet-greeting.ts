import type { Devnet } from "../devnet/create-devnet.ts";
import type { DevnetOptions } from "../devnet/devnet-options.ts";

const mostKeys = 20;

/** What `skep devnet` says of a chain once it listens, for people. */
export function devnetGreeting(devnet: Devnet, { stateFile }: Pick<DevnetOptions, "stateFile">): string {
  const { number } = devnet.head();
  const names = devnet.accounts();
  const more = names.length - mostKeys;
  return [
    `A Hive node with the real rules: ${devnet.url}`,
    ...(devnet.controlUrl === undefined ? [] : [`control: ${devnet.controlUrl}`]),
    `chain id: ${devnet.chainId}`,
    `head: block ${number}${stateFile === undefined ? "" : `, kept in ${stateFile}`}`,
    "",
    ...names.slice(0, mostKeys).map((name) => `${name.padEnd(16)} posting key ${devnet.keyOf(name, "posting")}`),
    ...(more > 0 ? [`and ${more} more`] : []),
    "",
    "The keys are those that wallets derive from the password pw-<name>, and worth nothing anywhere else.",
    stateFile === undefined ? "Ctrl-C ends the chain." : "Ctrl-C stops; the same command goes on from here.",
  ].join("\n");
}

/** The same for machines. */
export function devnetFacts(devnet: Devnet): object {
  const { url, controlUrl, chainId } = devnet;
  const accounts = devnet.accounts().map((name) => ({ account: name, postingKey: devnet.keyOf(name, "posting") }));
  return { url, controlUrl, chainId, head: devnet.head().number, accounts };
}
