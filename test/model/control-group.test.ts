import { join } from "node:path";
import { expect, test } from "vitest";
import { groupLimits } from "../../src/model/control-group.ts";
import { machineMemory } from "../../src/model/machine-memory.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const none = { cores: Infinity, memory: Infinity, freeMemory: Infinity };

/** The limits under a root with these files, and a meminfo of 8 GB, 6 of them free. */
async function underRoot(files: Readonly<Record<string, string>>) {
  const root = await temporaryFolder({
    "proc/meminfo": "MemTotal:        8000000 kB\nMemFree:          100000 kB\nMemAvailable:    6000000 kB\n",
    ...files,
  });
  return { limits: groupLimits(root), memory: machineMemory("linux", root) };
}

test.each([
  ["no limit", "max 100000", Infinity],
  ["two cores", "200000 100000", 2],
  ["two and a half cores", "250000 100000", 2],
  ["half a core", "50000 100000", 1],
  ["nonsense", "nonsense", Infinity],
])("a container of version 2 with %s", async (_, quota, cores) => {
  const { limits } = await underRoot({ "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cpu.max": `${quota}\n` });
  expect(limits).toEqual({ ...none, cores });
});

test.each([
  ["no limit", "-1", Infinity],
  ["three cores", "300000", 3],
])("a container of version 1 with %s", async (_, quota, cores) => {
  const { limits } = await underRoot({
    "proc/self/cgroup": "5:cpu,cpuacct:/docker/abc\n4:memory:/docker/abc\n1:name=systemd:/\n",
    // Inside of the container the group's own folder is the top one.
    "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": `${quota}\n`,
    "sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
    "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
  });
  expect(limits).toEqual({ ...none, cores });
});

test("a service on a host stands under the tightest of its own group and those around it", async () => {
  const { limits } = await underRoot({
    "proc/self/cgroup": "0::/system.slice/skep.service\n",
    "sys/fs/cgroup/system.slice/skep.service/cpu.max": "400000 100000\n",
    "sys/fs/cgroup/system.slice/cpu.max": "300000 100000\n",
    "sys/fs/cgroup/system.slice/skep.service/memory.max": "2000000000\n",
    "sys/fs/cgroup/system.slice/skep.service/memory.current": "1500000000\n",
    "sys/fs/cgroup/system.slice/skep.service/memory.stat":
      "anon 300000000\ninactive_file 900000000\nactive_file 300000000\n",
  });
  expect(limits).toEqual({ cores: 3, memory: 2e9, freeMemory: 1.7e9 });
});

test("memory is what the machine has, or the group where that has less; cached files are free", async () => {
  const host = await underRoot({ "proc/self/cgroup": "0::/\n" });
  expect(host.memory).toEqual({ total: 8_192_000_000, free: 6_144_000_000 });
  const container = await underRoot({
    "proc/self/cgroup": "4:memory:/\n",
    [join("sys/fs/cgroup/memory", "memory.limit_in_bytes")]: "1000000000\n",
    [join("sys/fs/cgroup/memory", "memory.usage_in_bytes")]: "900000000\n",
    [join("sys/fs/cgroup/memory", "memory.stat")]:
      "inactive_file 1\ntotal_inactive_file 500000000\ntotal_active_file 0\n",
  });
  expect(container.memory).toEqual({ total: 1e9, free: 6e8 });
});

test("a machine without control groups has no limits, and its own memory", async () => {
  expect((await underRoot({})).limits).toEqual(none);
  expect(machineMemory().free).toBeGreaterThan(0);
  expect(machineMemory().total).toBeGreaterThanOrEqual(machineMemory().free);
  expect(machineMemory("darwin").free).toBeLessThan(machineMemory("darwin").total);
});
