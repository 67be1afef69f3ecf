// Waiting lists, as the tables of a build have them.

import { formatShare } from "../format/numbers";
import type { Model } from "./model";
import { decode, type Decoded } from "./records";

const groupFields = {
  split: "text",
  group: "text",
  weeks: "number",
  value: "number",
  lowercl: "number",
  uppercl: "number",
  ratio: "number",
} as const;
const listFields = {
  source: "text",
  body: "text",
  name: "text",
  list: "text",
  weeks: "number",
  over: "number",
  value: "number",
  lowercl: "number",
  uppercl: "number",
} as const;
const monthFields = {
  body: "text",
  list: "text",
  month: "text",
  share_over_18: "number",
  share_over_52: "number",
  source: "text",
} as const;

export type GroupRow = Decoded<typeof groupFields>;
export type ListRow = Decoded<typeof listFields>;
export type MonthRow = Decoded<typeof monthFields>;

export function groupRows(model: Model): GroupRow[] {
  const table = model.tables.get("waiting_groups");
  return table ? decode(table, groupFields) : [];
}

export function listRows(model: Model): ListRow[] {
  const table = model.tables.get("waiting_lists");
  return table ? decode(table, listFields) : [];
}

export function monthRows(model: Model): MonthRow[] {
  const table = model.tables.get("waiting_months");
  return table ? decode(table, monthFields) : [];
}

// Numbers of a column in order, each once.
export function weeksOf(rows: readonly { readonly weeks: number | null }[]): number[] {
  const known = rows.flatMap(({ weeks }) => (weeks === null ? [] : [weeks]));
  return [...new Set(known)].sort((a, b) => a - b);
}

const splitTitles: Readonly<Record<string, string>> = {
  fifth: "deprivation fifth",
  ethnicity: "ethnicity",
  sex: "sex",
  age_band: "age",
  place: "place",
  priority: "priority",
};

export function splitTitle(split: string): string {
  return split
    .split("+")
    .map((part) => splitTitles[part] ?? part)
    .join(" and ");
}

export function groupName(split: string, group: string): string {
  if (split !== "fifth" || group === "unknown") return group === "unknown" ? "Not known" : group;
  if (group === "1") return "1 (most deprived)";
  return group === "5" ? "5 (least deprived)" : group;
}

interface Shared {
  readonly value: number | null;
}

interface Known {
  readonly name: string;
  readonly value: number;
}

// The ends of a set of shares.
function ends<Row extends Shared>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): readonly [Known, Known] | null {
  const known = rows
    .flatMap((row) => (row.value === null ? [] : [{ name: nameOf(row), value: row.value }]))
    .sort((a, b) => b.value - a.value);
  const [first] = known;
  const last = known.at(-1);
  return first && last && known.length > 1 ? [first, last] : null;
}

export function groupsHeadline(rows: readonly GroupRow[], split: string, weeks: number): string {
  const named = rows.filter(({ group }) => group !== "unknown");
  const found = ends(named, (row) => groupName(split, row.group));
  const what = `more than ${weeks} weeks by ${splitTitle(split)}`;
  if (!found) return `Who waits ${what}`;
  const [most, least] = found;
  return `Waits of ${what}: ${formatShare(most.value)} in ${most.name}, ${formatShare(least.value)} in ${least.name}`;
}

export function boardsHeadline(rows: readonly ListRow[], weeks: number): string {
  const found = ends(rows, ({ name, body }) => name || body);
  const [only] = rows;
  if (!found) {
    if (!only || only.value === null) return `Who waits more than ${weeks} weeks`;
    return `${formatShare(only.value)} of those who wait have waited more than ${weeks} weeks`;
  }
  const [most, least] = found;
  return `Between ${formatShare(least.value)} (${least.name}) and ${formatShare(most.value)} (${most.name}) have waited more than ${weeks} weeks`;
}

export function trendHeadline(values: readonly Known[], weeks: number): string {
  const [first] = values;
  const last = values.at(-1);
  if (!first || !last) return `Waits of more than ${weeks} weeks by month`;
  const went = last.value > first.value ? "rose" : "fell";
  return `The share that waits more than ${weeks} weeks ${went} from ${formatShare(first.value)} in ${first.name} to ${formatShare(last.value)} in ${last.name}`;
}
