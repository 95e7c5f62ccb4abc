/**
 * The ids that stand in the shortest lists and in most of them, at most `limit`, best first; of equals the higher. What is
 * found by a rare word counts more than what is found by one of which every text is full.
 */
export function shortList(lists: readonly (readonly number[])[], limit: number): number[] {
  const votes = new Map<number, number>();
  for (const list of lists) {
    const weight = 1 / Math.log2(2 + list.length);
    for (const id of list) votes.set(id, (votes.get(id) ?? 0) + weight);
  }
  return Array.from(votes)
    .toSorted(([oneId, one], [otherId, other]) => other - one || otherId - oneId)
    .slice(0, limit)
    .map(([id]) => id);
}
