// Small areas as marks on a map: their colours, and what can be said of them.

import type { SmallAreas, SmallMeasure } from "../data/document";
import { counted, formatShare } from "../format/numbers";
import { colours } from "./palette";

// Without the lightest, which a mark on white would not be seen in.
const seen = (count: number): string[] => colours(count + 1).slice(1);

export interface Shading {
  // The upper end of each class, the last being the largest value.
  readonly bounds: readonly number[];
  readonly colours: readonly string[];
  readonly isFifths: boolean;
}

const classes = 5;

// Fifths as they are, the most deprived darkest; shares in five classes with as many areas each.
export function shadingOf(measure: SmallMeasure): Shading {
  if (measure.indicator === "")
    return { bounds: [1, 2, 3, 4, 5], colours: seen(classes).reverse(), isFifths: true };
  const known = Float64Array.from(measure.shares.filter((share) => !Number.isNaN(share))).sort();
  const bounds = Array.from({ length: classes }, (_, place) => {
    const index = Math.ceil(((place + 1) * known.length) / classes) - 1;
    return known[Math.max(0, index)] ?? 0;
  });
  const different = [...new Set(bounds)];
  return { bounds: different, colours: seen(different.length), isFifths: false };
}

// The class of a share; -1 where it is not known.
export function classOf(shading: Shading, share: number): number {
  if (Number.isNaN(share)) return -1;
  return shading.bounds.findIndex((bound) => share <= bound);
}

export function classTexts({ bounds, isFifths }: Shading): string[] {
  const names = [
    "most deprived fifth",
    "2nd fifth",
    "3rd fifth",
    "4th fifth",
    "least deprived fifth",
  ];
  if (isFifths) return names;
  return bounds.map((bound, place) => {
    const before = bounds[place - 1];
    return before === undefined
      ? `up to ${formatShare(bound)}`
      : `over ${formatShare(before)} to ${formatShare(bound)}`;
  });
}

// The places of the small areas of one larger area; of all, where none is chosen.
export function placesWithin(areas: SmallAreas, layer: string, code: string): number[] {
  const within = areas.within.find((one) => one.layer === layer);
  const wanted = within?.areas.findIndex((area) => area.code === code) ?? -1;
  const all = Array.from(areas.codes, (_, place) => place);
  return wanted < 0 ? all : all.filter((place) => within?.of[place] === wanted);
}

export interface Summary {
  readonly known: number;
  readonly least: number;
  readonly quarter: number;
  readonly median: number;
  readonly threeQuarters: number;
  readonly most: number;
}

export function summaryOf(measure: SmallMeasure, places: readonly number[]): Summary {
  const shares = places
    .map((place) => measure.shares[place] ?? NaN)
    .filter((share) => !Number.isNaN(share))
    .sort((a, b) => a - b);
  const at = (part: number): number => shares[Math.round(part * (shares.length - 1))] ?? NaN;
  const [least, quarter, median, threeQuarters, most] = [at(0), at(0.25), at(0.5), at(0.75), at(1)];
  return { known: shares.length, least, quarter, median, threeQuarters, most };
}

// What the map shows, in a sentence.
export function mapHeadline(
  where: string,
  title: string,
  measure: SmallMeasure,
  places: readonly number[],
): string {
  const summary = summaryOf(measure, places);
  if (summary.known === 0) return `${where}: nothing is known of small areas`;
  const areas = counted(summary.known, "small area", "small areas");
  if (measure.indicator === "") {
    const deprived = places.filter((place) => measure.shares[place] === 1).length;
    return `${where}: ${formatShare(deprived / summary.known)} of ${areas} are in the country's most deprived fifth`;
  }
  return `${where}: ${title}: half of ${areas} lie between ${formatShare(summary.quarter)} and ${formatShare(summary.threeQuarters)}, the highest at ${formatShare(summary.most)}`;
}

export interface Extent {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

export function extentOf(areas: SmallAreas, places: readonly number[]): Extent {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const place of places) {
    const [x, y] = [areas.east[place] ?? 0, areas.north[place] ?? 0];
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  return { west, east, south, north };
}

// The small area nearest to a point of the grid, where one lies within reach.
export function nearest(
  areas: SmallAreas,
  places: readonly number[],
  [x, y]: readonly [number, number],
  reach: number,
): number | null {
  let best: number | null = null;
  let least = reach * reach;
  for (const place of places) {
    const [dx, dy] = [(areas.east[place] ?? 0) - x, (areas.north[place] ?? 0) - y];
    const distance = dx * dx + dy * dy;
    if (distance <= least) [best, least] = [place, distance];
  }
  return best;
}
