// Money and staff beside need and deprivation, as the tables of a build have them, and the sentences
// above them.

import { formatShare, formatSigned, formatWhole, sayPounds } from "../format/numbers";
import type { Model } from "./model";
import { nameOf } from "./money";
import { decode, type Decoded, type Specification } from "./records";
import type { Category } from "./spending";

const formulaFields = {
  year: "text",
  body: "text",
  effect: "number",
  adjustment_weight: "number",
} as const;
const councilFields = {
  year: "text",
  service: "text",
  council: "text",
  deprivation_order: "number",
  per_head: "number",
  per_need: "number",
} as const;
const placeFields = {
  year: "text",
  place: "text",
  deprivation_order: "number",
  per_head: "number",
  shift_of_spending: "number",
} as const;
const groupFields = {
  year: "text",
  deprivation_group: "number",
  per_weighted_patient: "number",
} as const;
const costFields = { year: "text", body: "text", running_costs: "number" } as const;

export function readTable<S extends Specification>(
  model: Model,
  name: string,
  fields: S,
): Decoded<S>[] {
  const table = model.tables.get(name);
  return table ? decode(table, fields) : [];
}

// One picture: what it says, and a bar for each row of its table in one year.
export interface EquityPicture {
  readonly headline: string;
  readonly rows: readonly Category[];
}

const none: EquityPicture = { headline: "", rows: [] };

function known<Row>(
  rows: readonly Row[],
  name: (row: Row) => string,
  value: (row: Row) => number | null,
) {
  return rows.flatMap((row): Category[] => {
    const amount = value(row);
    return amount === null ? [] : [{ name: name(row), amount }];
  });
}

export function formulaPicture(model: Model, year: string): EquityPicture {
  const rows = readTable(model, "formula", formulaFields).filter((row) => row.year === year);
  const bars = known(
    rows,
    (row) => nameOf(model.money, row.body),
    (row) => row.effect,
  ).sort((a, b) => b.amount - a.amount);
  const [first] = bars;
  const weight = rows[0]?.adjustment_weight ?? null;
  if (!first || weight === null) return none;
  const verb = first.amount < 0 ? "takes least from" : "adds most to";
  const people = formatWhole(Math.round(Math.abs(first.amount)));
  return {
    headline: `The adjustment for inequalities weighs ${formatShare(weight)} and ${verb} ${first.name}: ${people} people`,
    rows: bars,
  };
}

export function councilPicture(model: Model, year: string): EquityPicture {
  const rows = readTable(model, "council_spending", councilFields)
    .filter((row) => row.year === year)
    .sort((a, b) => (a.deprivation_order ?? Infinity) - (b.deprivation_order ?? Infinity));
  const services = new Set(rows.map((row) => row.service)).size;
  const name = (row: (typeof rows)[number]): string =>
    services > 1
      ? `${nameOf(model.money, row.council)}, ${row.service}`
      : nameOf(model.money, row.council);
  const bars = known(rows, name, (row) => row.per_need ?? row.per_head);
  const [first] = bars;
  const placed = rows.filter((row) => row.deprivation_order !== null).length;
  const last = bars[placed - 1];
  if (!first || !last) return none;
  return {
    headline: `By need the most deprived council spends ${sayPounds(first.amount)} for each person, the least deprived ${sayPounds(last.amount)}`,
    rows: bars,
  };
}

export function placePicture(model: Model, year: string): EquityPicture {
  const rows = readTable(model, "place_resources", placeFields)
    .filter((row) => row.year === year)
    .sort((a, b) => (a.deprivation_order ?? 0) - (b.deprivation_order ?? 0));
  const bars = known(
    rows,
    (row) => nameOf(model.money, row.place),
    (row) => row.per_head,
  );
  const [first] = rows;
  if (!first || bars.length === 0) return none;
  const shift = first.shift_of_spending;
  const changed =
    shift === null
      ? ""
      : `, and its share of spending changed by ${formatSigned(shift)} of the whole`;
  return {
    headline: `The most deprived place has ${sayPounds(first.per_head ?? 0)} for each person${changed}`,
    rows: bars,
  };
}

export function practicePicture(model: Model, year: string): EquityPicture {
  const rows = readTable(model, "practice_groups", groupFields).filter((row) => row.year === year);
  const last = rows.length;
  const bars = known(
    rows,
    ({ deprivation_group: group }) =>
      group === 1
        ? "most deprived practices"
        : group === last
          ? "least deprived practices"
          : `group ${group ?? ""}`,
    (row) => row.per_weighted_patient,
  );
  const [first] = bars;
  const end = bars.at(-1);
  if (!first || !end) return none;
  return {
    headline: `For each patient weighted by need the most deprived practices have ${sayPounds(first.amount)}, the least deprived ${sayPounds(end.amount)}`,
    rows: bars,
  };
}

export function costsPicture(model: Model, year: string): EquityPicture {
  const rows = readTable(model, "running_costs", costFields).filter((row) => row.year === year);
  const bars = known(
    rows,
    (row) => nameOf(model.money, row.body),
    (row) => row.running_costs,
  ).sort((a, b) => b.amount - a.amount);
  const total = bars.reduce((sum, { amount }) => sum + amount, 0);
  return bars.length === 0
    ? none
    : { headline: `Running costs of ${sayPounds(total)} together`, rows: bars };
}
