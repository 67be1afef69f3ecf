// What stands under every figure: its vintage, its sources and its method, in words, from the data.

import type { Model, ProfileRow } from "./model";
import { layerTitle } from "./layers";
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
  if (mode === "published") return "Published (rounded as in print)";
  return mode === "exact" ? "Exact (not rounded)" : mode;
}

function withId(title: string, id: string): string {
  return title === "" || title === id ? id : `${title} (${id})`;
}

// "imd2019" with the title of the data set, where the sources have it.
function sourceTitle(model: Model, id: string): string {
  const source = model.description.sources.find((known) => known.id === id);
  return withId(source?.title ?? "", id);
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

export function profileFacts(model: Model, rows: readonly ProfileRow[]): Fact[] {
  const first = rows[0];
  if (!first) return [];
  const { layer } = first;
  const modes = distinctWords(
    rows.map((row) => row.mode),
    (mode) => modeWords[mode] ?? mode,
  );
  const known = model.layers.find((row) => row.layer === layer);
  const smallAreas = first.small_areas || known?.small_areas || "";
  const printed = rows.some((row) => row.mode === "published") ? printedSource(model, layer) : "";
  const says = (column: "deprivation_index" | "rural_urban" | "population_source"): string[] =>
    rows.map((row) => row[column]);
  return facts([
    ["Areas", withId(layerTitle(model, layer), layer)],
    ["Small areas", layerWords(model, smallAreas)],
    ["Deprivation", distinctWords(says("deprivation_index"), (id) => sourceTitle(model, id))],
    ["Rural and urban", distinctWords(says("rural_urban"), (id) => sourceTitle(model, id))],
    [
      "Population",
      distinctWords(says("population_source"), (source) => populationWords(model, source)),
    ],
    ["Figures", modes],
    ["Printed in", printed],
  ]);
}

export interface Weighed {
  readonly population_source: string;
  readonly small_areas: string;
}

// For comparisons of two layers.
export function comparisonFacts(
  model: Model,
  layerA: string,
  layerB: string,
  weighed: Weighed | undefined,
): Fact[] {
  return facts([
    ["Areas", withId(layerTitle(model, layerA), layerA)],
    ["Held against", withId(layerTitle(model, layerB), layerB)],
    ["Compared on", layerWords(model, weighed?.small_areas ?? "")],
    ["Weighed by the people of", sourceTitle(model, weighed?.population_source ?? "")],
  ]);
}
