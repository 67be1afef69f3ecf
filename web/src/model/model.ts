// Everything the views read, loaded once: the description and the tables as records. The questions
// that the views ask of it are pure functions in the files beside this one.

import type { Description, Table } from "../data/document";
import type { DataSource } from "../data/source";
import { governanceOf, type Governance } from "./governance";
import { moneyOf, type Money } from "./money";
import { decode, type Decoded } from "./records";

const profileFields = {
  layer: "text",
  code: "text",
  ods_code: "text",
  name: "text",
  region: "text",
  mode: "text",
  population_source: "text",
  deprivation_index: "text",
  rural_urban: "text",
  small_areas: "text",
  flags: "text",
} as const;

const publishedFields = {
  layer: "text",
  code: "text",
  column: "text",
  printed: "text",
  recomputed: "text",
  agrees: "truth",
  note: "text",
  source: "text",
} as const;

const overlapFields = {
  layer_a: "text",
  code_a: "text",
  name_a: "text",
  layer_b: "text",
  code_b: "text",
  name_b: "text",
  lsoas: "number",
  population: "number",
  share_of_a: "number",
  share_of_b: "number",
  jaccard: "number",
  population_source: "text",
  small_areas: "text",
  fit: "text",
} as const;

const coterminosityFields = {
  layer_a: "text",
  code_a: "text",
  name_a: "text",
  population: "number",
  layer_b: "text",
  best_code_b: "text",
  best_name_b: "text",
  jaccard: "number",
  share_in_best: "number",
  pieces: "number",
  effective_pieces: "number",
  uncovered_share: "number",
  class: "text",
  population_source: "text",
  small_areas: "text",
  fit: "text",
} as const;

const changeFields = {
  layer_a: "text",
  layer_b: "text",
  from_code: "text",
  from_name: "text",
  to_code: "text",
  to_name: "text",
  lsoas: "number",
  population: "number",
  population_source: "text",
  small_areas: "text",
  fit: "text",
} as const;

const findingFields = {
  id: "text",
  severity: "text",
  stage: "text",
  subject: "text",
  message: "text",
  file: "text",
  line: "number",
  column: "number",
  help: "text",
  authority: "text",
} as const;

const inputFields = {
  dataset: "text",
  path: "text",
  bytes: "number",
  sha256: "text",
  rows_read: "number",
  rows_skipped: "number",
  rows_repaired: "number",
  rows_outside: "number",
  note: "text",
} as const;

const layerFields = {
  layer: "text",
  kind: "text",
  title: "text",
  valid_from: "text",
  valid_to: "text",
  areas: "number",
  is_small: "truth",
  small_areas: "text",
} as const;

export type ProfileRow = Decoded<typeof profileFields>;
export type PublishedRow = Decoded<typeof publishedFields>;
export type OverlapRow = Decoded<typeof overlapFields>;
export type CoterminosityRow = Decoded<typeof coterminosityFields>;
export type ChangeRow = Decoded<typeof changeFields>;
export type FindingRow = Decoded<typeof findingFields>;
export type InputRow = Decoded<typeof inputFields>;
export type LayerRow = Decoded<typeof layerFields>;

export interface Model {
  readonly description: Description;
  readonly tables: ReadonlyMap<string, Table>;
  readonly profile: readonly ProfileRow[];
  readonly published: readonly PublishedRow[];
  readonly overlaps: readonly OverlapRow[];
  readonly coterminosity: readonly CoterminosityRow[];
  readonly changes: readonly ChangeRow[];
  readonly findings: readonly FindingRow[];
  readonly inputs: readonly InputRow[];
  readonly layers: readonly LayerRow[];
  readonly governance: Governance;
  readonly money: Money;
}

export function makeModel(description: Description, given: readonly Table[]): Model {
  const tables = new Map(given.map((table) => [table.name, table]));
  const read = <S extends Parameters<typeof decode>[1]>(name: string, fields: S): Decoded<S>[] => {
    const table = tables.get(name);
    return table ? decode(table, fields) : [];
  };
  return {
    description,
    tables,
    profile: read("system_profile", profileFields),
    published: read("profile_published", publishedFields),
    overlaps: read("area_overlap", overlapFields),
    coterminosity: read("coterminosity", coterminosityFields),
    changes: read("boundary_changes", changeFields),
    findings: read("findings", findingFields),
    inputs: read("inputs", inputFields),
    layers: read("area_layers", layerFields),
    governance: governanceOf(tables),
    money: moneyOf(description, tables),
  };
}

export async function loadModel(source: DataSource): Promise<Model> {
  const description = await source.describe();
  const names = description.tableNames;
  return makeModel(description, await Promise.all(names.map((name) => source.table(name))));
}
