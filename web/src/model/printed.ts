// Printed tables held against what the data give.

import type { Model, PublishedRow } from "./model";

export interface ColumnAgreement {
  readonly column: string;
  readonly compared: number;
  readonly agree: number;
  readonly differ: number;
  // Printed, but the data give nothing to hold it against.
  readonly unknown: number;
}

export function printedRows(model: Model, layer: string): PublishedRow[] {
  return model.published.filter((row) => row.layer === layer);
}

export function isContradicted(row: PublishedRow): boolean {
  return row.agrees === false;
}

export function agreementByColumn(rows: readonly PublishedRow[]): ColumnAgreement[] {
  const columns = [...new Set(rows.map((row) => row.column))];
  return columns.map((column) => ({ column, ...agreement(rows, column) }));
}

function agreement(rows: readonly PublishedRow[], column: string): Omit<ColumnAgreement, "column"> {
  const own = rows.filter((row) => row.column === column);
  const agree = own.filter((row) => row.agrees === true).length;
  const differ = own.filter(isContradicted).length;
  return { compared: agree + differ, agree, differ, unknown: own.length - agree - differ };
}

// The contradicted values of a layer, by area and column, for marking them where they are shown.
export function contradictions(model: Model, layer: string): ReadonlyMap<string, PublishedRow> {
  return new Map(
    printedRows(model, layer)
      .filter(isContradicted)
      .map((row) => [contradictionKey(row.code, row.column), row]),
  );
}

export function contradictionKey(code: string, column: string): string {
  return `${code}\n${column}`;
}

// A flag that every area of the layer carries is said once, above the table, not in each row.
export function sharedFlag(rows: readonly { readonly flags: string }[]): string {
  const first = rows[0]?.flags ?? "";
  return rows.every((row) => row.flags === first) ? first : "";
}

// Where the printed values of a layer come from.
export function printedSource(model: Model, layer: string): string {
  const { published } = model.description.system;
  return published.find((table) => table.layer === layer)?.source ?? "";
}
