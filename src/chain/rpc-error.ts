import { SkepError } from "../shared/errors.ts";

/** What a node's JSON-RPC error holds beside its method. */
export interface RpcErrorFields {
  /** The JSON-RPC code, such as -32003 for a failed assertion. Not the code inside `data`. */
  readonly rpcCode: number;
  /** Whatever the node says more; may echo the whole request, so do not log it. */
  readonly data: unknown;
  readonly method: string;
  readonly node: string;
  /** Whether an earlier node failed on the same request after it may have carried it out. */
  readonly isRepeat: boolean;
}

/** A node understood the question and said no. Its message is the node's own. Asking the same again does not help. */
export class RpcError extends SkepError {
  override readonly name = "RpcError";
  readonly rpcCode: number;
  readonly data: unknown;
  readonly isRepeat: boolean;

  constructor(message: string, { rpcCode, data, method, node, isRepeat }: RpcErrorFields) {
    super("chain_rejected", message, { details: { rpcCode, method, node } });
    this.rpcCode = rpcCode;
    this.data = data;
    this.isRepeat = isRepeat;
  }
}
