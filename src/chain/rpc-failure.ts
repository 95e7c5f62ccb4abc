import { SkepError } from "../shared/errors.ts";
import type { NodeReport } from "./node-health.ts";

/** Why a node gave no answer that could be used. */
export interface Complaint {
  readonly node: string;
  readonly because: string;
  /** What the reader of the answer threw, if that is why. */
  readonly refusal?: SkepError;
}

/**
 * The error for a call that got no usable answer: `config_invalid` when every node is barred, the reader's own error when
 * every answer was refused by it as final, and else `chain_unreachable`, with what each node did.
 */
export function rpcFailure(
  method: string,
  nodes: readonly string[],
  complaints: readonly Complaint[],
  reports: readonly NodeReport[],
): SkepError {
  const barred = new Map(
    reports.flatMap((report) => (report.barred === undefined ? [] : [[report.node, report.barred]])),
  );
  const [first] = complaints;
  const isContradicted = complaints.every(({ refusal }) => refusal && refusal.code !== "chain_unreachable");
  if (first?.refusal && isContradicted) return first.refusal;
  const said = nodes.map((node) => {
    const last = complaints.findLast((complaint) => complaint.node === node);
    return `${node} ${barred.get(node) ?? last?.because ?? "was not asked, since it wants a pause"}`;
  });
  if (reports.every((report) => report.barred !== undefined)) {
    const message = `no node is on this chain: ${said.join("; ")}. Set chainId in skep.yaml (or --chain-id), or use other nodes`;
    return new SkepError("config_invalid", message);
  }
  const message = `no node answered ${method}: ${said.join("; ")}`;
  return new SkepError("chain_unreachable", message, { details: { method, complaints: said } });
}
