import { inspect } from "node:util";
import { expect, test } from "vitest";
import { loadAgents } from "../../src/agent/load-agents.ts";
import { createChainReader } from "../../src/chain/node-reader.ts";
import { createRpcClient } from "../../src/chain/rpc-client.ts";
import { privateKeyFromSeed } from "../../src/chain/wire/key.ts";
import { createDevnet, type Devnet } from "../../src/devnet/create-devnet.ts";
import { readPostingKeys } from "../../src/runtime/check-chain.ts";

const signal = new AbortController().signal;

async function refusalOf(devnet: Devnet, key: string): Promise<unknown> {
  const { agents } = await loadAgents({ agentsDir: "agents", promptsDir: "prompts", only: ["sage"] });
  const reader = createChainReader(createRpcClient({ nodes: [devnet.url], backoffMs: 20 }));
  const keys = { findPostingKey: () => key, findApiKey: () => undefined };
  return readPostingKeys(agents, keys, reader, signal).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test("only the posting key of the account itself is taken; all others are refused by what they are, never by what they say", async () => {
  await using devnet = await createDevnet({
    interval: "manual",
    accounts: ["sage.agent", "bob"].map((name) => ({ name })),
  });
  const cases: [string, string][] = [
    [devnet.keyOf("sage.agent", "owner"), "its owner key"],
    [devnet.keyOf("sage.agent", "active"), "its active key"],
    [devnet.keyOf("sage.agent", "memo"), "its memo key"],
    ["pw-sage.agent", "its master password"],
    [devnet.keyOf("bob", "posting"), "another account's"],
    [privateKeyFromSeed("nobody at all"), "another account's"],
    ["P5hunter2", "is not a private key in WIF"],
  ];
  for (const [key, named] of cases) {
    const error = await refusalOf(devnet, key);
    expect(error).toMatchObject({ code: "config_invalid", message: expect.stringContaining(named) });
    const shown = inspect(error, { depth: 9, showHidden: true });
    expect(shown).toContain("@sage.agent");
    expect(shown).not.toContain(key);
  }
  expect(await refusalOf(devnet, devnet.keyOf("sage.agent", "posting"))).toBeUndefined();
});
