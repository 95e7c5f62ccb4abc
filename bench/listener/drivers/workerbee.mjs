// workerbee's provider of past operations, block by block; at the head, its observer of blocks.
import WorkerBee from "@hiveio/workerbee";
import { finish, found, mentions, task } from "./mentions.mjs";

// Its default of 2 s for a request does not suffice for its ranges of a thousand full blocks.
const apiTimeout = 60_000;
const bot = new WorkerBee({ chainOptions: { apiEndpoint: task.url, restApiEndpoint: task.url, apiTimeout } });
await bot.start();

function look({ block }) {
  for (const { transaction } of block.transactions) {
    for (const { comment_operation: comment } of transaction.operations) {
      if (comment && mentions(comment.body, task.account)) found(block.number, comment);
    }
  }
  if (block.number >= task.to) finish();
}

const source = task.live ? bot.observe : bot.providePastOperations(task.from, task.to);
source
  .onBlock()
  .provideBlockData()
  .subscribe({ next: look, error: (error) => process.stderr.write(`${String(error)}\n`) });
