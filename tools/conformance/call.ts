/** What a node answers. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data?: {
      readonly code?: number;
      readonly name?: string;
      readonly assert_hash?: string;
      readonly stack?: readonly { readonly format: string }[];
    };
  };
}

/** One JSON-RPC call over HTTP, with nothing between the caller and the bytes. */
export async function call(url: string, method: string, params: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
  });
  return (await response.json()) as Answer;
}

/** The result of a call that must not fail. Throws the node's message when it does. */
export async function resultOf(url: string, method: string, params: unknown): Promise<unknown> {
  const { result, error } = await call(url, method, params);
  if (error) throw new Error(`${method}: ${error.message.slice(0, 300)}`);
  return result;
}
