import type { StandingStore } from "../standing-store.ts";
import type { Connection } from "./connection.ts";

/** The standing port over SQLite. */
export function createStandingStore({ prepare, read, write }: Connection): StandingStore {
  const select = prepare<[string], { readonly best: number }>("select best from reputation where account = ?");
  const replace = prepare<[string, number]>("insert or replace into reputation (account, best) values (?, ?)");
  return {
    findBest: (account) => read(() => select.get(account)?.best),
    keepBest: (account, reputation) => write(() => void replace.run(account, reputation)),
  };
}
