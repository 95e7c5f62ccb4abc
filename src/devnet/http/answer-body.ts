import { errorAnswer } from "./json-rpc.ts";
import { parseBody, type ParsedBody } from "./parse-body.ts";
import { jsonReply, type Reply } from "./reply.ts";

/** Answers requests that could be read. */
export type Answering = (body: ParsedBody, signal: AbortSignal) => Promise<Reply>;

/** As the router of the public nodes has it; hived itself has no limit. */
const maxBatch = 100;

// In the router's words: with HTTP 500 and the id 0.
const batchTooLarge: Reply = jsonReply(
  [
    JSON.stringify({
      jsonrpc: "2.0",
      id: 0,
      error: {
        code: -32600,
        message: "Request parameter error.",
        error: `Batch size too large, maximum allowed is ${maxBatch}.`,
      },
    }),
  ],
  500,
);

/** Answers the body of an HTTP request, whatever it holds: one request, a batch, or nonsense. */
export async function answerBody(text: string, answer: Answering, signal: AbortSignal): Promise<Reply> {
  let body: ParsedBody;
  try {
    body = parseBody(text);
  } catch (error) {
    return jsonReply([errorAnswer(error, null)]);
  }
  return body.requests.length > maxBatch ? batchTooLarge : answer(body, signal);
}
