// Allocations, places, flows and published spending, and the questions that the pages of money ask of
// them. Everything here is worked out by the program; the page only chooses, sorts and says.

import type { Description, Table } from "../data/document";
import { counted, formatIndex, formatSigned, sayPounds } from "../format/numbers";
import { capitalised } from "../format/words";
import { shortNames } from "./names";
import { decode, type Decoded, type Specification } from "./records";

const allocationFields = {
  year: "text",
  body: "text",
  stream: "text",
  baseline: "number",
  base_growth: "number",
  target: "number",
  distance_before: "number",
  convergence: "number",
  allocation: "number",
  distance_after: "number",
  population: "number",
  per_head: "number",
  gain: "number",
  target_basis: "text",
  source: "text",
} as const;

const placeFields = {
  year: "text",
  body: "text",
  place: "text",
  stream: "text",
  population: "number",
  need_index: "number",
  target: "number",
  budget: "number",
  per_head: "number",
  distance: "number",
  fair_share: "number",
  explanation: "text",
} as const;

const methodFields = {
  year: "text",
  subject: "text",
  title: "text",
  rule: "text",
  floor: "number",
  cap: "number",
  evidence: "text",
  gaps: "text",
  note: "text",
  need: "text",
  inequalities: "text",
  advice: "text",
  source: "text",
} as const;

const flowFields = {
  year: "text",
  from: "text",
  to: "text",
  purpose: "text",
  basis: "text",
  amount: "number",
} as const;

export type AllocationRow = Decoded<typeof allocationFields>;
export type PlaceRow = Decoded<typeof placeFields>;
export type MethodRow = Decoded<typeof methodFields>;
export type FlowRow = Decoded<typeof flowFields>;

export interface Money {
  readonly allocations: readonly AllocationRow[];
  readonly places: readonly PlaceRow[];
  readonly methods: readonly MethodRow[];
  readonly flows: readonly FlowRow[];
  readonly names: ReadonlyMap<string, string>;
}

export function moneyOf(description: Description, tables: ReadonlyMap<string, Table>): Money {
  const read = <S extends Specification>(name: string, fields: S): Decoded<S>[] => {
    const table = tables.get(name);
    return table ? decode(table, fields) : [];
  };
  return {
    allocations: read("allocations", allocationFields),
    places: read("place_budgets", placeFields),
    methods: read("money_methods", methodFields),
    flows: read("flows", flowFields),
    names: description.names,
  };
}

export function nameOf(money: Money, id: string): string {
  return money.names.get(id) ?? id;
}

// Names short enough for a picture, by id.
export function pictureNames(money: Money, ids: readonly string[]): ReadonlyMap<string, string> {
  const short = shortNames(ids.map((id) => nameOf(money, id)));
  return new Map(ids.map((id) => [id, short.get(nameOf(money, id)) ?? id]));
}

// "primary-medical" as a reader would say it.
export function streamTitle(stream: string): string {
  if (stream === "together") return "All streams together";
  return capitalised(stream.replaceAll("-", " "));
}

// The latest first, for what is newest is what is asked about.
export function distinct(values: readonly string[], order: "given" | "latest" = "given"): string[] {
  const known = [...new Set(values)];
  return order === "given" ? known : known.sort().reverse();
}

export function methodOf(money: Money, year: string, subject: string): MethodRow | undefined {
  return money.methods.find((row) => row.year === year && row.subject === subject);
}

export interface Knot {
  readonly distance: number;
  readonly convergence: number;
}

// "-0.025 0.005; 0 0; 0.025 -0.005" as points.
export function knotsOf(rule: string): Knot[] {
  return rule.split(";").flatMap((point) => {
    const [distance, convergence] = point.trim().split(/\s+/).map(Number);
    const isPoint = Number.isFinite(distance) && Number.isFinite(convergence);
    return isPoint ? [{ distance: distance ?? 0, convergence: convergence ?? 0 }] : [];
  });
}

// What a rule gives at a distance: straight lines between its points, held outside.
function convergenceAt(knots: readonly Knot[], distance: number): number {
  const after = knots.findIndex((knot) => knot.distance >= distance);
  const to = knots[after];
  const from = knots[after - 1];
  if (!to) return knots.at(-1)?.convergence ?? 0;
  if (!from) return to.convergence;
  const part = (distance - from.distance) / (to.distance - from.distance);
  return from.convergence + part * (to.convergence - from.convergence);
}

export interface Bounds {
  readonly floor: number | null;
  readonly cap: number | null;
}

const steps = 400;

// The line of a rule as far as anybody stands, never below its floor nor above its cap.
export function drawnLine(
  knots: readonly Knot[],
  distances: readonly number[],
  { floor, cap }: Bounds,
): Knot[] {
  if (knots.length === 0) return [];
  const turns = knots.map((knot) => knot.distance);
  const first = Math.min(...distances, ...turns) - 0.005;
  const last = Math.max(...distances, ...turns) + 0.005;
  // Where floor and cap cut the line is found by looking closely enough for the eye.
  const isCut = floor !== null || cap !== null;
  const between = Array.from({ length: isCut ? steps : 0 }, (_, step) => {
    return first + ((last - first) * step) / steps;
  });
  return [first, ...turns, ...between, last]
    .sort((a, b) => a - b)
    .map((distance) => {
      const free = convergenceAt(knots, distance);
      return {
        distance,
        convergence: Math.max(floor ?? -Infinity, Math.min(cap ?? Infinity, free)),
      };
    });
}

// Those with the largest distance first, so that a picture reads from above target to below.
export function byDistance(rows: readonly AllocationRow[]): AllocationRow[] {
  return rows
    .filter((row) => row.distance_before !== null)
    .sort((a, b) => (b.distance_before ?? 0) - (a.distance_before ?? 0));
}

// "26 of 42 boards stand above their target in 2025/26, from −4.85% in A to +5.41% in B".
export function distanceHeadline(money: Money, rows: readonly AllocationRow[]): string {
  const sorted = byDistance(rows);
  const [most] = sorted;
  const least = sorted.at(-1);
  if (!most || !least) {
    const total = rows.reduce((sum, row) => sum + (row.allocation ?? 0), 0);
    return `${counted(rows.length, "body gets", "bodies get")} ${sayPounds(total)}, without a target`;
  }
  const names = pictureNames(
    money,
    rows.map((row) => row.body),
  );
  const say = (row: AllocationRow): string =>
    `${formatSigned(row.distance_before ?? 0)} (${names.get(row.body)})`;
  if (sorted.length === 1)
    return `${names.get(most.body)}: ${formatSigned(most.distance_before ?? 0)} from target`;
  const above = sorted.filter((row) => (row.distance_before ?? 0) > 0).length;
  const bodies = counted(sorted.length, "body", "bodies");
  return `${above} of ${bodies} start above their target: from ${say(least)} to ${say(most)}`;
}

// Who the rule gives to and takes from, and how much changes hands beside the whole.
export function paceHeadline(rows: readonly AllocationRow[]): string {
  const gains = rows.flatMap((row) => row.gain ?? []);
  const given = gains.filter((gain) => gain > 0);
  const taken = gains.filter((gain) => gain < 0);
  const sum = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);
  return (
    `The rule gives ${sayPounds(sum(given))} more to ${counted(given.length, "body", "bodies")} ` +
    `and ${sayPounds(-sum(taken))} less to ${taken.length}`
  );
}

export function placesHeadline(money: Money, rows: readonly PlaceRow[]): string {
  const valued = rows
    .filter((row) => row.need_index !== null)
    .sort((a, b) => (a.need_index ?? 0) - (b.need_index ?? 0));
  const [least] = valued;
  const most = valued.at(-1);
  if (!least || !most) return "No place has an index of need";
  const say = (row: PlaceRow): string =>
    `${formatIndex(row.need_index ?? 0)} in ${nameOf(money, row.place)}`;
  const total = rows.reduce((sum, row) => sum + (row.budget ?? 0), 0);
  const shared = total > 0 ? ` share ${sayPounds(total)};` : ":";
  return `${counted(rows.length, "place", "places")}${shared} need a head runs from ${say(least)} to ${say(most)}`;
}

// A flow of plan and actual side by side.
export interface FlowPair {
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly plan: number | null;
  readonly actual: number | null;
}

export function flowPairs(rows: readonly FlowRow[]): FlowPair[] {
  const pairs = new Map<string, FlowPair>();
  for (const { from, to, purpose, basis, amount } of rows) {
    const key = JSON.stringify([from, to, purpose]);
    const known = pairs.get(key) ?? { from, to, purpose, plan: null, actual: null };
    const side = basis === "actual" ? "actual" : "plan";
    pairs.set(key, { ...known, [side]: (known[side] ?? 0) + (amount ?? 0) });
  }
  return [...pairs.values()];
}

// The flows of those who only give: what comes in from outside.
function fromOutside(rows: readonly FlowRow[]): FlowRow[] {
  const into = new Set(rows.map((row) => row.to));
  return rows.filter((row) => !into.has(row.from));
}

export function firstGiven(rows: readonly FlowRow[]): number {
  return fromOutside(rows).reduce((sum, row) => sum + (row.amount ?? 0), 0);
}

export function flowsHeadline(money: Money, rows: readonly FlowRow[]): string {
  const sources = fromOutside(rows);
  const into = new Set(rows.map((row) => row.to));
  const amount = firstGiven(rows);
  const names = distinct(sources.map((row) => nameOf(money, row.from)));
  const ends = new Set(rows.map((row) => row.from));
  const last = distinct(rows.map((row) => row.to).filter((id) => !ends.has(id))).length;
  const whose = names.length <= 2 ? names.join(" and ") : counted(names.length, "body", "bodies");
  if (names.length === 0)
    return `Money goes in circles among ${counted(into.size, "body", "bodies")}`;
  return `${sayPounds(amount)} from ${whose} ends with ${counted(last, "receiver", "receivers")}`;
}
