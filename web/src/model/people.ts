// Who lives in each area, by age and sex; who is in which cohort, segment and stratum of risk.

import { counted, formatShare, formatWhole } from "../format/numbers";
import type { Model } from "./model";
import { decode, type Decoded, type Specification } from "./records";

const ageFields = {
  layer: "text",
  code: "text",
  age_band: "text",
  people: "number",
  females: "number",
  males: "number",
  period: "text",
  source: "text",
  note: "text",
} as const;
const countFields = {
  code: "text",
  age_band: "text",
  sex: "text",
  ethnicity: "text",
  people: "number",
  release: "text",
} as const;
const cohortFields = {
  cohort: "text",
  title: "text",
  cohort_group: "text",
  people: "number",
  of: "number",
  share: "number",
  source: "text",
  note: "text",
  release: "text",
} as const;
const stepFields = {
  cohort: "text",
  step: "number",
  must: "text",
  before: "number",
  kept: "number",
  lost: "number",
} as const;
const segmentFields = {
  segment: "text",
  title: "text",
  people: "number",
  share: "number",
  release: "text",
} as const;
const stratumFields = {
  stratum: "text",
  people: "number",
  observed: "number",
  lowercl: "number",
  uppercl: "number",
  expected: "number",
  calibration: "number",
  model: "text",
  release: "text",
} as const;
const fifthFields = {
  measure: "text",
  areas_here: "number",
  national: "number",
  local: "number",
  local_not_national: "number",
  national_not_local: "number",
} as const;

export type AgeRow = Decoded<typeof ageFields>;
export type CohortRow = Decoded<typeof cohortFields>;
export type StepRow = Decoded<typeof stepFields>;
export type SegmentRow = Decoded<typeof segmentFields>;
export type StratumRow = Decoded<typeof stratumFields>;
export type DeprivedFifth = Decoded<typeof fifthFields>;

function rowsIn<S extends Specification>(model: Model, name: string, fields: S): Decoded<S>[] {
  const table = model.tables.get(name);
  return table ? decode(table, fields) : [];
}

export const ageRows = (model: Model): AgeRow[] => rowsIn(model, "need_people", ageFields);
export const cohortRows = (model: Model): CohortRow[] => rowsIn(model, "cohorts", cohortFields);
export const stepRows = (model: Model): StepRow[] => rowsIn(model, "cohort_steps", stepFields);
export const segmentRows = (model: Model): SegmentRow[] => rowsIn(model, "segments", segmentFields);
export const stratumRows = (model: Model): StratumRow[] =>
  rowsIn(model, "risk_strata", stratumFields);
export const deprivedFifths = (model: Model): DeprivedFifth[] =>
  rowsIn(model, "deprived_fifths", fifthFields);

// People of a band: women and girls, men and boys, those of whom it is not known; and the shares that
// they are of everybody.
export interface PyramidBand {
  readonly band: string;
  readonly females: number;
  readonly males: number;
  readonly unknown: number;
}

export function bandsOfArea(rows: readonly AgeRow[]): PyramidBand[] {
  return rows
    .map(({ age_band: band, people, females, males }) => {
      const all = people ?? 0;
      if (females === null || males === null) return { band, females: 0, males: 0, unknown: all };
      return { band, females, males, unknown: 0 };
    })
    .sort((a, b) => (a.band < b.band ? -1 : 1));
}

// The people of an extract, all areas together: its margin by age, sex and ethnic group.
export function bandsOfExtract(model: Model): PyramidBand[] {
  const bands = new Map<string, { females: number; males: number; unknown: number }>();
  for (const row of rowsIn(model, "population_counts", countFields)) {
    if (row.code !== "" || row.age_band === "" || row.people === null) continue;
    const band = bands.get(row.age_band) ?? { females: 0, males: 0, unknown: 0 };
    if (row.sex === "female") band.females += row.people;
    else if (row.sex === "male") band.males += row.people;
    else band.unknown += row.people;
    bands.set(row.age_band, band);
  }
  return [...bands]
    .map(([band, sums]) => ({ band, ...sums }))
    .sort((a, b) => (a.band < b.band ? -1 : 1));
}

export function releaseOfExtract(model: Model): string {
  return rowsIn(model, "population_counts", countFields)[0]?.release ?? "";
}

const sumOf = (band: PyramidBand): number => band.females + band.males + band.unknown;

export function peopleIn(bands: readonly PyramidBand[]): number {
  return bands.reduce((sum, band) => sum + sumOf(band), 0);
}

// The share of people from an age up, or up to it.
function shareBetween(bands: readonly PyramidBand[], from: number, to: number): number {
  const within = bands.filter(({ band }) => {
    const first = parseInt(band, 10);
    return first >= from && first < to;
  });
  const all = peopleIn(bands);
  return all > 0 ? peopleIn(within) / all : 0;
}

const older = 65;
const younger = 15;
const nobody = 1000;

export function pyramidHeadline(
  name: string,
  bands: readonly PyramidBand[],
  beside: readonly PyramidBand[],
): string {
  const all = peopleIn(bands);
  if (all === 0) return `${name}: nobody is counted`;
  const old = shareBetween(bands, older, nobody);
  const young = shareBetween(bands, 0, younger);
  const of = `${name}: of ${formatWhole(all)} people ${formatShare(old)} are 65 or older`;
  if (peopleIn(beside) === 0) return `${of} and ${formatShare(young)} under 15`;
  const [otherOld, otherYoung] = [
    shareBetween(beside, older, nobody),
    shareBetween(beside, 0, younger),
  ];
  return `${of} (${formatShare(otherOld)} of all areas) and ${formatShare(young)} under 15 (${formatShare(otherYoung)})`;
}

// The largest cohort, and how many there are.
export function cohortsHeadline(rows: readonly CohortRow[]): string {
  const known = rows.filter((row) => row.share !== null);
  const [largest] = [...known].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  if (!largest) return "No cohort has a count that may be shown";
  return `${counted(rows.length, "cohort", "cohorts")}: the largest, “${largest.title}”, holds ${formatShare(largest.share ?? 0)} of the people asked about`;
}

export function stepsHeadline(cohort: CohortRow, steps: readonly StepRow[]): string {
  if (cohort.people === null) return `${cohort.title}: too few people to say how many`;
  const [most] = steps
    .filter((step) => step.lost !== null)
    .sort((a, b) => (b.lost ?? 0) - (a.lost ?? 0));
  const share = cohort.share === null ? "" : ` (${formatShare(cohort.share)})`;
  const lost = most && most.lost ? `; most are lost at “${most.must}”` : "";
  return `${cohort.title}: ${counted(cohort.people, "person", "people")}${share}${lost}`;
}

export function segmentsHeadline(rows: readonly SegmentRow[]): string {
  const known = rows.filter((row) => row.segment !== "all" && row.share !== null);
  const [largest] = [...known].sort((a, b) => (b.share ?? 0) - (a.share ?? 0));
  return largest
    ? `Everybody is in one of ${counted(rows.length - 1, "segment", "segments")}; the largest is “${largest.title}” with ${formatShare(largest.share ?? 0)}`
    : "No segment has a count that may be shown";
}

// Whether the model's chances lie within what was observed.
export function calibrationHeadline(rows: readonly StratumRow[]): string {
  const known = rows.filter(
    (row) => row.expected !== null && row.lowercl !== null && row.uppercl !== null,
  );
  const outside = known.filter(
    ({ expected, lowercl, uppercl }) =>
      (expected ?? 0) < (lowercl ?? 0) || (expected ?? 0) > (uppercl ?? 0),
  );
  if (known.length === 0) return "Nothing is known of how well the model of risk fits";
  if (outside.length === 0)
    return `The model of risk fits: in ${counted(known.length, "stratum", "strata")} what it expects lies within the interval observed`;
  return `The model of risk does not fit in ${outside.length} of ${counted(known.length, "stratum", "strata")}: read its strata as an order, not as chances`;
}
