// The entry of the reading thread: files are taken apart here, so that a hostile one can be stopped. Started by document-reader.ts.
import { parentPort } from "node:worker_threads";
import { messageOf } from "../shared/errors.ts";
import type { ReadOrder, ReadReport } from "./reader-protocol.ts";
import { readDocument } from "./read-document.ts";

parentPort?.on("message", (order: ReadOrder) => void answer(order));

async function answer(order: ReadOrder): Promise<void> {
  let report: ReadReport;
  try {
    report = { blocks: await readDocument(order) };
  } catch (error) {
    report = { problem: messageOf(error) };
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(report);
}
