// What moved between two layers, and how to lay the flows out for a drawing.

import { isOfPair, type LayerPair } from "./boundaries";
import type { ChangeRow, Model } from "./model";

export interface ChangeTotals {
  readonly flows: number;
  readonly smallAreas: number;
  readonly people: number;
}

export function changeTotals(rows: readonly ChangeRow[]): ChangeTotals {
  const sum = (read: (row: ChangeRow) => number | null): number =>
    rows.reduce((total, row) => total + (read(row) ?? 0), 0);
  return {
    flows: rows.length,
    smallAreas: sum((row) => row.lsoas),
    people: sum((row) => row.population),
  };
}

export interface Unplaced {
  readonly code: string;
  readonly name: string;
  readonly people: number;
}

// Areas of the earlier layer with people whom no area of the later one holds, as far as the two were
// laid on each other: they cannot be seen to move.
export function unplacedAreas(model: Model, pair: LayerPair): Unplaced[] {
  const { tolerance } = model.description.system;
  return model.coterminosity
    .filter((row) => isOfPair(row, pair) && (row.uncovered_share ?? 0) > tolerance)
    .map((row) => ({
      code: row.code_a,
      name: row.name_a || row.code_a,
      people: Math.round((row.population ?? 0) * (row.uncovered_share ?? 0)),
    }));
}

// One area on a side of the drawing.
export interface FlowEnd {
  readonly code: string;
  readonly name: string;
  readonly people: number;
  readonly top: number;
  readonly height: number;
}

// One flow: where its band leaves and arrives, and how thick it is.
export interface FlowBand {
  readonly row: ChangeRow;
  readonly fromTop: number;
  readonly toTop: number;
  readonly thickness: number;
}

export interface FlowLayout {
  readonly height: number;
  readonly from: readonly FlowEnd[];
  readonly to: readonly FlowEnd[];
  readonly bands: readonly FlowBand[];
}

export interface FlowSizes {
  readonly leastEnd: number;
  readonly gap: number;
  readonly thickest: number;
  readonly thinnest: number;
}

function thicknessOf(row: ChangeRow, most: number, sizes: FlowSizes): number {
  const people = row.population ?? 0;
  return Math.max(sizes.thinnest, most > 0 ? (sizes.thickest * people) / most : 0);
}

interface Side {
  readonly code: (row: ChangeRow) => string;
  readonly name: (row: ChangeRow) => string;
}

const fromSide: Side = { code: (row) => row.from_code, name: (row) => row.from_name };
const toSide: Side = { code: (row) => row.to_code, name: (row) => row.to_name };

// The ends of one side in the order of their first flow, each tall enough for its bands and its name.
function placeEnds(
  rows: readonly ChangeRow[],
  side: Side,
  thickness: (row: ChangeRow) => number,
  sizes: FlowSizes,
): { ends: FlowEnd[]; tops: Map<ChangeRow, number>; height: number } {
  const codes = [...new Set(rows.map(side.code))];
  const tops = new Map<ChangeRow, number>();
  let height = 0;
  const ends = codes.map((code): FlowEnd => {
    const own = rows.filter((row) => side.code(row) === code);
    const bands = own.reduce((sum, row) => sum + thickness(row), 0);
    const end = Math.max(sizes.leastEnd, bands);
    let next = height + (end - bands) / 2;
    for (const row of own) {
      tops.set(row, next);
      next += thickness(row);
    }
    const top = height;
    height += end + sizes.gap;
    const people = own.reduce((sum, row) => sum + (row.population ?? 0), 0);
    return { code, name: own[0] ? side.name(own[0]) || code : code, people, top, height: end };
  });
  return { ends, tops, height: Math.max(0, height - sizes.gap) };
}

export function layOutFlows(rows: readonly ChangeRow[], sizes: FlowSizes): FlowLayout {
  const most = Math.max(0, ...rows.map((row) => row.population ?? 0));
  const thickness = (row: ChangeRow): number => thicknessOf(row, most, sizes);
  const from = placeEnds(rows, fromSide, thickness, sizes);
  const to = placeEnds(rows, toSide, thickness, sizes);
  return {
    height: Math.max(from.height, to.height),
    from: from.ends,
    to: to.ends,
    bands: rows.map((row) => ({
      row,
      fromTop: from.tops.get(row) ?? 0,
      toTop: to.tops.get(row) ?? 0,
      thickness: thickness(row),
    })),
  };
}
