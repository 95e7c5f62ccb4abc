import { z } from "zod";
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
  return async (text) => {
    if (estimates) return estimateTokens(text);
    for (const url of urls) {
      const count = await ask(http, url.replace(/\/v1$/, ""), model, text);
      if (count !== undefined) return count;
    }
    estimates = true; // asked once more for each text, servers without a tokenizer would only be slower
    return estimateTokens(text);
  };
}

/** One token for three letters of ASCII, two for any other character: more than most tokenizers make of most texts. */
export function estimateTokens(text: string): number {
  const others = text.match(/[^\0-\x7f]/gu) ?? [];
  return Math.ceil((text.length - others.join("").length) / 3) + 2 * others.length;
}

async function ask(http: OpenAiHttp, base: string, model: string, text: string): Promise<number | undefined> {
  try {
    // llama-server reads `content`, vLLM `model` and `prompt`.
    const body = { content: text, model, prompt: text };
    const chunks: Uint8Array[] = [];
    for await (const bytes of await http.post(`${base}/tokenize`, body, AbortSignal.timeout(limit))) chunks.push(bytes);
    const parsed = counted.safeParse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
