// Every table of the build: what it holds, what its columns mean, and the table as a file.

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ViewProps } from "../app";
import { columnsOf } from "../components/cells";
import { DataTable } from "../components/data-table";
import { Search } from "../components/controls";
import { saveCsv } from "../components/download";
import { useLive, type FileKind, type ListedTable } from "../components/live-parts";
import { useInAddress } from "../components/navigation";
import { PageHeading } from "../components/text";
import type { Table } from "../data/document";
import { counted } from "../format/numbers";
import { capitalised } from "../format/words";
import { fileCell, fileName } from "../model/csv";
import type { Model } from "../model/model";
import { decode } from "../model/records";
import { matchesWords } from "../model/sorting";
import { routeHref } from "../routes";

function save(table: Table): void {
  const names = table.columns.map((column) => column.name);
  const rows = table.rows.map((row) =>
    row.map((cell, index) => fileCell(cell, table.columns[index]?.type ?? "text")),
  );
  saveCsv(fileName(table.name), names, rows);
}

const kinds: readonly (readonly [FileKind, string])[] = [
  ["csv", "CSV"],
  ["json", "JSON"],
  ["parquet", "Parquet"],
];

// A server answers with at most so many rows at once as JSON; as a file it gives them all.
const mostAsJson = 10_000;

interface FilesProps {
  readonly name: string;
  readonly count: number;
  readonly table: Table | undefined;
}

// From the server as it stands there; in a report from the page itself.
function Files({ name, count, table }: FilesProps): JSX.Element | null {
  const live = useLive();
  if (!live && !table) return null;
  const whole = kinds.filter(([kind]) => kind !== "json" || count <= mostAsJson);
  return (
    <div class="files only-on-screen">
      {live &&
        whole.map(([kind, title]) => (
          <a
            key={kind}
            class="quiet-button"
            href={live.tableAddress(name, kind)}
            download={`${name}.${kind}`}
          >
            {title}
            <span class="nhsuk-u-visually-hidden"> of {name}</span>
          </a>
        ))}
      {!live && table && (
        <button type="button" class="quiet-button" onClick={() => save(table)}>
          Download CSV<span class="nhsuk-u-visually-hidden"> of {name}</span>
        </button>
      )}
    </div>
  );
}

function Columns({ table }: { table: ListedTable }): JSX.Element {
  return (
    <dl class="methods">
      {table.columns.map((column) => (
        <div key={column.name}>
          <dt>
            <code>{column.name}</code>
          </dt>
          <dd>{column.meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

function listedOf({ name, meaning, columns, rows }: Table): ListedTable {
  return { name, meaning, columns, count: rows.length };
}

// The tables of the page, and where there is a server also those that are too large for a page.
function useTables(model: Model): readonly ListedTable[] {
  const live = useLive();
  const own = useMemo(() => [...model.tables.values()].map(listedOf), [model]);
  const [all, setAll] = useState<readonly ListedTable[]>([]);
  useEffect(() => {
    let isCurrent = true;
    live?.tables().then(
      (known) => isCurrent && setAll(known),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [live, model]);
  return all.length > 0 ? all : own;
}

function Listed({ model, table }: { model: Model; table: ListedTable }): JSX.Element {
  const { name, meaning, count } = table;
  return (
    <li class="panel">
      <h2>
        <a href={routeHref("data", [name])}>
          <code>{name}</code>
        </a>
        <span class="rule__count">{counted(count, "row", "rows")}</span>
      </h2>
      <p>{capitalised(meaning)}.</p>
      <Files name={name} count={count} table={model.tables.get(name)} />
      <details class="meanings">
        <summary>
          {counted(table.columns.length, "column", "columns")}
          <span class="nhsuk-u-visually-hidden"> of {name}</span>
        </summary>
        <Columns table={table} />
      </details>
    </li>
  );
}

function OneTable({ model, table }: { model: Model; table: ListedTable }): JSX.Element {
  const held = model.tables.get(table.name);
  const rows = useMemo(
    () => (held ? decode(held, {}).map((row, index) => ({ ...row, index })) : []),
    [held],
  );
  return (
    <>
      <p class="way-back">
        <a href={routeHref("data")}>All tables</a>
      </p>
      <PageHeading title={table.name}>
        <p>
          {capitalised(table.meaning)}; {counted(table.count, "row", "rows")}. Where figures come
          from stands under <a href={routeHref("sources")}>sources and methods</a>.
        </p>
      </PageHeading>
      <Files name={table.name} count={table.count} table={held} />
      <h2>Columns</h2>
      <Columns table={table} />
      <h2>Rows</h2>
      {held ? (
        <DataTable
          name="rows"
          title={table.name}
          columns={columnsOf<(typeof rows)[number]>(held, []).map((column) => ({
            ...column,
            meaning: "",
          }))}
          rows={rows}
          keyOf={({ index }) => String(index)}
          file={fileName(table.name)}
          noRows="This build has no row of it."
        />
      ) : (
        <p class="no-rows">It is too large for a page: take it as a file.</p>
      )}
    </>
  );
}

function AllTables({ model, tables }: { model: Model; tables: readonly ListedTable[] }) {
  const [words, setWords] = useInAddress("find");
  const filled = tables.filter(({ count }) => count > 0);
  const empty = tables.length - filled.length;
  const shown = [...filled, ...tables.filter(({ count }) => count === 0)].filter(
    ({ name, meaning, columns }) =>
      matchesWords([name, meaning, ...columns.map((column) => column.name)], words.trim()),
  );
  return (
    <>
      <PageHeading title="Data">
        <p>
          Every table as the program writes it, for your own work:{" "}
          {counted(filled.length, "table", "tables")} with rows{empty > 0 && `, ${empty} without`}.
          Where each figure comes from stands under{" "}
          <a href={routeHref("sources")}>sources and methods</a>.
        </p>
      </PageHeading>
      <Search label="Find a table or a column" value={words} onSearch={setWords} />
      <p role="status">{counted(shown.length, "table", "tables")} shown.</p>
      <ul class="table-list">
        {shown.map((table) => (
          <Listed key={table.name} model={model} table={table} />
        ))}
      </ul>
    </>
  );
}

export function DataView({ model, route }: ViewProps): JSX.Element {
  const [name] = route.parts;
  const tables = useTables(model);
  const one = tables.find((table) => table.name === name);
  if (one) return <OneTable key={one.name} model={model} table={one} />;
  return (
    <>
      <AllTables model={model} tables={tables} />
      {name !== undefined && <p class="no-rows">There is no table of the name {name}.</p>}
    </>
  );
}
