// What stands under every figure: its vintage, its sources and its method, in words, from the data.

import type { Model, ProfileRow } from "./model";
import { formatDate } from "../format/dates";
import { layerTitle } from "./layers";
import type { Basis, Measure } from "./measures";
import { printedSource } from "./printed";

export interface Fact {
  readonly term: string;
  readonly value: string;
}

const modeWords: Readonly<Record<string, string>> = {
  published: "published: rounded as in print",
  exact: "exact: worked out from the data, not rounded",
};

export function modeTitle(mode: string): string {
  if (mode === "published") return "Published (rounded)";
  return mode === "exact" ? "Exact (not rounded)" : mode;
}

function withId(title: string, id: string): string {
  return title === "" || title === id ? id : `${title} (${id})`;
}

// "imd2019" with the title of the data set, where the sources have it. A table names what was read by
// the measure, and what was drawn by the data set.
function sourceTitle(model: Model, id: string): string {
  const { sources } = model.description;
  const source = sources.find((known) => known.id === id || known.measure === id);
  return withId(source?.title ?? "", id);
}

// Title, publisher, the day that the data describe, and what a reader must know of them.
function drawnFrom(model: Model, id: string): string {
  const source = model.description.sources.find((known) => known.id === id);
  if (!source) return id;
  const date = source.date === "" ? "" : `, ${formatDate(source.date)}`;
  const note = source.note === "" ? "" : ` (${source.note})`;
  return `${source.title}, ${source.publisher}${date}${note}`;
}

function layerWords(model: Model, layers: string): string {
  return layers
    .split(/\s+/)
    .filter((layer) => layer !== "")
    .map((layer) => withId(layerTitle(model, layer), layer))
    .join(" or ");
}

// "registered: registered2023-24" and "resident: census2021" as a reader would say it.
export function populationWords(model: Model, source: string): string {
  const parts = /^(registered|resident): (.+)$/.exec(source);
  if (!parts) return sourceTitle(model, source);
  const [, kind = "", id = ""] = parts;
  const people = kind === "registered" ? "people registered with practices" : "residents";
  return `${people}, ${sourceTitle(model, id)}`;
}

function facts(entries: readonly (readonly [string, string])[]): Fact[] {
  return entries.filter(([, value]) => value !== "").map(([term, value]) => ({ term, value }));
}

function distinctWords(values: readonly string[], say: (value: string) => string): string {
  return [...new Set(values.filter((value) => value !== ""))].map(say).join("; ");
}

const basisTerms: Readonly<Record<Basis, string>> = {
  deprivation_index: "Deprivation",
  rural_urban: "Rural and urban",
  population_source: "Population",
};

function basisFact(
  model: Model,
  rows: readonly ProfileRow[],
  basis: Basis,
): readonly [string, string] {
  const say = (id: string): string =>
    basis === "population_source" ? populationWords(model, id) : sourceTitle(model, id);
  return [
    basisTerms[basis],
    distinctWords(
      rows.map((row) => row[basis]),
      say,
    ),
  ];
}

interface Profiled {
  readonly layer: string;
  // Where the values were printed, if it is the printed ones that are shown.
  readonly printed: string;
  readonly begin: readonly (readonly [string, string])[];
  readonly end: readonly (readonly [string, string])[];
}

// What holds of any figure of a profile, to stand before and after what it rests on.
function profiled(model: Model, rows: readonly ProfileRow[], first: ProfileRow): Profiled {
  const { layer } = first;
  const modes = distinctWords(
    rows.map((row) => row.mode),
    (mode) => modeWords[mode] ?? mode,
  );
  const known = model.layers.find((row) => row.layer === layer);
  const smallAreas = first.small_areas || known?.small_areas || "";
  const isPublished = rows.some((row) => row.mode === "published");
  const printed = isPublished ? printedSource(model, layer) : "";
  return {
    layer,
    printed,
    begin: [
      ["Areas", withId(layerTitle(model, layer), layer)],
      ["Small areas", layerWords(model, smallAreas)],
    ],
    end: [
      ["Figures", modes],
      ["Printed in", printed],
    ],
  };
}

export function profileFacts(model: Model, rows: readonly ProfileRow[]): Fact[] {
  const [first] = rows;
  if (!first) return [];
  const { begin, end } = profiled(model, rows, first);
  const bases: readonly Basis[] = ["deprivation_index", "rural_urban", "population_source"];
  return facts([...begin, ...bases.map((basis) => basisFact(model, rows, basis)), ...end]);
}

// What is shown as printed was not worked out here.
function asPrinted(model: Model): string {
  const rest = model.description.system.hasOpenData ? "; Exact says what the data give" : "";
  return `the printed values${rest}`;
}

// For a picture of one measure: what that measure rests on, and where the outlines come from.
export function measureFacts(
  model: Model,
  rows: readonly ProfileRow[],
  measure: Measure,
  isMap: boolean,
): Fact[] {
  const [first] = rows;
  if (!first) return [];
  const { layer, printed, begin, end } = profiled(model, rows, first);
  const outlines = isMap ? (model.description.outlines.get(layer) ?? "") : "";
  return facts([
    ...begin,
    ...(measure.basis === null ? [] : [basisFact(model, rows, measure.basis)]),
    ["Method", printed === "" ? measure.method : asPrinted(model)],
    ...end,
    ["Outlines", outlines === "" ? "" : drawnFrom(model, outlines)],
  ]);
}

export interface Weighed {
  readonly population_source: string;
  readonly small_areas: string;
  // "exact", or how many people a best fit may have misplaced.
  readonly fit: string;
}

export interface Compared {
  readonly layerA: string;
  readonly layerB: string;
  readonly rows: readonly Weighed[];
  readonly method: keyof typeof comparisonMethods;
}

const comparisonMethods = {
  overlap: "the people of the small areas that both have in common, added up",
  change: "the people of the small areas whose later area is not what their earlier one became",
} as const;

// For comparisons of two layers.
export function comparisonFacts(model: Model, compared: Compared): Fact[] {
  const { layerA, layerB, rows, method } = compared;
  const says = (read: (row: Weighed) => string, say = (value: string) => value): string =>
    distinctWords(rows.map(read), say);
  return facts([
    ["Areas", withId(layerTitle(model, layerA), layerA)],
    ["Held against", withId(layerTitle(model, layerB), layerB)],
    [
      "Compared on",
      says(
        (row) => row.small_areas,
        (layers) => layerWords(model, layers),
      ),
    ],
    [
      "Weighed by the people of",
      says(
        (row) => row.population_source,
        (id) => sourceTitle(model, id),
      ),
    ],
    ["Fit", says((row) => row.fit)],
    ["Method", comparisonMethods[method]],
  ]);
}
