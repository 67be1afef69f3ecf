// Turning a table's rows into records with known fields. A column that a build does not have reads as
// empty; a column that this page does not know stays reachable through `cells`.

import type { Cell, Table } from "../data/document";

const readers = {
  text: (cell: Cell): string => (cell === null ? "" : String(cell)),
  number: (cell: Cell): number | null =>
    typeof cell === "number" && Number.isFinite(cell) ? cell : null,
  truth: (cell: Cell): boolean | null => (typeof cell === "boolean" ? cell : null),
};

type Reader = keyof typeof readers;

export type Specification = Readonly<Record<string, Reader>>;

export type Decoded<S extends Specification> = {
  readonly [K in keyof S]: ReturnType<(typeof readers)[S[K]]>;
} & { readonly cells: Readonly<Record<string, Cell>> };

export function decode<S extends Specification>(table: Table, specification: S): Decoded<S>[] {
  return table.rows.map((row) => {
    const cells: Record<string, Cell> = {};
    table.columns.forEach((column, index) => {
      cells[column.name] = row[index] ?? null;
    });
    const record: Record<string, unknown> = { cells };
    for (const [name, reader] of Object.entries(specification)) {
      record[name] = readers[reader](cells[name] ?? null);
    }
    return record as Decoded<S>;
  });
}
