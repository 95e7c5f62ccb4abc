import { lstatSync, mkdirSync } from "node:fs";
import { homedir, tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** Hive's mainnet; every other chain is for trying things out. */
const mainnet = /^beeab0de0{56}$/;

/**
 * Where the locks of accounts lie on this host, for this user. On mainnet neither the environment (`TMPDIR`, `HOME`) nor
 * a private /tmp alone can hide one skep from another: the user's own folder as the system knows it, and the common
 * temporary folder, both where both can be had. Another user, another machine and a container with a file system of its
 * own stay unseen: there only the chain itself tells (runtime/strangers.ts). Locks of other chains lie in `tmpdir()`.
 */
export function placesForAccount(chainId: string): readonly string[] {
  const user = String(process.getuid?.() ?? "user");
  if (!mainnet.test(chainId)) return [join(tmpdir(), `skep-accounts-${user}`)];
  const common = process.platform === "win32" ? tmpdir() : "/tmp";
  return [
    join(homeOfUser(), ".local", "state", "skep", "accounts"),
    ...ownFolder(join(common, `skep-accounts-${user}`)),
  ];
}

/** Not `$HOME`, which anybody may set: what the system's list of users says. */
function homeOfUser(): string {
  try {
    return userInfo().homedir;
  } catch {
    return homedir(); // a user without an entry, as in some containers
  }
}

/** The folder, unless somebody else made it first: then it could keep us from ever starting. */
function ownFolder(path: string): readonly string[] {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const found = lstatSync(path);
    return found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid()) ? [path] : [];
  } catch {
    return [];
  }
}
