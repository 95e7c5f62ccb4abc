import { SkepError } from "../shared/errors.ts";
import { devPublicKey } from "./dev-key.ts";
import { resolveOptions, type DevnetOptions, type ResolvedOptions } from "./devnet-options.ts";
import { addAccount, witness, type GenesisAccount } from "./genesis.ts";
import type { LedgerBlock } from "./ledger/block-log.ts";
import { createLedger, type Ledger, type LedgerOptions } from "./ledger/ledger.ts";
import { openReplay } from "./recording/replay.ts";
import { openStateFile, type StateFile } from "./recording/state-file.ts";
import { withScenario } from "./scenario/with-scenario.ts";
import type { PlannedBlock } from "./scenario/scenario-plan.ts";
import { createState } from "./state/chain-state.ts";

/** A chain that nobody can reach yet, with everything behind it that its options say. */
export interface OpenChain {
  readonly settings: ResolvedOptions;
  readonly ledger: Ledger;
  /** What is left to be done, by signed operations, on a chain that begins now. */
  readonly plan: readonly PlannedBlock[];
  /** Makes an account without an operation. Throws `config_invalid` when it cannot be. */
  createAccount(account: GenesisAccount): void;
  /** Lets go of the state file. */
  close(): void;
}

/** Opens a chain. Throws `config_invalid` for options that cannot be, `store_corrupt` for a state file that cannot. */
export function openChain(options: DevnetOptions): OpenChain {
  const { replay, scenario, stateFile } = options;
  if (replay && (scenario || stateFile !== undefined)) {
    throw new SkepError("config_invalid", "a chain that replays a recording takes no scenario and no state file");
  }
  const file = stateFile === undefined ? undefined : openStateFile(stateFile, options);
  try {
    return openWith(options, file);
  } catch (error) {
    file?.close();
    throw error;
  }
}

function openWith(options: DevnetOptions, file: StateFile | undefined): OpenChain {
  const { options: asked, plan } = withScenario(options);
  const settings = resolveOptions({ ...asked, ...file?.genesis });
  const { chainId, assets, addressPrefix: prefix, genesisAt, irreversibleLag, accounts, communities } = settings;
  const isNew = file?.genesis === undefined;
  const genesisTime = new Date(genesisAt * 1000);
  if (isNew) {
    file?.begin({ chainId, assets, addressPrefix: prefix, irreversibleLag, accounts, communities, genesisTime });
  }

  const state = createState();
  for (const account of foundersOf(settings)) addAccount(state, account, prefix, genesisAt);
  const ledgerOptions: LedgerOptions = {
    state,
    network: { chainId, assets },
    prefix,
    genesisAt,
    irreversibleLag,
    signingKey: devPublicKey(witness.name, "active", prefix),
    onBlock: (block: LedgerBlock) => {
      file?.keepBlock(block);
      options.onBlock?.({ number: block.number, json: block.naiJson.toString() });
    },
  };
  const ledger = options.replay ? openReplay(options.replay, ledgerOptions) : createLedger(ledgerOptions);

  function createAccount(account: GenesisAccount): void {
    const now = ledger.head().at;
    ledger.alter((changing) => {
      addAccount(changing, account, prefix, now);
    });
    file?.keepAccount(account);
  }

  file?.restore(ledger, createAccount);
  return { settings, ledger, plan: isNew ? plan : [], createAccount, close: () => file?.close() };
}

function foundersOf({ accounts, communities }: ResolvedOptions): readonly GenesisAccount[] {
  return [witness, ...communities.map(({ name }) => ({ name, vests: 0 })), ...accounts];
}
