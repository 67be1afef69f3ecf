// The columns of a profile that a map can be shaded by, and how each is said.

import type { Cell } from "../data/document";
import type { ProfileRow } from "./model";

export type NumberFormat = "percent" | "whole";

export interface Measure {
  readonly column: string;
  readonly title: string;
  readonly kind: "number" | "band";
  readonly format: NumberFormat;
  // The words of a band from low to high.
  readonly order: readonly string[];
}

function numeric(column: string, title: string, format: NumberFormat = "whole"): Measure {
  return { column, title, kind: "number", format, order: [] };
}

function banded(column: string, title: string, order: readonly string[]): Measure {
  return { column, title, kind: "band", format: "whole", order };
}

const lowToHigh = ["low", "medium", "high"];

const measures: readonly Measure[] = [
  numeric("pct_most_deprived_quintile", "Small areas in the most deprived fifth (%)", "percent"),
  numeric("pct_urban", "Urban small areas (%)", "percent"),
  numeric("population", "Population"),
  numeric("utlas", "Upper-tier councils"),
  numeric("trusts", "NHS trusts"),
  numeric("ics_wave", "Wave of early systems"),
  numeric("vanguards", "New care model vanguards"),
  numeric("pioneers", "Integrated care pioneers"),
  banded("deprivation_band", "Deprivation band", lowToHigh),
  banded("urban_band", "Urban band", ["more rural", "mixed", "more urban"]),
  banded("size_band", "Size band", ["small", "medium", "large"]),
  banded("utla_band", "Upper-tier councils band", lowToHigh),
  banded("trust_band", "NHS trusts band", lowToHigh),
  banded("la_tiers", "Tiers of local government", ["Single", "Mixed", "Two-tier"]),
];

export function measureOf(column: string): Measure | undefined {
  return measures.find((measure) => measure.column === column);
}

// The measures for which at least one of these areas has a figure.
export function measuresIn(rows: readonly ProfileRow[]): Measure[] {
  return measures.filter((measure) =>
    rows.some((row) => (row.cells[measure.column] ?? null) !== null),
  );
}

export function measured(row: ProfileRow, column: string): Cell {
  return row.cells[column] ?? null;
}

export function measuredNumber(row: ProfileRow, column: string): number | null {
  const cell = measured(row, column);
  return typeof cell === "number" ? cell : null;
}

export interface Standing {
  readonly rank: number;
  readonly of: number;
  readonly tied: boolean;
}

// Where a value stands among the others, the highest first; equal values share the better place.
export function standing(value: number | null, all: readonly (number | null)[]): Standing | null {
  if (value === null) return null;
  const known = all.filter((other): other is number => other !== null);
  const rank = 1 + known.filter((other) => other > value).length;
  const tied = known.filter((other) => other === value).length > 1;
  return { rank, of: known.length, tied };
}
