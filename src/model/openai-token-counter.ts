import { z } from "zod";
import { EndpointFailure } from "./openai-endpoints.ts";
import { plainMarks } from "./plain-marks.ts";
import type { OpenAiHttp } from "./openai-http.ts";

const counted = z.union([
  z.object({ tokens: z.array(z.unknown()) }).transform(({ tokens }) => tokens.length),
  z.object({ count: z.int().nonnegative() }).transform(({ count }) => count),
]);

/** How long a count may take, in milliseconds. */
const limit = 10_000;

/**
 * Counts tokens with the server's own tokenizer where it has one to ask (llama-server and vLLM, under `/tokenize` beside
 * `/v1`). Elsewhere it estimates, rather too many than too few.
 */
export function openAiTokenCounter(
  http: OpenAiHttp,
  urls: readonly string[],
  model: string,
): (text: string) => Promise<number> {
  let estimates = false;
  return async (raw) => {
    const text = plainMarks(raw); // as it will be sent
    if (estimates) return estimateTokens(text);
    let without = 0;
    for (const url of urls) {
      const count = await ask(http, url.replace(/\/v1$/, ""), model, text);
      if (typeof count === "number") return count;
      if (count === "none") without++;
    }
    // Asked once more for each text, servers without a tokenizer would only be slower; one that is down comes back.
    estimates = without === urls.length;
    return estimateTokens(text);
  };
}

/** One token for three letters of ASCII, two for any other character: more than most tokenizers make of most texts. */
function estimateTokens(text: string): number {
  const others = text.match(/[^\0-\x7f]/gu) ?? [];
  return Math.ceil((text.length - others.join("").length) / 3) + 2 * others.length;
}

/** How many tokens the server counts; `"none"` where it has no tokenizer to ask, `"later"` where it did not answer. */
async function ask(http: OpenAiHttp, base: string, model: string, text: string): Promise<number | "none" | "later"> {
  try {
    // llama-server reads `content`, vLLM `model` and `prompt`.
    const body = { content: text, model, prompt: text };
    const chunks: Uint8Array[] = [];
    for await (const bytes of await http.post(`${base}/tokenize`, body, AbortSignal.timeout(limit))) chunks.push(bytes);
    const parsed = counted.safeParse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    return parsed.success ? parsed.data : "none";
  } catch (error) {
    const isDown = (error instanceof EndpointFailure && !error.isMissing) || error instanceof DOMException;
    return isDown ? "later" : "none";
  }
}
