// Every table that the report carries, whole, with what its columns mean.

import type { JSX } from "preact";
import { saveCsv } from "../components/download";
import type { Table } from "../data/document";
import { counted } from "../format/numbers";
import { fileCell, fileName } from "../model/csv";
import type { Model } from "../model/model";

function save(table: Table): void {
  const names = table.columns.map((column) => column.name);
  const rows = table.rows.map((row) =>
    row.map((cell, index) => fileCell(cell, table.columns[index]?.type ?? "text")),
  );
  saveCsv(fileName(table.name), names, rows);
}

function OneTable({ table }: { table: Table }): JSX.Element {
  return (
    <li>
      <p>
        <code>{table.name}</code> {table.meaning}; {counted(table.rows.length, "row", "rows")}.{" "}
        <button type="button" class="quiet-button" onClick={() => save(table)}>
          Download CSV<span class="nhsuk-u-visually-hidden"> of {table.name}</span>
        </button>
      </p>
      <details class="meanings">
        <summary>
          Columns<span class="nhsuk-u-visually-hidden"> of {table.name}</span>
        </summary>
        <dl>
          {table.columns.map((column) => (
            <div key={column.name}>
              <dt>
                <code>{column.name}</code>
              </dt>
              <dd>{column.meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}

export function AllTables({ model }: { model: Model }): JSX.Element {
  return (
    <section class="only-on-screen">
      <h2>Every table, whole</h2>
      <p>The tables as the program writes them, for your own work.</p>
      <ul class="all-tables">
        {[...model.tables.values()].map((table) => (
          <OneTable key={table.name} table={table} />
        ))}
      </ul>
    </section>
  );
}
