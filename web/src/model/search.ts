// Finding things by their names, as people type them: without accents, in any order of the words, by
// their beginnings, and with a slip of the finger.

export interface Findable {
  readonly name: string;
  // What else it is found by: a code, what it was called, what it is about.
  readonly words?: string;
  // How much likelier it is to be meant than others that fit as well.
  readonly likelier?: number;
}

// Small letters and digits, words parted by one space: "Côte d'Or" is "cote d or".
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/['’]s\b/g, "s")
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
}

// How many letters must be changed, dropped, added or swapped with their neighbour until `word` is a
// beginning of `token`; more than `most` are not counted further.
export function slips(word: string, token: string, most: number): number {
  const width = Math.min(token.length, word.length + most);
  let before: number[] = [];
  let row = Array.from({ length: width + 1 }, (_, column) => column);
  for (let i = 1; i <= word.length; i++) {
    const next = [i];
    for (let j = 1; j <= width; j++) {
      const differs = word[i - 1] === token[j - 1] ? 0 : 1;
      let cost = Math.min(row[j - 1]! + differs, row[j]! + 1, next[j - 1]! + 1);
      const isSwap = i > 1 && j > 1 && word[i - 1] === token[j - 2] && word[i - 2] === token[j - 1];
      if (isSwap) cost = Math.min(cost, before[j - 2]! + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return Math.min(...row);
}

// Long words may be misspelt more than short ones; very short ones not at all.
function slipsAllowed(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

interface Held<T> {
  readonly item: T;
  readonly name: readonly string[];
  readonly other: readonly string[];
  readonly order: number;
}

const whole = 4;
const beginning = 3;
const misspelt = 1;

function fitOf(word: string, tokens: readonly string[], most: number): number {
  let best = 0;
  for (const token of tokens) {
    if (token === word) return whole;
    if (token.startsWith(word)) best = Math.max(best, beginning);
  }
  if (best > 0 || most === 0) return best;
  const isNear = tokens.some((token) => slips(word, token, most) <= most);
  return isNear ? misspelt : 0;
}

export class SearchIndex<T extends Findable> {
  readonly #held: readonly Held<T>[];

  constructor(items: readonly T[]) {
    this.#held = items.map((item, order) => {
      const tokens = (text: string): string[] => folded(text).split(" ");
      return { item, name: tokens(item.name), other: tokens(item.words ?? ""), order };
    });
  }

  // The best first; of equals those that were given first. Misspelt words are only tried where nothing
  // is spelt as asked.
  find(query: string, most: number): T[] {
    const words = folded(query)
      .split(" ")
      .filter((word) => word !== "");
    if (words.length === 0) return [];
    const exact = this.#ranked(words, () => 0);
    const found = exact.length > 0 ? exact : this.#ranked(words, slipsAllowed);
    return found.slice(0, most);
  }

  #ranked(words: readonly string[], allowed: (word: string) => number): T[] {
    const found: { readonly held: Held<T>; readonly score: number }[] = [];
    for (const held of this.#held) {
      let score = 0;
      for (const word of words) {
        const most = allowed(word);
        const fit = Math.max(fitOf(word, held.name, most), 0.5 * fitOf(word, held.other, most));
        if (fit === 0) {
          score = 0;
          break;
        }
        score += fit;
      }
      if (score === 0) continue;
      // A name that begins as the question does, and a short name, are likelier meant.
      const starts = held.name[0]?.startsWith(words[0] ?? "") ? 1 : 0;
      found.push({
        held,
        score: score + starts + (held.item.likelier ?? 0) - held.name.length / 50,
      });
    }
    found.sort((one, other) => other.score - one.score || one.held.order - other.held.order);
    return found.map(({ held }) => held.item);
  }
}
