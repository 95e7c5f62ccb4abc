/** Why an operation on a community means nothing. hivemind tells it to whom it was that tried. */
export class CommunityRefusal extends Error {
  override readonly name = "CommunityRefusal";
}

/** Throws a `CommunityRefusal` with hivemind's words unless the condition holds. */
export function insist(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new CommunityRefusal(reason);
}
