import { readFileSync } from "node:fs";
import { freemem, totalmem } from "node:os";
import { join } from "node:path";
import { groupLimits } from "./control-group.ts";

/** Memory of the machine, or of the container where that may have less, in bytes. */
export interface MachineMemory {
  readonly total: number;
  /** What a program could still take without pushing others out; caches of files count as free. */
  readonly free: number;
}

/** macOS calls next to nothing free; Metal itself lets one program have about this share of the memory. */
const shareOnMac = 0.75;

/** Looks at the memory now. `root` is where `/proc` and `/sys` are (for tests). */
export function machineMemory(platform: NodeJS.Platform = process.platform, root: string = "/"): MachineMemory {
  if (platform === "darwin") return { total: totalmem(), free: totalmem() * shareOnMac };
  if (platform !== "linux") return { total: totalmem(), free: freemem() };
  const { memory, freeMemory } = groupLimits(root);
  const said = readMeminfo(root);
  return {
    total: Math.min(said.get("MemTotal") ?? totalmem(), memory),
    free: Math.min(said.get("MemAvailable") ?? freemem(), freeMemory),
  };
}

function readMeminfo(root: string): ReadonlyMap<string, number> {
  try {
    const lines = readFileSync(join(root, "proc/meminfo"), "utf8").matchAll(/^(\w+): +(\d+) kB$/gm);
    return new Map([...lines].map(([, name = "", kilobytes]) => [name, Number(kilobytes) * 1024]));
  } catch {
    return new Map();
  }
}
