import { SkepError } from "../shared/errors.ts";

/** Why a node gave no answer that could be used. */
export interface Complaint {
  readonly node: string;
  readonly because: string;
  /** What the reader of the answer threw, if that is why. */
  readonly refusal?: SkepError;
}

/**
 * The error for a call that got no usable answer: `chain_unreachable`, with what each node did, or the reader's own error
 * when every answer was refused by it as final.
 */
export function rpcFailure(method: string, nodes: readonly string[], complaints: readonly Complaint[]): SkepError {
  const [first] = complaints;
  const isContradicted = complaints.every(({ refusal }) => refusal && refusal.code !== "chain_unreachable");
  if (first?.refusal && isContradicted) return first.refusal;
  const said = nodes.map((node) => {
    const last = complaints.findLast((complaint) => complaint.node === node);
    return `${node} ${last?.because ?? "was not asked, since it wants a pause"}`;
  });
  const message = `no node answered ${method}: ${said.join("; ")}`;
  return new SkepError("chain_unreachable", message, { details: { method, complaints: said } });
}
