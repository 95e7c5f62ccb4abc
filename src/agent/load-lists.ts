import { dirname, resolve } from "node:path";
import { accountNameForm } from "../chain/account-name.ts";
import type { Complaint } from "../config/complaint.ts";
import { readTextFile } from "../config/read-text-file.ts";

/** What stands in the lists of people that an agent file names. */
export interface LoadedLists {
  /** By the name of the file as the agent file gives it. */
  readonly listed: ReadonlyMap<string, readonly string[]>;
  readonly complaints: readonly Complaint[];
}

/** Reads text files with one account a line, beside an agent file. Throws nothing for what stands in them. */
export async function loadLists(agentFile: string, names: readonly string[]): Promise<LoadedLists> {
  const read = await Promise.all(names.map((name) => readList(name, resolve(dirname(agentFile), name))));
  return {
    listed: new Map(read.map(({ name, accounts }) => [name, accounts])),
    complaints: read.flatMap(({ complaints }) => complaints),
  };
}

interface ReadList {
  readonly name: string;
  readonly accounts: readonly string[];
  readonly complaints: readonly Complaint[];
}

async function readList(name: string, file: string): Promise<ReadList> {
  const read = await readTextFile(file);
  if ("complaint" in read) return { name, accounts: [], complaints: [read.complaint] };
  const lines = read.text.split("\n").map((line, index) => ({
    account: (line.split("#")[0] ?? "").trim().replace(/^@/, ""),
    line: index + 1,
  }));
  const given = lines.filter(({ account }) => account !== "");
  return {
    name,
    accounts: given.map(({ account }) => account),
    complaints: given
      .filter(({ account }) => !accountNameForm.test(account))
      .map(({ account, line }) => {
        const message = `expected a Hive account a line, got ${JSON.stringify(account.slice(0, 40))}`;
        return { file, line, column: 1, path: "", message };
      }),
  };
}
