import { type CANCEL_SYMBOL, isCancel, select, text } from "@clack/prompts";
import { accountNameForm } from "../../chain/account-name.ts";
import { SkepError } from "../../shared/errors.ts";
import { machineMemory } from "../../model/machine-memory.ts";
import { suggestModel } from "../../model/model-suggestions.ts";
import { threadCount } from "../../model/threads.ts";
import { sizeText } from "../size-text.ts";
import { purposes, type Purpose } from "./purposes.ts";
import type { Answers } from "./starting-files.ts";

/** What was said on the command line already, and is not asked for. */
export interface Said {
  readonly purpose?: Purpose | undefined;
  readonly account?: string | undefined;
  readonly operator?: string | undefined;
  readonly model?: string | undefined;
}

/** Asks a person for what the command line left open. Throws `config_invalid` when they call it off. */
export async function askAnswers(said: Said): Promise<Answers> {
  const purpose = said.purpose ?? (await askPurpose());
  const account = said.account ?? (await askAccount());
  const operator = said.operator ?? (await askOperator());
  return { purpose, account, operator, model: said.model ?? (await askModel()) };
}

async function askPurpose(): Promise<Purpose> {
  return given(
    await select({
      message: "What is your agent for?",
      options: purposes.map((purpose) => ({ value: purpose, label: purpose.title, hint: purpose.hint })),
    }),
  );
}

async function askAccount(): Promise<string> {
  const message = "The Hive account that it acts as (one of its own is best; it need not exist for a dry run)";
  const validate = (value: string | undefined): string | undefined => complaintAbout(value?.trim() ?? "");
  return given(await text({ message, placeholder: "your-agent", validate })).trim();
}

/** Why a name cannot be an account; `undefined` when it can. */
export function complaintAbout(account: string): string | undefined {
  if (accountNameForm.test(account)) return undefined;
  return "an account has 3 to 16 small letters, digits and dashes, and at least 3 of them between dots; no @";
}

async function askOperator(): Promise<string> {
  const message = "Who answers for it? Your own account without @, shown under what it writes";
  const validate = (value: string | undefined): string | undefined =>
    (value ?? "").trim() === "" ? "somebody must" : undefined;
  return given(await text({ message, placeholder: "alice", validate })).trim();
}

async function askModel(): Promise<string | undefined> {
  const { all, best } = suggestModel({ memory: machineMemory(), threads: threadCount(undefined) });
  const fitting = all.filter(({ fits }) => fits);
  const own = { value: "", label: "the small one that ships", hint: "no download; only knows the tricks of the demo" };
  const options = fitting.map(({ use, title, bytes, secondsPerReply }) => ({
    value: use,
    label: title,
    hint: `${sizeText(bytes)} to download later, about ${secondsPerReply} s a reply on this machine`,
  }));
  const message = "Which model does it think with?";
  const initialValue = best?.use ?? own.value;
  const use = given(await select({ message, options: [own, ...options], initialValue }));
  return use === "" ? undefined : use;
}

function given<T>(answer: T | typeof CANCEL_SYMBOL): T {
  if (isCancel(answer)) throw new SkepError("config_invalid", "called off: nothing was written");
  return answer;
}
