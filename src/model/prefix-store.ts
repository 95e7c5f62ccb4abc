import { createHash } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { getModuleVersion, type LlamaContextSequence, type Token } from "node-llama-cpp";
import { messageOf } from "../shared/errors.ts";

/** Evaluated beginnings of prompts, as files: reading one back takes a hundredth of the time of evaluating it again. */
export interface PrefixStore {
  /** Fills the sequence with the state that was kept for these tokens. `false`: there is none that can be used. */
  load(sequence: LlamaContextSequence, tokens: readonly Token[]): Promise<boolean>;
  /** Keeps the state of a sequence that holds exactly these tokens. A disk that is full or read-only is no failure. */
  save(sequence: LlamaContextSequence, tokens: readonly Token[]): Promise<void>;
}

/** Bytes that the files may take together; the ones used longest ago go first. */
const allowance = 2 * 2 ** 30;

const ending = ".state";

/**
 * The store in a folder that is for one model file alone: a state that another model wrote may crash the engine, and so
 * may one that is cut short. A file therefore carries the engine's version and its own size in its name, and is out of
 * the way while it is read: one that takes the process down all the same is not met again.
 */
export function prefixStore(folder: string, log: (message: string) => void, limit = allowance): PrefixStore {
  return {
    async load(sequence, tokens) {
      const name = await findName(folder, tokens);
      if (name === undefined) return false;
      const path = join(folder, name);
      const reading = `${path}.${process.pid}`;
      try {
        await rename(path, reading);
        requireSize(name, (await stat(reading)).size);
        await sequence.clearHistory();
        await sequence.loadStateFromFile(reading, { acceptRisk: true });
        await utimes(reading, new Date(), new Date());
        await rename(reading, path);
      } catch (error) {
        await rm(reading, { force: true });
        log(`an evaluated instruction could not be read back: ${messageOf(error)}`);
        return false;
      }
      return sequence.compareContextTokens([...tokens]).firstDifferentIndex === tokens.length;
    },
    async save(sequence, tokens) {
      const start = await startOfName(tokens);
      const writing = join(folder, `${start}${ending}.${process.pid}`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const { fileSize } = await sequence.saveStateToFile(writing);
        await rename(writing, join(folder, `${start}${fileSize}${ending}`));
        await prune(folder, limit);
      } catch (error) {
        await rm(writing, { force: true });
        log(`an evaluated instruction could not be kept: ${messageOf(error)}`);
      }
    },
  };
}

async function startOfName(tokens: readonly Token[]): Promise<string> {
  const hash = createHash("sha256").update(Uint32Array.from(tokens)).digest("hex").slice(0, 32);
  return `${await getModuleVersion()}-${hash}-`;
}

async function findName(folder: string, tokens: readonly Token[]): Promise<string | undefined> {
  const start = await startOfName(tokens);
  const names = await readdir(folder).catch(() => []);
  return names.find((name) => name.startsWith(start) && name.endsWith(ending));
}

function requireSize(name: string, size: number): void {
  if (!name.endsWith(`-${size}${ending}`)) throw new Error(`${name} has ${size} bytes`);
}

async function prune(folder: string, limit: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.includes(ending));
  const files = await Promise.all(names.map(async (name) => ({ name, ...(await sizeAndTime(join(folder, name))) })));
  let total = 0;
  for (const { name, bytes } of files.toSorted((one, other) => other.used - one.used)) {
    total += bytes;
    if (total > limit) await rm(join(folder, name), { force: true });
  }
}

async function sizeAndTime(path: string): Promise<{ readonly bytes: number; readonly used: number }> {
  const { size, mtimeMs } = await stat(path);
  return { bytes: size, used: mtimeMs };
}
