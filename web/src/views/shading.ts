// The rows of a profile made ready for a shaded picture.

import type { ShadedArea } from "../charts/area-map";
import type { Bar } from "../charts/ranked-bars";
import { sayMeasured, sayShortly } from "../charts/say";
import { ordinal } from "../format/numbers";
import { columnTitle } from "../format/words";
import type { Classification } from "../model/classes";
import { areaName, chartNames } from "../model/layers";
import { measured, measuredNumber, standing, type Measure, type Standing } from "../model/measures";
import type { ProfileRow } from "../model/model";
import { sortRows } from "../model/sorting";
import { areaHref } from "../routes";
import { darkInk } from "../model/palette";

export function sayStanding({ rank, of, tied }: Standing): string {
  const place = rank === 1 ? "highest" : `${ordinal(rank)} highest`;
  return `${tied ? "joint " : ""}${place} of ${of}`;
}

// The band that goes with a measure, where the profile has one.
const bandOfMeasure: Readonly<Record<string, string>> = {
  pct_most_deprived_quintile: "deprivation_band",
  pct_urban: "urban_band",
  population: "size_band",
  utlas: "utla_band",
  trusts: "trust_band",
};

export function bandColumn(measure: Measure): string | undefined {
  return bandOfMeasure[measure.column];
}

function linesOf(row: ProfileRow, measure: Measure, all: readonly (number | null)[]): string[] {
  const figure = sayMeasured(measure, measured(row, measure.column));
  const place = standing(measuredNumber(row, measure.column), all);
  const band = bandColumn(measure);
  const bandValue = band === undefined ? null : measured(row, band);
  return [
    `${columnTitle(measure.column)}: ${figure}`,
    ...(place ? [sayStanding(place)] : []),
    ...(band !== undefined && bandValue !== null ? [`${columnTitle(band)}: ${bandValue}`] : []),
    ...(row.flags === "" ? [] : ["A printed value is in question"]),
  ];
}

export function shadedAreas(
  rows: readonly ProfileRow[],
  measure: Measure,
  classification: Classification,
): ShadedArea[] {
  const all = rows.map((row) => measuredNumber(row, measure.column));
  return rows.map((row): ShadedArea => {
    const value = measured(row, measure.column);
    const shade = classification.classOf(value);
    return {
      code: row.code,
      odsCode: row.ods_code,
      href: areaHref(row.layer, row.code),
      name: areaName(row),
      lines: linesOf(row, measure, all),
      colour: shade?.colour ?? "",
      ink: shade?.ink ?? darkInk,
      figure: sayShortly(measure, value),
    };
  });
}

export function barsOf(
  rows: readonly ProfileRow[],
  measure: Measure,
  areas: readonly ShadedArea[],
): Bar[] {
  const names = chartNames(rows);
  const colourOf = new Map(areas.map((area) => [area.code, area.colour]));
  const value = (row: ProfileRow): number | null => measuredNumber(row, measure.column);
  return sortRows(rows, value, true).flatMap((row): Bar[] => {
    const known = value(row);
    const name = names.get(row.code) ?? row.code;
    const colour = colourOf.get(row.code) ?? "";
    return known === null ? [] : [{ code: row.code, name, value: known, colour }];
  });
}
