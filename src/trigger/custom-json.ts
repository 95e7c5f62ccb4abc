import { z } from "zod";
import { valueNeedle } from "../chain/needle.ts";
import { accountName } from "./chain-names.ts";
import { defineTrigger } from "./trigger.ts";

const options = z.strictObject({
  ids: z.array(z.string().min(1).max(32)).min(1).describe("The ids of the operations, such as ssc-mainnet-hive."),
  authors: z.array(accountName()).min(1).exactOptional().describe("Only operations that one of these accounts signed."),
});

/** Fires at a custom_json operation with a wanted id: the chain's way to carry other programs' messages. */
export const customJson = defineTrigger({
  kind: "custom-json",
  description: "Someone broadcasts a custom_json operation with one of these ids.",
  options,
  needles: ({ ids }) => ids.map(valueNeedle),
  matches({ operation }, { ids, authors }) {
    if (operation.type !== "customJson" || !ids.includes(operation.id)) return false;
    const signers = [...operation.requiredPostingAuths, ...operation.requiredAuths];
    return authors === undefined || authors.some((author) => signers.includes(author));
  },
});
