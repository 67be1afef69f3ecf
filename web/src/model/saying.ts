// A measured value in words, and short enough for a tile.

import type { Cell } from "../data/document";
import { formatPercent, formatWhole, ordinal } from "../format/numbers";
import type { Measure, Standing } from "./measures";

export function sayMeasured(measure: Measure, cell: Cell): string {
  if (typeof cell === "number") {
    return measure.format === "percent" ? formatPercent(cell) : formatWhole(cell);
  }
  return cell === null || cell === "" ? "no figure" : String(cell);
}

const million = 1_000_000;
const thousand = 1_000;

// "1.2m" for 1,234,567: a tile has room for about six characters.
export function sayShortly(measure: Measure, cell: Cell): string {
  if (typeof cell !== "number") return cell === null ? "–" : String(cell);
  if (measure.format === "percent") return `${Math.round(cell)}%`;
  if (cell >= million) return `${(cell / million).toFixed(1)}m`;
  return cell >= 10 * thousand ? `${Math.round(cell / thousand)}k` : formatWhole(cell);
}

export function sayStanding({ rank, of, tied }: Standing): string {
  const place = rank === 1 ? "highest" : `${ordinal(rank)} highest`;
  return `${tied ? "joint " : ""}${place} of ${of}`;
}
