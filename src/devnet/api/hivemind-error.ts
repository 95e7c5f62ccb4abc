import { systemClock } from "../../shared/clock.ts";
import { wireTime } from "../../chain/wire/wire-transaction.ts";
import { NodeError } from "../node-error.ts";

/** hivemind's own kind of refusal: the text stands in the message and the expression, `stack[0].format` is empty. */
export function hivemindRefusal(text: string): NodeError {
  const context = {
    level: "error",
    file: "",
    line: 0,
    method: "",
    hostname: "",
    thread_name: "",
    timestamp: wireTime(systemClock.now()),
  };
  return new NodeError(-32602, `Assert Exception:${text}`, {
    code: 10,
    name: "assert_exception",
    message: "Assert Exception",
    stack: [{ context, format: "", data: { category: "hivemind" } }],
    extension: { assertion_expression: text },
    assert_hash: "3c4d5e6f7a8b9c0d1e2f",
  });
}

/** hivemind's answer for a post that was there: another code, and the text in `data`. */
export function deletedPost(author: string, permlink: string, times: number): NodeError {
  return new NodeError(-31999, "Invalid parameters", `Post ${author}/${permlink} was deleted ${times} time(s)`);
}
