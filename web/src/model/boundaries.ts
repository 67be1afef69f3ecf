// How the areas of one layer stand to another.

import type { AskedPair } from "../data/document";
import type { CoterminosityRow, Model, OverlapRow } from "./model";

export interface LayerPair {
  readonly layerA: string;
  readonly layerB: string;
}

export function pairKey(pair: LayerPair): string {
  return `${pair.layerA}~${pair.layerB}`;
}

export function distinctPairs(
  rows: readonly { readonly layer_a: string; readonly layer_b: string }[],
): LayerPair[] {
  const pairs = new Map<string, LayerPair>();
  for (const row of rows) {
    const pair = { layerA: row.layer_a, layerB: row.layer_b };
    pairs.set(pairKey(pair), pair);
  }
  return [...pairs.values()];
}

// The pairs that the system asks for and others that have rows, as far as both layers are known: a pair
// without rows was compared, and there was nothing to say.
export function comparedPairs(
  model: Model,
  asked: readonly AskedPair[],
  rows: readonly { readonly layer_a: string; readonly layer_b: string }[],
): LayerPair[] {
  const known = new Set(model.layers.map((row) => row.layer));
  const pairs = asked
    .filter(([one, other]) => known.has(one) && known.has(other))
    .map(([layerA, layerB]): LayerPair => ({ layerA, layerB }));
  const keys = new Set(pairs.map(pairKey));
  return [...pairs, ...distinctPairs(rows).filter((pair) => !keys.has(pairKey(pair)))];
}

export function isOfPair(
  row: { readonly layer_a: string; readonly layer_b: string },
  pair: LayerPair,
): boolean {
  return row.layer_a === pair.layerA && row.layer_b === pair.layerB;
}

export interface ClassMeaning {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
}

// From sharing everything to sharing nothing.
export const classMeanings: readonly ClassMeaning[] = [
  {
    id: "coterminous",
    title: "Coterminous",
    meaning: "One area of the other layer holds the same people.",
  },
  {
    id: "a-inside-b",
    title: "Inside one area",
    meaning: "All of it lies in one area of the other layer, which holds more people.",
  },
  {
    id: "made-of-whole-b",
    title: "Made of whole areas",
    meaning: "It is made of two or more whole areas of the other layer; none is cut.",
  },
  {
    id: "b-inside-a",
    title: "Whole areas and a rest",
    meaning:
      "Whole areas of the other layer lie in it, none is cut, and the rest of it lies in no area " +
      "of that layer.",
  },
  {
    id: "overlapping",
    title: "Overlapping",
    meaning: "Its border cuts an area of the other layer in two.",
  },
  {
    id: "none",
    title: "None",
    meaning: "No area of the other layer holds any of its people.",
  },
];

export function classTitle(id: string): string {
  return classMeanings.find((known) => known.id === id)?.title ?? id;
}

export interface ClassCount extends ClassMeaning {
  readonly count: number;
  readonly people: number;
}

export function classCounts(rows: readonly CoterminosityRow[]): ClassCount[] {
  const others = [...new Set(rows.map((row) => row.class))]
    .filter((id) => !classMeanings.some((known) => known.id === id))
    .map((id): ClassMeaning => ({ id, title: id, meaning: "" }));
  return [...classMeanings, ...others].map((meaning) => {
    const own = rows.filter((row) => row.class === meaning.id);
    const people = own.reduce((sum, row) => sum + (row.population ?? 0), 0);
    return { ...meaning, count: own.length, people };
  });
}

export interface Shares {
  readonly best: number;
  readonly others: number;
  readonly uncovered: number;
}

// An area's people in three parts: in the area that fits best, in others, and in none.
export function sharesOf(row: CoterminosityRow): Shares {
  const best = row.share_in_best ?? 0;
  const uncovered = row.uncovered_share ?? 0;
  return { best, uncovered, others: Math.max(0, 1 - best - uncovered) };
}

export interface Piece {
  readonly code: string;
  readonly name: string;
  readonly people: number | null;
  readonly smallAreas: number | null;
  readonly share: number | null;
  readonly shareOfOther: number | null;
  readonly jaccard: number | null;
}

export interface Pieces {
  readonly layer: string;
  readonly code: string;
  readonly otherLayer: string;
  readonly weighed: readonly OverlapRow[];
  readonly pieces: readonly Piece[];
}

function asPiece(row: OverlapRow, side: "a" | "b"): Piece {
  const isA = side === "a";
  return {
    code: isA ? row.code_b : row.code_a,
    name: (isA ? row.name_b : row.name_a) || (isA ? row.code_b : row.code_a),
    people: row.population,
    smallAreas: row.lsoas,
    share: isA ? row.share_of_a : row.share_of_b,
    shareOfOther: isA ? row.share_of_b : row.share_of_a,
    jaccard: row.jaccard,
  };
}

// The parts of an area, by the layer that cuts it, from the largest down. A pair that was worked out
// in one direction only is read from the other side too.
export function piecesOfArea(model: Model, layer: string, code: string): Pieces[] {
  const found = new Map<string, { row: OverlapRow; side: "a" | "b" }[]>();
  const add = (otherLayer: string, row: OverlapRow, side: "a" | "b"): void => {
    const held = found.get(otherLayer) ?? [];
    if (held.some((entry) => entry.side !== side)) return;
    found.set(otherLayer, [...held, { row, side }]);
  };
  for (const row of model.overlaps) {
    if (row.layer_a === layer && row.code_a === code) add(row.layer_b, row, "a");
  }
  for (const row of model.overlaps) {
    if (row.layer_b === layer && row.code_b === code) add(row.layer_a, row, "b");
  }
  return [...found].map(([otherLayer, entries]) => ({
    layer,
    code,
    otherLayer,
    weighed: entries.map(({ row }) => row),
    pieces: entries
      .map(({ row, side }) => asPiece(row, side))
      .sort((one, other) => (other.share ?? 0) - (one.share ?? 0)),
  }));
}

// The same for an area and its other vintages. Where several were held against the same layer, the
// first of them speaks. The strategic authorities come first, where it is known which layer they are.
export function piecesOfVintages(
  model: Model,
  vintages: readonly { readonly layer: string; readonly code: string }[],
): Pieces[] {
  const found = new Map<string, Pieces>();
  for (const { layer, code } of vintages) {
    for (const pieces of piecesOfArea(model, layer, code)) {
      if (!found.has(pieces.otherLayer)) found.set(pieces.otherLayer, pieces);
    }
  }
  const { authorityLayer } = model.description.system;
  const isLater = (pieces: Pieces): number => (pieces.otherLayer === authorityLayer ? 0 : 1);
  return [...found.values()].sort((one, other) => isLater(one) - isLater(other));
}

// What is left of an area when its pieces are taken away: people in no area of the other layer.
export function uncoveredShare(pieces: readonly Piece[]): number {
  const covered = pieces.reduce((sum, piece) => sum + (piece.share ?? 0), 0);
  return covered > 0.9999 ? 0 : Math.max(0, 1 - covered);
}
