// hive-stream's Streamer. It waits between blocks: a second unless told otherwise; here it is told not to, but at the head.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import hiveStream from "hive-stream";
import { finish, found, mentions, task } from "./mentions.mjs";

process.chdir(mkdtempSync(join(tmpdir(), "hive-stream-"))); // it keeps its place in a file in the working directory
const interval = task.live ? {} : { BLOCK_CHECK_INTERVAL: 0 };
const streamer = new hiveStream.Streamer({ API_NODES: [task.url], ...interval });
streamer.lastBlockNumber = task.from - 1;
const look = (operation, block) => {
  if (block <= task.to && mentions(operation.body, task.account)) found(block, operation);
};
streamer.onPost(look);
streamer.onComment(look);
streamer.start();
const watch = setInterval(() => {
  if (streamer.lastBlockNumber < task.to) return;
  clearInterval(watch);
  streamer.stop();
  finish();
}, 5);
