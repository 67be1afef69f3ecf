// Names short enough for a chart. The words that nearly all areas of a layer begin or end with say
// what kind of area they are, not which one; they are left off where the names stay distinct.

// The share of names that must carry a word before it counts as saying nothing.
const commonShare = 0.8;

function commonest(words: readonly (string | undefined)[]): { word: string; count: number } {
  const counts = new Map<string, number>();
  for (const word of words) {
    if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  let best = { word: "", count: 0 };
  for (const [word, count] of counts) {
    if (count > best.count) best = { word, count };
  }
  return best;
}

// How the names go on once every common word at one end has been taken off.
function stripEnd(names: readonly (readonly string[])[], end: "first" | "last"): string[][] {
  let left = names.map((words) => [...words]);
  for (;;) {
    const index = end === "first" ? 0 : -1;
    const { word, count } = commonest(left.map((words) => words.at(index)));
    if (count < commonShare * left.length || count < 2) return left;
    const next = left.map((words) => {
      if (words.at(index) !== word) return words;
      return end === "first" ? words.slice(1) : words.slice(0, -1);
    });
    if (next.some((words) => words.length === 0)) return left;
    left = next;
  }
}

export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const distinct = [...new Set(names)];
  const words = distinct.map((name) => name.split(/\s+/).filter((word) => word !== ""));
  const stripped = stripEnd(stripEnd(words, "first"), "last").map((parts) => parts.join(" "));
  const stayDistinct = new Set(stripped).size === distinct.length;
  return new Map(
    distinct.map((name, index) => [name, (stayDistinct ? stripped[index] : name) ?? name]),
  );
}
