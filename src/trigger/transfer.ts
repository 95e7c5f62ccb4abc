import { z } from "zod";
import { valueNeedle } from "../chain/needle.ts";
import { defineTrigger } from "./trigger.ts";

const options = z.strictObject({
  currency: z.enum(["HIVE", "HBD"]).exactOptional().describe("Only transfers of this currency."),
  atLeast: z.number().min(0).default(0).describe("The smallest amount."),
  memoStarts: z.string().min(1).max(100).exactOptional().describe("Only transfers whose memo begins with this."),
});

/** Fires when someone sends money to the account. */
export const transfer = defineTrigger({
  kind: "transfer",
  description: "Someone transfers HIVE or HBD to the agent.",
  options,
  needles: (_, account) => [valueNeedle(account)],
  matches({ operation }, { currency, atLeast, memoStarts = "" }, account) {
    if (operation.type !== "transfer" || operation.to !== account) return false;
    const [amount, symbol] = operation.amount.split(" ");
    if (currency !== undefined && symbol !== currency) return false;
    return Number(amount) >= atLeast && operation.memo.startsWith(memoStarts);
  },
});
