// Money and staff beside need and deprivation, as the tables of a build have them: which column is
// drawn, and the sentence above it. The program orders the rows, the most deprived first.

import { formatWhole, sayPounds } from "../format/numbers";
import type { Model } from "./model";
import { nameOf } from "./money";
import { rowsOf, type Category } from "./spending";

export interface EquityPart {
  readonly table: string;
  readonly title: string;
  readonly by: string;
  readonly value: string;
  readonly says: string;
  readonly method: string;
  // Bodies stand in no order of their own: the largest comes first.
  readonly largestFirst?: boolean;
}

const people = (value: number): string =>
  `${value < 0 ? "−" : "+"}${formatWhole(Math.round(Math.abs(value)))} people`;

export const equityParts: readonly EquityPart[] = [
  {
    table: "formula",
    title: "The formula, and its adjustment for inequalities",
    by: "body",
    value: "effect",
    says: "What the adjustment adds or takes",
    method: "people as the whole formula weighs them, less people as need alone weighs them",
    largestFirst: true,
  },
  {
    table: "council_spending",
    title: "What councils spend",
    by: "council",
    value: "per_need",
    says: "For each person weighted by need, the most deprived first",
    method: "spending ÷ (people × index of need)",
  },
  {
    table: "place_resources",
    title: "Spending and staff of places",
    by: "place",
    value: "per_head",
    says: "For each person, the most deprived first",
    method: "a shift is the share of the year less that of the year before",
  },
  {
    table: "practice_groups",
    title: "General practice",
    by: "deprivation_group",
    value: "per_weighted_patient",
    says: "For each patient weighted by need, the most deprived first",
    method: "practices in five groups of as nearly the same number as there can be",
  },
  {
    table: "running_costs",
    title: "Running costs and the team for inequalities",
    by: "body",
    value: "running_costs",
    says: "What bodies run on",
    method: "as the body records it, or as it was announced",
    largestFirst: true,
  },
];

export function sayEquity(part: EquityPart): (value: number) => string {
  return part.table === "formula" ? people : sayPounds;
}

export function equityBars(model: Model, part: EquityPart, year: string): Category[] {
  const bars = rowsOf(model, part.table).flatMap(({ cells }): Category[] => {
    const amount = cells[part.value];
    if (cells["year"] !== year || typeof amount !== "number") return [];
    const id = String(cells[part.by] ?? "");
    const group = part.by === "deprivation_group" ? `group ${id}` : nameOf(model.money, id);
    const service = cells["service"];
    return [{ name: typeof service === "string" ? `${group}, ${service}` : group, amount }];
  });
  return part.largestFirst ? bars.sort((one, other) => other.amount - one.amount) : bars;
}

export function equityHeadline(part: EquityPart, bars: readonly Category[]): string {
  const say = sayEquity(part);
  const ends = bars.length > 1 ? [bars[0], bars.at(-1)] : bars;
  const said = ends.flatMap((bar) => (bar ? [`${say(bar.amount)} (${bar.name})`] : []));
  return `${part.says}: ${said.join(" to ")}`;
}
