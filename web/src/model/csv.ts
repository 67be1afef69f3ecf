// A table as comma-separated values: UTF-8, a header row, dot decimals, ISO dates.

import type { Cell, ColumnType } from "../data/document";

// A spreadsheet runs a cell that begins like a formula. Text from files never should be run, so it is
// given an apostrophe, which spreadsheets take as "this is text".
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// A value as a file holds it: money always with its pence.
export function fileCell(cell: Cell, type: ColumnType): Cell {
  return type === "money" && typeof cell === "number" ? cell.toFixed(2) : cell;
}

export function toCsv(names: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [names, ...rows].map((row) => row.map(field).join(",") + "\r\n").join("");
}

// A name that every file system takes, without its kind.
export function fileStem(...parts: readonly string[]): string {
  const name = parts.filter((part) => part !== "").join("-");
  return `concord-${name.replace(/[^A-Za-z0-9_.-]+/g, "_").slice(0, 100)}`;
}

export function fileName(...parts: readonly string[]): string {
  return `${fileStem(...parts)}.csv`;
}
