import { dirname, resolve } from "node:path";
import { accountNameForm } from "../chain/account-name.ts";
import type { Complaint } from "../config/complaint.ts";
import { readTextFile } from "../config/read-text-file.ts";
import type { Yaml } from "../config/read-yaml.ts";
import type { ListFile } from "./gates-file.ts";

/** What stands in the lists of people that an agent file names. */
export interface LoadedLists {
  /** By the name of the file as the agent file gives it. */
  readonly listed: ReadonlyMap<string, readonly string[]>;
  readonly complaints: readonly Complaint[];
}

/**
 * Reads text files with one account a line, beside an agent file. Throws nothing for what stands in them; one that cannot
 * be had is a complaint about the place in the agent file that names it.
 */
export async function loadLists(
  agentFile: string,
  files: readonly ListFile[],
  yaml: Pick<Yaml, "placeOf">,
): Promise<LoadedLists> {
  const read = await Promise.all(
    files.map(async ({ name, path }) => {
      const place = { ...yaml.placeOf(path), path: path.map(String).join(".") };
      return await readList(name, resolve(dirname(agentFile), name), place);
    }),
  );
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

async function readList(name: string, file: string, place: Omit<Complaint, "message">): Promise<ReadList> {
  const read = await readTextFile(file);
  if ("complaint" in read)
    return { name, accounts: [], complaints: [{ ...place, message: `${file} ${read.complaint.message}` }] };
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
