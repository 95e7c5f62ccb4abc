import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { messageOf, SkepError } from "../../shared/errors.ts";
import type { DevnetOptions } from "../devnet-options.ts";
import type { GenesisAccount } from "../genesis.ts";
import type { LedgerBlock } from "../ledger/block-log.ts";
import { fileLines, type FileLine } from "./file-lines.ts";
import { genesisFacts, genesisLine, type GenesisFacts } from "./genesis-entry.ts";
import { restoreBlock, type RestoringLedger } from "./restore-block.ts";
import { lockFile } from "./file-lock.ts";
import { parseStateEntry, type StateEntry } from "./state-entry.ts";
import { presentAccount } from "./present-account.ts";

/** The file that a chain lives on in: what it began with, and every block and account that came after. */
export interface StateFile {
  /** What the chain in it began with; `undefined` when it is empty and a chain begins now. */
  readonly genesis: GenesisFacts | undefined;
  /** Writes what a new chain begins with. */
  begin(genesis: GenesisFacts): void;
  /** Does to a chain with only its first block what the file tells. Throws `store_corrupt` where something else comes out. */
  restore(ledger: RestoringLedger, addAccount: (account: GenesisAccount) => void): void;
  keepBlock(block: LedgerBlock): void;
  keepAccount(account: GenesisAccount): void;
  /** Waits until the disk has all of it, and frees the file. */
  close(): void;
}

/**
 * Opens a state file, or makes one. A line that the last process could not finish is cut off: the chain then goes on
 * from the block before it. Throws `config_invalid` when the file cannot be opened, another process has it, or its chain is
 * not the one that is `asked` for, `store_corrupt` when it is no state file.
 *
 * Each block is handed to the operating system before anybody hears of it, so that a killed process loses nothing. The
 * disk is waited for only at the end: a power cut may cost the last seconds, which a dev chain can bear.
 */
export function openStateFile(file: string, asked: DevnetOptions): StateFile {
  const descriptor = openFile(file);
  let lock: Disposable | undefined;
  try {
    lock = lockFile(file);
    return { ...readStateFile(file, descriptor, asked), ...closing(descriptor, lock) };
  } catch (error) {
    closeSync(descriptor);
    lock?.[Symbol.dispose]();
    throw error;
  }
}

function closing(descriptor: number, lock: Disposable): Pick<StateFile, "close"> {
  return {
    close() {
      fsyncSync(descriptor);
      closeSync(descriptor);
      lock[Symbol.dispose]();
    },
  };
}

function readStateFile(file: string, descriptor: number, asked: DevnetOptions): Omit<StateFile, "close"> {
  const [line] = fileLines(descriptor);
  if (line === undefined) ftruncateSync(descriptor, 0);
  const first = line && entryOf(file, line);
  if (first && !("genesis" in first)) throw corrupt(file, 1, "no genesis");
  let isRestoring = first !== undefined;
  const keep = (line: string): void => {
    if (!isRestoring) writeSync(descriptor, `${line}\n`);
  };
  return {
    genesis: first && genesisFacts(file, first.genesis, asked),
    begin: (facts) => keep(JSON.stringify(genesisLine(facts))),
    restore(ledger, addAccount) {
      let end = 0;
      for (const each of fileLines(descriptor)) {
        const entry = entryOf(file, each);
        try {
          if ("block" in entry) restoreBlock(ledger, entry.block);
          if ("account" in entry) addAccount(presentAccount(entry.account));
        } catch (error) {
          throw corrupt(file, each.number, messageOf(error));
        }
        end = each.end;
      }
      if (isRestoring) ftruncateSync(descriptor, end);
      isRestoring = false;
    },
    keepBlock: ({ naiJson }) => keep(`{"block":${naiJson.toString()}}`),
    keepAccount: (account) => keep(JSON.stringify({ account })),
  };
}

function openFile(file: string): number {
  try {
    return openSync(file, "a+");
  } catch (error) {
    throw new SkepError("config_invalid", `cannot open the state file ${file}: ${messageOf(error)}`, { cause: error });
  }
}

function entryOf(file: string, { text, number }: FileLine): StateEntry {
  const entry = parseStateEntry(text);
  if (entry === undefined) throw corrupt(file, number, "no line of a state file");
  return entry;
}

function corrupt(file: string, line: number, message: string): SkepError {
  return new SkepError("store_corrupt", `${file}:${line}: ${message}`);
}
