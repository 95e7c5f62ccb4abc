/** The known word that was most likely meant; `undefined` when none is near enough to say so. */
export function nearestWord(word: string, known: Iterable<string>): string | undefined {
  const lowered = word.toLowerCase();
  // A third of the letters may be wrong, at least one, at most three.
  let best = {
    distance: Math.min(3, Math.max(1, Math.floor(word.length / 3))) + 1,
    word: undefined as string | undefined,
  };
  for (const candidate of known) {
    const distance = editDistance(lowered, candidate.toLowerCase());
    if (distance < best.distance) best = { distance, word: candidate };
  }
  return best.word;
}

/** `; did you mean "x"?`, to be put behind a complaint; empty when there is no good guess. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? "" : `; did you mean "${nearest}"?`;
}

/** How many letters must be put in, taken out, replaced or swapped with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return Infinity; // too far anyway, and a long word costs no time
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(above, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? at(before, column - 2) + 1 : Infinity;
      current.push(Math.min(at(above, column) + 1, at(current, column - 1) + 1, replaced, swapped));
    }
    [before, above] = [above, current];
  }
  return at(above, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
