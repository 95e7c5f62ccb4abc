// dhive's Blockchain.getOperationsStream.
import { BlockchainMode, Client } from "@hiveio/dhive";
import { finish, found, mentions, task } from "./mentions.mjs";

const client = new Client(task.url);
const mode = task.live ? BlockchainMode.Irreversible : BlockchainMode.Latest;
const stream = client.blockchain.getOperationsStream({ from: task.from, to: task.to, mode });
stream.on("data", ({ block, op: [name, value] }) => {
  if (name === "comment" && mentions(value.body, task.account)) found(block, value);
});
stream.on("end", finish);
