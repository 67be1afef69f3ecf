// The columns of a profile that a map can be shaded by, and how each is said.

import type { Cell } from "../data/document";
import type { ProfileRow } from "./model";

export type NumberFormat = "percent" | "whole";

// The column of the profile that says what a measure was worked out from.
export type Basis = "deprivation_index" | "rural_urban" | "population_source";

export interface Measure {
  readonly column: string;
  readonly title: string;
  readonly kind: "number" | "band";
  readonly format: NumberFormat;
  // The words of a band from low to high.
  readonly order: readonly string[];
  readonly basis: Basis | null;
  // How it is worked out, for the line under a figure.
  readonly method: string;
}

type Figure = Pick<Measure, "column" | "title" | "basis" | "method">;

function numeric(figure: Figure, format: NumberFormat = "whole"): Measure {
  return { ...figure, kind: "number", format, order: [] };
}

function banded(figure: Omit<Figure, "method">, order: readonly string[]): Measure {
  return { ...figure, kind: "band", format: "whole", order, method: thirds };
}

const thirds = "the areas of the layer in thirds; values on a cut are in the middle";
const lowToHigh = ["low", "medium", "high"];
const printed = { basis: null, method: "as printed; nothing to work it out from" };

const measures: readonly Measure[] = [
  numeric(
    {
      column: "pct_most_deprived_quintile",
      title: "Small areas in the most deprived fifth (%)",
      basis: "deprivation_index",
      method:
        "small areas that rank in the most deprived fifth of the country, out of all small areas " +
        "of the area; small areas are counted, not people",
    },
    "percent",
  ),
  numeric(
    {
      column: "pct_urban",
      title: "Urban small areas (%)",
      basis: "rural_urban",
      method: "small areas classed as urban, out of all small areas of the area",
    },
    "percent",
  ),
  numeric({
    column: "population",
    title: "Population",
    basis: "population_source",
    method: "the people counted in the area, added up",
  }),
  numeric({
    column: "utlas",
    title: "Upper-tier councils",
    basis: null,
    method:
      "councils of which enough small areas lie in the area, so that one may count in several; an " +
      "estimate unless it was printed",
  }),
  numeric({
    column: "trusts",
    title: "NHS trusts",
    basis: null,
    method: "trusts attached to the area, each in one area only",
  }),
  numeric({ column: "ics_wave", title: "Wave of early systems", ...printed }),
  numeric({ column: "vanguards", title: "New care model vanguards", ...printed }),
  numeric({ column: "pioneers", title: "Integrated care pioneers", ...printed }),
  banded(
    { column: "deprivation_band", title: "Deprivation band", basis: "deprivation_index" },
    lowToHigh,
  ),
  banded({ column: "urban_band", title: "Urban band", basis: "rural_urban" }, [
    "more rural",
    "mixed",
    "more urban",
  ]),
  banded({ column: "size_band", title: "Size band", basis: "population_source" }, [
    "small",
    "medium",
    "large",
  ]),
  banded({ column: "utla_band", title: "Upper-tier councils band", basis: null }, lowToHigh),
  banded({ column: "trust_band", title: "NHS trusts band", basis: null }, lowToHigh),
  {
    ...banded({ column: "la_tiers", title: "Tiers of local government", basis: null }, [
      "Single",
      "Mixed",
      "Two-tier",
    ]),
    method: "whether its small areas lie in councils of one tier, of two, or of both kinds",
  },
];

const bands: Readonly<Record<string, string>> = {
  pct_most_deprived_quintile: "deprivation_band",
  pct_urban: "urban_band",
  population: "size_band",
  utlas: "utla_band",
  trusts: "trust_band",
};

// The column that holds the band of a figure, where the profile has one.
export function bandOf(column: string): string | undefined {
  return bands[column];
}

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
