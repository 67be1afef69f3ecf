// The rows of a profile made ready for a shaded picture.

import type { ShadedArea } from "../charts/area-map";
import type { Bar } from "../charts/ranked-bars";
import { sayMeasured, sayShortly, sayStanding } from "../model/saying";
import { columnTitle } from "../format/words";
import type { Classification } from "../model/classes";
import { areaName, chartNames } from "../model/layers";
import { bandOf, measured, measuredNumber, standing, type Measure } from "../model/measures";
import type { ProfileRow } from "../model/model";
import { sortRows } from "../model/sorting";
import { areaHref } from "../routes";
import { darkInk } from "../model/palette";

function linesOf(row: ProfileRow, measure: Measure, all: readonly (number | null)[]): string[] {
  const figure = sayMeasured(measure, measured(row, measure.column));
  const place = standing(measuredNumber(row, measure.column), all);
  const band = bandOf(measure.column);
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
