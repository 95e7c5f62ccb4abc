import { defineCommand } from "citty";
import { accountNameForm } from "../chain/account-name.ts";
import { createChainReader } from "../chain/node-reader.ts";
import { checkPostingKey } from "../chain/posting-key.ts";
import { createRpcClient } from "../chain/rpc-client.ts";
import { publicKeyOf } from "../chain/wire/key.ts";
import type { Config } from "../config/config.ts";
import { secretPlaces } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import { credentialsIn } from "../keys/credentials.ts";
import { hasKeystore, keystoreIn, readKeystore, writeKeystore } from "../keys/keystore.ts";
import { findPassphrase } from "../keys/open-keys.ts";
import { SkepError } from "../shared/errors.ts";
import { openSecretPrompt, type SecretPrompt } from "./ask-secret.ts";
import { flagsOf, settingArgs } from "./setting-args.ts";
import { table } from "./table.ts";

const shortestPassphrase = 10;

const account = { type: "positional", description: "The account, without @", required: true } as const;

const add = defineCommand({
  meta: { name: "add", description: "Put an account's posting key into the keystore (asked for, never an argument)" },
  args: {
    ...settingArgs,
    account,
    offline: { type: "boolean", description: "Do not ask the nodes whether it is the posting key; run does so anyway" },
  },
  async run({ args }) {
    if (!accountNameForm.test(args.account))
      throw new SkepError("config_invalid", `"${args.account}" is no account name`);
    const { config } = await loadConfig({ flags: flagsOf(args) });
    using prompt = openSecretPrompt();
    const { keys, passphrase } = await unlock(config, prompt);
    const key = await prompt.ask(`Posting key of @${args.account}: `);
    publicKeyOf(key); // throws for what is no key
    if (args.offline !== true) await checkOnChain(args.account, key, config);
    await writeKeystore(config.projectDir, new Map([...keys, [args.account, key]]), passphrase);
    console.log(`the key of @${args.account} is in ${keystoreIn(config.projectDir)}`);
  },
});

const list = defineCommand({
  meta: { name: "list", description: "The accounts in the keystore, each with the public key that belongs to its key" },
  args: { ...settingArgs, json: { type: "boolean", description: "For machines" } },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    using prompt = openSecretPrompt();
    const { keys } = (await hasKeystore(config.projectDir)) ? await unlock(config, prompt) : { keys: new Map() };
    const rows = [...keys].map(([name, key]) => ({ account: name, publicKey: publicKeyOf(key) }));
    if (args.json) return console.log(JSON.stringify(rows, undefined, 2));
    console.log(rows.length === 0 ? "no keys" : table(rows.map((row) => [`@${row.account}`, row.publicKey])));
  },
});

const remove = defineCommand({
  meta: { name: "remove", description: "Take an account's key out of the keystore" },
  args: { ...settingArgs, account },
  async run({ args }) {
    const { config } = await loadConfig({ flags: flagsOf(args) });
    using prompt = openSecretPrompt();
    const { keys, passphrase } = await unlock(config, prompt);
    if (!keys.delete(args.account))
      throw new SkepError("config_invalid", `there is no key of @${args.account} in the keystore`);
    await writeKeystore(config.projectDir, keys, passphrase);
    console.log(`the key of @${args.account} is gone`);
  },
});

interface Unlocked {
  readonly keys: Map<string, string>;
  readonly passphrase: string;
}

/** Opens the keystore; a new one gets its passphrase, which is asked for twice. */
async function unlock({ projectDir }: Config, prompt: SecretPrompt): Promise<Unlocked> {
  const { credentialsDirectory, passphrase: fromEnvironment } = secretPlaces();
  const isNew = !(await hasKeystore(projectDir));
  const ask = isNew ? () => choosePassphrase(prompt) : prompt.ask;
  const passphrase = await findPassphrase(credentialsIn(credentialsDirectory), fromEnvironment, ask);
  return { passphrase, keys: await readKeystore(projectDir, passphrase) };
}

async function choosePassphrase({ ask }: SecretPrompt): Promise<string> {
  const chosen = await ask(`Passphrase for a new keystore (${shortestPassphrase} characters at least): `);
  if (chosen.length < shortestPassphrase)
    throw new SkepError("config_invalid", `a passphrase has ${shortestPassphrase} characters at least`);
  if ((await ask("Once more: ")) !== chosen) throw new SkepError("config_invalid", "the two passphrases differ");
  return chosen;
}

async function checkOnChain(name: string, key: string, { nodes, chainId }: Config): Promise<void> {
  const reader = createChainReader(createRpcClient({ nodes, chainId }));
  const [found] = await reader.accounts([name], AbortSignal.timeout(60_000));
  const complaint = found ? checkPostingKey(found, key) : `there is no account @${name} on this chain`;
  if (complaint !== undefined) throw new SkepError("config_invalid", complaint);
}

export const keys = defineCommand({
  meta: { name: "keys", description: "The encrypted keystore of posting keys" },
  subCommands: { add, list, remove },
});
