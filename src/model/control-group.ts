import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a control group of Linux (a container, a service) may have of the machine; Infinity: no limit. */
export interface GroupLimits {
  /** Whole cores, at least one. */
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  /** Of that memory, what is not in use: files that the kernel only caches count as free. */
  readonly freeMemory: number;
}

const none: GroupLimits = { cores: Infinity, memory: Infinity, freeMemory: Infinity };

/**
 * The limits that this process stands under: the tightest of its own group and of all groups around it, in either
 * version of control groups. Elsewhere than on Linux there are none. `root` is where `/proc` and `/sys` are (for tests).
 */
export function groupLimits(root: string = "/"): GroupLimits {
  return foldersOf(root)
    .map((folder) => ({
      cores: coresOf(folder),
      ...memoryOf(folder),
    }))
    .reduce(tighter, none);
}

function tighter(one: GroupLimits, other: GroupLimits): GroupLimits {
  return {
    cores: Math.min(one.cores, other.cores),
    memory: Math.min(one.memory, other.memory),
    freeMemory: Math.min(one.freeMemory, other.freeMemory),
  };
}

/** Every folder of every hierarchy that has a word in it: the group's own, and those above it. */
function foldersOf(root: string): string[] {
  const mounted = join(root, "sys/fs/cgroup");
  const lines = textOf(join(root, "proc/self/cgroup")).split("\n");
  return lines.flatMap((line) => {
    const [, controllers = "", path = ""] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === "") return [];
    // Version 2 has one hierarchy without a name; version 1 a folder for each controller.
    const top = join(mounted, controllers);
    return parentsOf(path).map((group) => join(top, group));
  });
}

// In a container the path may be the one outside; then only the last of these is there, and it is the right one.
function parentsOf(path: string): string[] {
  return path === "/" ? [path] : [path, ...parentsOf(dirname(path))];
}

function coresOf(folder: string): number {
  const [quota, period] = existsSync(join(folder, "cpu.max"))
    ? textOf(join(folder, "cpu.max")).split(" ").map(Number)
    : [numberIn(join(folder, "cpu.cfs_quota_us")), numberIn(join(folder, "cpu.cfs_period_us"))];
  // "max 100000" and -1 mean no limit.
  return quota !== undefined && period !== undefined && quota > 0 && period > 0
    ? Math.max(1, Math.floor(quota / period))
    : Infinity;
}

function memoryOf(folder: string): Pick<GroupLimits, "memory" | "freeMemory"> {
  const limit = numberIn(join(folder, "memory.max")) ?? numberIn(join(folder, "memory.limit_in_bytes"));
  // Version 1 writes "no limit" as a number larger than any machine.
  if (limit === undefined || limit > 2 ** 60) return { memory: Infinity, freeMemory: Infinity };
  const used = numberIn(join(folder, "memory.current")) ?? numberIn(join(folder, "memory.usage_in_bytes")) ?? 0;
  return { memory: limit, freeMemory: Math.max(0, limit - Math.max(0, used - cachedIn(folder))) };
}

function cachedIn(folder: string): number {
  const stat = new Map(
    textOf(join(folder, "memory.stat"))
      .split("\n")
      .map((line) => line.split(" "))
      .map(([name = "", value]) => [name, Number(value)]),
  );
  const cached = (name: string): number => stat.get(`total_${name}`) ?? stat.get(name) ?? 0;
  return cached("inactive_file") + cached("active_file");
}

function numberIn(path: string): number | undefined {
  const text = textOf(path);
  const number = Number(text);
  return text === "" || Number.isNaN(number) ? undefined : number;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}
