// The order of rows. Rows without a figure stand last, whichever way the others go.

import type { Cell } from "../data/document";

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

// "population" and "-population", as an address says it.
export function sortWords({ column, descending }: Sort): string {
  return descending ? `-${column}` : column;
}

// The order that an address asks for, where there is such a column.
export function readSort(words: string, columns: readonly string[]): Sort | null {
  const descending = words.startsWith("-");
  const column = descending ? words.slice(1) : words;
  return columns.includes(column) ? { column, descending } : null;
}

const collator = new Intl.Collator("en-GB", { numeric: true });

function compare(one: Cell, other: Cell): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return collator.compare(String(one), String(other));
}

function isMissing(cell: Cell): boolean {
  return cell === null || cell === "";
}

export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => Cell,
  descending: boolean,
): Row[] {
  const held = rows.filter((row) => !isMissing(value(row)));
  const missing = rows.filter((row) => isMissing(value(row)));
  const direction = descending ? -1 : 1;
  held.sort((one, other) => direction * compare(value(one), value(other)));
  return [...held, ...missing];
}

// Whether any of the cells holds every word that the reader typed, in any order.
export function matchesWords(cells: readonly Cell[], words: string): boolean {
  const haystack = cells
    .filter((cell) => cell !== null)
    .join(" ")
    .toLocaleLowerCase("en-GB");
  return words
    .toLocaleLowerCase("en-GB")
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
