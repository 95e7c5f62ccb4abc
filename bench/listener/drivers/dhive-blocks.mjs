// dhive's Blockchain.getBlockStream, as its readme shows it.
import { BlockchainMode, Client } from "@hiveio/dhive";
import { finish, found, mentions, task } from "./mentions.mjs";

const client = new Client(task.url);
const mode = task.live ? BlockchainMode.Irreversible : BlockchainMode.Latest;
let number = task.from;
const stream = client.blockchain.getBlockStream({ from: task.from, to: task.to, mode });
stream.on("data", (block) => {
  for (const { operations } of block.transactions) {
    for (const [name, value] of operations) {
      if (name === "comment" && mentions(value.body, task.account)) found(number, value);
    }
  }
  number += 1;
});
stream.on("end", finish);
