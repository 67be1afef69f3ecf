// What the program hands to the page, as types. The names are those of the contract's tables and
// columns, so that what is read here can be found there.

export type Cell = string | number | boolean | null;

// Money is pounds.
export type ColumnType = "text" | "whole" | "number" | "money" | "truth" | "date";

export interface ColumnMeaning {
  readonly name: string;
  readonly type: ColumnType;
  readonly meaning: string;
}

export interface Table {
  readonly name: string;
  readonly meaning: string;
  readonly columns: readonly ColumnMeaning[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface PrintedTable {
  readonly layer: string;
  readonly source: string;
}

// Two layers that the system asks to have held against each other, by name.
export type AskedPair = readonly [string, string];

export interface System {
  readonly name: string;
  readonly asAt: string;
  readonly financialYear: string;
  readonly profile: string;
  readonly hasOpenData: boolean;
  readonly profiles: readonly string[];
  readonly published: readonly PrintedTable[];
  readonly systemLayer: string;
  // The strategic authorities; empty where the program does not say.
  readonly authorityLayer: string;
  readonly tolerance: number;
  readonly note: string;
  readonly overlaps: readonly AskedPair[];
  readonly changes: readonly AskedPair[];
}

export interface Source {
  readonly id: string;
  // The name by which a table names what was read from it: "imd2019".
  readonly measure: string;
  readonly title: string;
  readonly publisher: string;
  readonly licence: string;
  // The day that the data describe.
  readonly date: string;
  readonly address: string;
  readonly path: string;
  readonly note: string;
}

export interface Rule {
  readonly title: string;
  readonly explanation: string;
  readonly requirements: readonly string[];
}

// A rule that said something, but was not in force on the day the report is about.
export interface RuleNotInForce {
  readonly id: string;
  readonly title: string;
  readonly findings: number;
}

export interface Tile {
  readonly code: string;
  readonly label: string;
  readonly column: number;
  readonly row: number;
}

// One ring is a closed line; a point is longitude and latitude in thousandths of a degree.
export type Ring = readonly (readonly [number, number])[];

export interface AreaShape {
  readonly code: string;
  readonly rings: readonly Ring[];
}

// One share a small area; NaN where it is not known. Without an indicator, the fifth of deprivation.
export interface SmallMeasure {
  readonly indicator: string;
  readonly period: string;
  readonly source: string;
  readonly shares: Float64Array;
}

// Small areas by their middles, in hundreds of metres east and north, and what is known of each.
export interface SmallAreas {
  readonly layer: string;
  readonly codes: readonly string[];
  readonly east: Int32Array;
  readonly north: Int32Array;
  // By layer of larger areas, in which of them each lies; -1 where that is not known.
  readonly within: readonly {
    readonly layer: string;
    readonly areas: readonly { readonly code: string; readonly name: string }[];
    readonly of: Int32Array;
  }[];
  readonly measures: readonly SmallMeasure[];
  // Areas of which nothing says where they lie.
  readonly leftOut: number;
}

// Everything about the system but its tables and shapes, which can be large.
export interface Description {
  readonly version: string;
  readonly system: System;
  readonly sources: readonly Source[];
  // What would have been read had its file been there.
  readonly absent: readonly Source[];
  // By layer, the id of the source that its shapes come from.
  readonly outlines: ReadonlyMap<string, string>;
  readonly layerTitles: ReadonlyMap<string, string>;
  // What bodies and places that are named by their ids are called.
  readonly names: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly notInForce: readonly RuleNotInForce[];
  readonly tiles: readonly Tile[];
  readonly tableNames: readonly string[];
  readonly shapeLayers: readonly string[];
}
