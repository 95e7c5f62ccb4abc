import type { Operation } from "../chain/operation.ts";

/** Whether this account itself did it. */
export function isOwn(operation: Operation, account: string): boolean {
  switch (operation.type) {
    case "comment":
    case "commentOptions":
    case "deleteComment":
      return operation.author === account;
    case "vote":
      return operation.voter === account;
    case "transfer":
      return operation.from === account;
    case "customJson":
      return operation.requiredPostingAuths.includes(account) || operation.requiredAuths.includes(account);
    case "accountChange":
    case "other":
      return false;
  }
}
