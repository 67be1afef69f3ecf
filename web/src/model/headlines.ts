// What a figure shows, in a sentence: its title says the finding, and the rest is there to check it.

import type { Source } from "../data/document";
import { counted, formatShare, formatWhole } from "../format/numbers";
import { sayMeasured, sayStanding } from "./saying";
import { capitalised } from "../format/words";
import { changeTotals } from "./changes";
import { severitiesIn, type InputTotals } from "./findings";
import { areaRows, chartNames, layerNoun, profileRows, type AreaReference } from "./layers";
import { measured, measuredNumber, measureOf, standing, type Measure } from "./measures";
import type { ChangeRow, CoterminosityRow, FindingRow, Model, ProfileRow } from "./model";

function noun(measure: Measure): string {
  return measure.title.replace(/ \(%\)$/, "");
}

interface End {
  readonly value: number;
  // The area, or how many areas where several share the value.
  readonly where: string;
}

// The lowest and the highest value of a column, with whose they are.
function endsOf(rows: readonly ProfileRow[], column: string): readonly [End, End] | null {
  const valued = rows.flatMap((row) => {
    const value = measuredNumber(row, column);
    return value === null ? [] : [{ row, value }];
  });
  if (valued.length === 0) return null;
  const names = chartNames(rows);
  const endAt = (value: number): End => {
    const own = valued.filter((entry) => entry.value === value);
    const [only] = own;
    const isOne = own.length === 1 && only !== undefined;
    const code = only?.row.code ?? "";
    return {
      value,
      where: isOne ? (names.get(code) ?? code) : counted(own.length, "area", "areas"),
    };
  };
  const values = valued.map(({ value }) => value);
  return [endAt(Math.min(...values)), endAt(Math.max(...values))];
}

function extremes(rows: readonly ProfileRow[], measure: Measure): string {
  const ends = endsOf(rows, measure.column);
  if (!ends) return "no figures";
  const say = ({ value, where }: End): string => `${sayMeasured(measure, value)} in ${where}`;
  const [least, most] = ends;
  return least.value === most.value ? say(most) : `from ${say(least)} to ${say(most)}`;
}

function bandCounts(rows: readonly ProfileRow[], measure: Measure): string {
  const words = rows.map((row) => measured(row, measure.column));
  const others = [...new Set(words)].filter(
    (word): word is string => typeof word === "string" && !measure.order.includes(word),
  );
  return [...measure.order, ...others]
    .map((word) => ({ word, count: words.filter((other) => other === word).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${formatWhole(count)} ${word}`)
    .join(", ");
}

// "Small areas in the most deprived fifth: from 1% in Surrey Heartlands to 49% in Birmingham …".
export function measureHeadline(rows: readonly ProfileRow[], measure: Measure): string {
  const words = measure.kind === "number" ? extremes(rows, measure) : bandCounts(rows, measure);
  return `${noun(measure)}: ${words || "no figures"}`;
}

// "42 integrated care boards, from Shropshire (524,267 people) to Greater Manchester (3,174,138 …)".
export function profileHeadline(model: Model, rows: readonly ProfileRow[]): string {
  const [first] = rows;
  if (!first) return "There is no profile in this build";
  const areas = `${formatWhole(rows.length)} ${layerNoun(model, first.layer) || "areas"}`;
  const ends = endsOf(rows, "population");
  if (!ends) return areas;
  const say = ({ value, where }: End): string => `${where} (${formatWhole(value)} people)`;
  const [least, most] = ends;
  return least.value === most.value ? areas : `${areas}, from ${say(least)} to ${say(most)}`;
}

// "3,174,138 people, highest of 42; 37.9% of its small areas …, 3rd highest of 42", from the figures
// that are not rounded, where there are any.
export function areaHeadline(model: Model, area: AreaReference): string {
  const rows = areaRows(model, area);
  const row = rows.find((known) => known.mode === "exact") ?? rows[0];
  if (!row) return "";
  const others = profileRows(model, area.layer, row.mode);
  const say = (column: string, words: (value: string) => string): string[] => {
    const measure = measureOf(column);
    const value = measuredNumber(row, column);
    if (!measure || value === null) return [];
    const place = standing(
      value,
      others.map((other) => measuredNumber(other, column)),
    );
    const among = place && place.of > 1 ? `, ${sayStanding(place)}` : "";
    return [`${words(sayMeasured(measure, value))}${among}`];
  };
  return [
    ...say("population", (value) => `${value} people`),
    ...say(
      "pct_most_deprived_quintile",
      (value) => `${value} of its small areas in the most deprived fifth`,
    ),
  ].join("; ");
}

// How many areas have a partner of their own size, and how many people have none at all.
export function coterminosityHeadline(model: Model, rows: readonly CoterminosityRow[]): string {
  const [first] = rows;
  if (!first) return "No two layers were compared in this build";
  const people = (some: readonly CoterminosityRow[]): number =>
    some.reduce((sum, row) => sum + (row.population ?? 0), 0);
  const coterminous = rows.filter((row) => row.class === "coterminous");
  const alone = rows.filter((row) => row.class === "none");
  const are = coterminous.length === 1 ? "is" : "are";
  const own = layerNoun(model, first.layer_a) || "areas";
  const other = layerNoun(model, first.layer_b);
  const partner = other === "" ? "an area of the other layer" : `one of the ${other}`;
  const some = `${formatWhole(coterminous.length)} of ${formatWhole(rows.length)} ${own}`;
  const begin = `${some} ${are} coterminous with ${partner}`;
  if (alone.length === 0) return `${begin}, and every one shares people with some`;
  const share = people(rows) > 0 ? formatShare(people(alone) / people(rows)) : "";
  const part = share === "" ? "" : `, with ${share} of the people,`;
  return `${begin}; ${formatWhole(alone.length)}${part} ${alone.length === 1 ? "lies" : "lie"} in none`;
}

// "12 of 42 have all their people in one area of the other layer …".
export function coverHeadline(rows: readonly CoterminosityRow[]): string {
  const whole = rows.filter((row) => formatShare(row.share_in_best ?? 0) === "100%").length;
  const shared = rows.filter((row) => (row.pieces ?? 0) > 1).length;
  return (
    `${formatWhole(whole)} of ${formatWhole(rows.length)} have all their people in one area of the ` +
    `other layer, and ${formatWhole(shared)} ${shared === 1 ? "has" : "have"} theirs in several`
  );
}

// "494 of 504 printed values agree with the data; 10 differ".
export function printedHeadline(model: Model, compared: number, differing: number): string {
  const agreeing = formatWhole(compared - differing);
  const against = model.description.system.hasOpenData
    ? "the data"
    : "what the other printed values give";
  const values = counted(compared, "printed value", "printed values");
  return `${agreeing} of ${values} agree with ${against}; ${formatWhole(differing)} differ`;
}

export function changesHeadline(rows: readonly ChangeRow[], isWhole = true): string {
  const totals = changeTotals(rows);
  // Where some cannot be placed, it is not known of all.
  if (totals.flows === 0) return isWhole ? "Nobody moved" : "Nobody is known to have moved";
  const areas = counted(totals.smallAreas, "small area", "small areas");
  const people = counted(totals.people, "person", "people");
  return `${areas} with ${people} moved in ${counted(totals.flows, "flow", "flows")}`;
}

// "49 open data sets of 4 publishers".
export function sourcesHeadline(sources: readonly Source[]): string {
  if (sources.length === 0) return "No open data was read";
  const publishers = new Set(sources.map((source) => source.publisher)).size;
  const sets = counted(sources.length, "open data set", "open data sets");
  return `${sets} of ${counted(publishers, "publisher", "publishers")}`;
}

// "38 files with 499,065 rows were read, and no row was skipped".
export function inputsHeadline({ files, read, skipped }: InputTotals): string {
  const rows = skipped === 0 ? "no row was" : `${counted(skipped, "row was", "rows were")}`;
  const were = files === 1 ? "was" : "were";
  return `${counted(files, "file", "files")} with ${counted(read, "row", "rows")} ${were} read, and ${rows} skipped`;
}

const severityWords: Readonly<Record<string, readonly [string, string]>> = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  information: ["note", "notes"],
};

export function findingsHeadline(findings: readonly FindingRow[]): string {
  const held = ["error", "warning", ...severitiesIn(findings)];
  const words = [...new Set(held)].map((severity) => {
    const [one, several] = severityWords[severity] ?? [severity, severity];
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? `no ${several}` : counted(count, one, several);
  });
  const last = words.pop() ?? "";
  return capitalised(words.length === 0 ? last : `${words.join(", ")} and ${last}`);
}
