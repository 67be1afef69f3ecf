// How a value of a table is shown.

import type { ComponentChildren } from "preact";
import type { Cell, ColumnType, Table } from "../data/document";
import { formatDate } from "../format/dates";
import { formatNumber, formatPounds, formatWhole } from "../format/numbers";
import { columnTitle } from "../format/words";
import { measureOf } from "../model/measures";
import { BandTag, NoFigure } from "./text";

// One column of a table of rows of any kind.
export interface Column<Row> {
  // The name in the contract; it heads the column of a download.
  readonly name: string;
  readonly title: string;
  readonly type: ColumnType;
  readonly meaning: string;
  // What rows are searched by, and sorted by where `rank` says nothing else.
  readonly value: (row: Row) => Cell;
  readonly rank?: (row: Row) => Cell;
  // What a download holds, where that is not the value.
  readonly raw?: (row: Row) => Cell;
  readonly format?: (value: number) => string;
  readonly show?: (row: Row) => ComponentChildren;
  // Running text, which needs more room than a word or a number.
  readonly isWide?: boolean;
  // What is shown inside this column although it is one of its own: a download and a search have it.
  readonly also?: readonly Companion<Row>[];
}

export interface Companion<Row> {
  readonly name: string;
  readonly value: (row: Row) => Cell;
}

// A column in which no row has anything to say.
export function isEmptyColumn<Row>(column: Column<Row>, rows: readonly Row[]): boolean {
  const says = (cell: Cell): boolean => cell !== null && cell !== "";
  return !rows.some((row) => says(column.value(row)));
}

export function isNumeric(type: ColumnType): boolean {
  return type === "whole" || type === "number" || type === "money";
}

const formats: Partial<Record<ColumnType, (value: number) => string>> = {
  whole: formatWhole,
  money: formatPounds,
};

export function showCell(
  cell: Cell,
  type: ColumnType,
  format?: (value: number) => string,
): ComponentChildren {
  if (cell === null || cell === "") return <NoFigure />;
  if (typeof cell === "boolean") return cell ? "Yes" : "No";
  if (typeof cell === "number") {
    return (format ?? formats[type] ?? formatNumber)(cell);
  }
  return type === "date" ? formatDate(cell) : cell;
}

export interface Cells {
  readonly cells: Readonly<Record<string, Cell>>;
}

type Change<Row> = Partial<Omit<Column<Row>, "name">>;

// The columns of a table as the program describes them, with what a view wants said differently.
// `names` chooses and orders them; empty means all.
export function columnsOf<Row extends Cells>(
  table: Table | undefined,
  names: readonly string[],
  changes: Readonly<Record<string, Change<Row>>> = {},
): Column<Row>[] {
  const known = table?.columns ?? [];
  const chosen =
    names.length === 0
      ? known
      : names.flatMap((name) => known.find((column) => column.name === name) ?? []);
  return chosen.map(({ name, type, meaning }) => ({
    name,
    title: columnTitle(name),
    type,
    meaning,
    value: (row) => row.cells[name] ?? null,
    ...(name.endsWith("_band") && bandColumn(name)),
    ...changes[name],
  }));
}

// A band is shown as a tag, and sorted from low to high.
function bandColumn(name: string): Change<Cells> {
  const order = measureOf(name)?.order ?? [];
  return {
    rank: (row) => {
      const place = order.indexOf(String(row.cells[name] ?? ""));
      return place < 0 ? null : place;
    },
    show: (row) => {
      const band = row.cells[name];
      return typeof band === "string" && band !== "" ? <BandTag band={band} /> : <NoFigure />;
    },
  };
}
