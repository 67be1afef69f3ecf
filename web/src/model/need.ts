// What is counted of need, as the tables of a build have it.

import { formatShare } from "../format/numbers";
import type { Model } from "./model";
import { decode, type Decoded } from "./records";

const indicatorFields = {
  indicator: "text",
  title: "text",
  better: "text",
  use: "text",
  note: "text",
  source: "text",
} as const;
const profileFields = {
  indicator: "text",
  period: "text",
  layer: "text",
  code: "text",
  name: "text",
  value: "number",
  lowercl: "number",
  uppercl: "number",
  standing: "text",
} as const;
const fifthFields = {
  indicator: "text",
  period: "text",
  layer: "text",
  code: "text",
  fifth: "number",
  population: "number",
  value: "number",
  lowercl: "number",
  uppercl: "number",
} as const;
const gapFields = {
  indicator: "text",
  period: "text",
  layer: "text",
  code: "text",
  relative_gap: "number",
  absolute_gap: "number",
  slope_index: "number",
  slope_lowercl: "number",
  slope_uppercl: "number",
} as const;
const similarFields = { layer: "text", code: "text" } as const;

const evidenceFields = {
  layer: "text",
  code: "text",
  name: "text",
  title: "text",
  state: "text",
  figures: "number",
} as const;
const groupFields = {
  group: "text",
  kind: "text",
  aspect: "text",
  measure: "text",
  worse: "truth",
} as const;
const trendFields = {
  indicator: "text",
  layer: "text",
  code: "text",
  first_period: "text",
  last_period: "text",
  course: "text",
  change: "number",
  lowercl: "number",
  uppercl: "number",
} as const;

export type EvidenceRow = Decoded<typeof evidenceFields>;
export type GroupRow = Decoded<typeof groupFields>;
export type TrendRow = Decoded<typeof trendFields>;
export type IndicatorRow = Decoded<typeof indicatorFields>;
export type ProfileRow = Decoded<typeof profileFields>;
export type FifthRow = Decoded<typeof fifthFields>;
export type GapRow = Decoded<typeof gapFields>;
export type SimilarRow = Decoded<typeof similarFields>;

export const allAreas = "all";

function rowsIn<Row>(
  model: Model,
  name: string,
  read: (table: NonNullable<ReturnType<Model["tables"]["get"]>>) => Row[],
): Row[] {
  const table = model.tables.get(name);
  return table ? read(table) : [];
}

export function indicatorRows(model: Model): IndicatorRow[] {
  return rowsIn(model, "need_indicators", (table) => decode(table, indicatorFields));
}

export function profileRows(model: Model): ProfileRow[] {
  return rowsIn(model, "need_profile", (table) => decode(table, profileFields));
}

export function fifthRows(model: Model): FifthRow[] {
  return rowsIn(model, "need_fifths", (table) => decode(table, fifthFields));
}

export function gapRows(model: Model): GapRow[] {
  return rowsIn(model, "need_gaps", (table) => decode(table, gapFields));
}

export function similarRows(model: Model): SimilarRow[] {
  return rowsIn(model, "need_similar", (table) => decode(table, similarFields));
}

export function evidenceRows(model: Model): EvidenceRow[] {
  return rowsIn(model, "need_evidence", (table) => decode(table, evidenceFields));
}

export function groupRows(model: Model): GroupRow[] {
  return rowsIn(model, "need_groups", (table) => decode(table, groupFields));
}

export function trendRows(model: Model): TrendRow[] {
  return rowsIn(model, "need_trend", (table) => decode(table, trendFields));
}

// What of the evidence is not there, in words.
export function evidenceHeadline(name: string, rows: readonly EvidenceRow[]): string {
  const missing = rows
    .filter((row) => row.state === "missing")
    .map((row) => row.title.toLowerCase());
  if (missing.length === 0) return `${name}: everything that evidence of need asks for is here`;
  return `${name}: ${rows.length - missing.length} of ${rows.length} parts of the evidence are here; missing: ${missing.join(", ")}`;
}

export function groupsHeadline(rows: readonly GroupRow[]): string {
  const worse = rows.filter((row) => row.worse === true);
  const groups = new Set(worse.map((row) => row.group));
  return `${worse.length} of ${rows.length} figures show a group worse off than everyone, of ${groups.size} groups`;
}

// How many percentage points more or fewer, where the interval lets that be said.
export function trendHeadline(name: string, title: string, row: TrendRow): string {
  const { change, lowercl, uppercl, first_period: from, last_period: to } = row;
  if (change === null || lowercl === null || uppercl === null)
    return `${name}: ${title}: too little is known of a change`;
  const course = row.course === "" ? "" : `; it ${row.course}`;
  if (lowercl <= 0 && uppercl >= 0)
    return `${name}: ${title}: no clear change from ${from} to ${to}${course}`;
  const points = (Math.abs(change) * 100).toFixed(1);
  return `${name}: ${title}: ${points} percentage points ${change > 0 ? "more" : "fewer"} in ${to} than in ${from}${course}`;
}

// The areas differ from each other: how far, and how many stand apart from the others.
export function areasHeadline(title: string, rows: readonly ProfileRow[]): string {
  const areas = rows.filter((row) => row.code !== allAreas && row.value !== null);
  const sorted = [...areas].sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  const [least] = sorted;
  const most = sorted[sorted.length - 1];
  if (!least || !most) return `${title}: nothing is known`;
  if (sorted.length === 1) return `${title}: ${formatShare(most.value ?? 0)}`;
  return `${title}: from ${formatShare(least.value ?? 0)} to ${formatShare(most.value ?? 0)}`;
}

// What the fifths show, in a sentence that does not go beyond the interval.
export function fifthsHeadline(gap: GapRow | undefined): string {
  if (!gap || gap.slope_index === null || gap.slope_lowercl === null || gap.slope_uppercl === null)
    return "Between the fifths of deprivation, too little is known for a slope";
  if (gap.slope_lowercl <= 0 && gap.slope_uppercl >= 0)
    return "Between the fifths of deprivation there is no clear slope";
  const points = (Math.abs(gap.slope_index) * 100).toFixed(1);
  const end = gap.slope_index > 0 ? "most" : "least";
  const times =
    gap.relative_gap !== null && gap.relative_gap >= 1.2
      ? `, and ${gap.relative_gap.toFixed(1)} times as common in the most deprived fifth as in the least`
      : "";
  return `${points} percentage points more at the ${end} deprived end${times}`;
}

export interface SlopePoint {
  readonly fifth: number;
  readonly rank: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

// Where each fifth stands on the way from the most deprived to the least: the middle of its people.
export function slopePoints(rows: readonly FifthRow[]): SlopePoint[] {
  const sorted = [...rows].sort((a, b) => (a.fifth ?? 0) - (b.fifth ?? 0));
  const people = sorted.reduce((sum, row) => sum + (row.population ?? 0), 0);
  const points: SlopePoint[] = [];
  let below = 0;
  for (const { fifth, population, value, lowercl, uppercl } of sorted) {
    const part = (population ?? 0) / people;
    if (fifth !== null && value !== null && lowercl !== null && uppercl !== null)
      points.push({ fifth, rank: below + part / 2, value, low: lowercl, high: uppercl });
    below += part;
  }
  return points;
}

// The line through the points by least squares, each weighed by its people, from end to end.
export function slopeLine(
  rows: readonly FifthRow[],
  slopeIndex: number | null,
): readonly { readonly rank: number; readonly value: number }[] {
  if (slopeIndex === null) return [];
  const people = rows.reduce((sum, row) => sum + (row.population ?? 0), 0);
  const mean = rows.reduce(
    (sum, row) => sum + ((row.population ?? 0) / people) * (row.value ?? 0),
    0,
  );
  return [
    { rank: 0, value: mean + slopeIndex / 2 },
    { rank: 1, value: mean - slopeIndex / 2 },
  ];
}
