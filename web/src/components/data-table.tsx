// A table that can be sorted, searched and downloaded. Every table of the application is one of these.

import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { saveCsv } from "./download";
import { isEmptyColumn, isNumeric, showCell, type Column } from "./cells";
import { Search } from "./controls";
import { useInAddress } from "./navigation";
import type { Cell } from "../data/document";
import { counted } from "../format/numbers";
import { fileCell } from "../model/csv";
import { matchesWords, readSort, sortRows, sortWords, type Sort } from "../model/sorting";

// More rows than this are shown only when asked for: a page stays quick, and a print short.
const shownAtFirst = 200;
// Fewer rows than this need no search.
const searchedFrom = 14;

interface DataTableProps<Row> {
  // Distinct among the tables of a page: the address keeps the order and the search by this name.
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  // The name of the file that "download" writes.
  readonly file: string;
  readonly sort?: Sort;
  readonly noRows?: string;
  readonly rowClass?: (row: Row) => string;
}

function cellClass<Row>(column: Column<Row>): string {
  return isNumeric(column.type) ? "numeric" : column.isWide ? "wide" : "";
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
}

function HeadCell<Row>({ column, sort, onSort }: HeadProps<Row>): JSX.Element {
  const isSorted = sort?.column === column.name;
  const direction = !isSorted ? undefined : sort.descending ? "descending" : "ascending";
  // Numbers are looked at from the highest down, words from the beginning of the alphabet.
  const next = isSorted ? !sort.descending : isNumeric(column.type);
  return (
    <th
      scope="col"
      aria-sort={direction}
      class={`nhsuk-table__header ${isNumeric(column.type) ? "numeric" : ""}`}
    >
      <button type="button" onClick={() => onSort({ column: column.name, descending: next })}>
        {column.title}
        {/* Joined to the last word, so that the mark never stands on a line of its own. */}
        {"\u2060"}
        <span class={`sort-mark sort-mark--${direction ?? "none"}`} aria-hidden="true" />
      </button>
      {/* On paper: a browser repeats the head on every sheet, but not the buttons in it. */}
      <span class="head-on-paper">{column.title}</span>
    </th>
  );
}

interface RowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly class: string;
}

function BodyRow<Row>({ row, columns, class: rowClass }: RowProps<Row>): JSX.Element {
  return (
    <tr class={`nhsuk-table__row ${rowClass}`}>
      {columns.map((column, index) => {
        const shown = column.show
          ? column.show(row)
          : showCell(column.value(row), column.type, column.format);
        return index === 0 ? (
          <th key={column.name} scope="row" class={`nhsuk-table__header ${cellClass(column)}`}>
            {shown}
          </th>
        ) : (
          <td key={column.name} class={`nhsuk-table__cell ${cellClass(column)}`}>
            {shown}
          </td>
        );
      })}
    </tr>
  );
}

function ColumnMeanings<Row>({ columns }: { columns: readonly Column<Row>[] }): JSX.Element | null {
  const explained = columns.filter((column) => column.meaning !== "");
  if (explained.length === 0) return null;
  return (
    <details class="meanings">
      <summary>What the columns mean</summary>
      <dl>
        {explained.map((column) => (
          <div key={column.name}>
            <dt>
              {column.title} <code>{column.name}</code>
            </dt>
            <dd>{column.meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

interface ToolsProps {
  readonly titleId: string;
  readonly title: string;
  readonly words: string;
  readonly isSearched: boolean;
  readonly count: string;
  readonly onSearch: (words: string) => void;
  readonly onSave: () => void;
}

function TableTools(props: ToolsProps): JSX.Element {
  return (
    <div class="table-tools">
      <p class="table-tools__title" id={props.titleId}>
        {props.title}
      </p>
      {props.isSearched && (
        <Search label="Find in this table" value={props.words} onSearch={props.onSearch} />
      )}
      <p class="table-tools__count" role="status">
        {props.count}
      </p>
      <button type="button" class="quiet-button" onClick={props.onSave}>
        Download CSV<span class="nhsuk-u-visually-hidden"> of {props.title}</span>
      </button>
    </div>
  );
}

// The cell of a column, and those of the columns that are shown inside it.
function cellsOf<Row>(column: Column<Row>, row: Row, own: (row: Row) => Cell): Cell[] {
  return [own(row), ...(column.also ?? []).map((companion) => companion.value(row))];
}

// The table as a file: every column, also those that are not shown because they are empty.
function save<Row>(file: string, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const names = columns.flatMap(({ name, also }) => [name, ...(also ?? []).map((own) => own.name)]);
  const cells = rows.map((row) =>
    columns.flatMap((column) =>
      cellsOf(column, row, (own) => fileCell((column.raw ?? column.value)(own), column.type)),
    ),
  );
  saveCsv(file, names, cells);
}

// The rows that hold the words, in the order asked for.
function arrange<Row>(
  { rows, columns }: Pick<DataTableProps<Row>, "rows" | "columns">,
  sort: Sort | null,
  words: string,
): readonly Row[] {
  const hasWords = (row: Row): boolean => {
    return matchesWords(
      columns.flatMap((column) => cellsOf(column, row, column.value)),
      words,
    );
  };
  const found = words === "" ? rows : rows.filter(hasWords);
  const column = columns.find(({ name }) => name === sort?.column);
  if (!column || !sort) return found;
  return sortRows(found, column.rank ?? column.value, sort.descending);
}

interface GridProps<Row> extends Pick<DataTableProps<Row>, "columns" | "keyOf" | "rowClass"> {
  readonly titleId: string;
  readonly rows: readonly Row[];
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort) => void;
}

function Grid<Row>(props: GridProps<Row>): JSX.Element {
  const { titleId, columns, rows, sort, onSort, keyOf, rowClass } = props;
  return (
    <div class="table-scroll" role="region" aria-labelledby={titleId} tabIndex={0}>
      <table class="nhsuk-table data-table" aria-labelledby={titleId}>
        <thead class="nhsuk-table__head">
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.name} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody class="nhsuk-table__body">
          {rows.map((row) => (
            <BodyRow key={keyOf(row)} row={row} columns={columns} class={rowClass?.(row) ?? ""} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

// The order in the address, where the table has that column; else the order it begins with.
function useSort<Row>(props: DataTableProps<Row>): [Sort | null, (sort: Sort) => void] {
  const [words, setWords] = useInAddress(`${props.name}.sort`);
  const asked = readSort(
    words,
    props.columns.map((column) => column.name),
  );
  return [asked ?? props.sort ?? null, (sort) => setWords(sortWords(sort))];
}

function LeftOut<Row>({ columns }: { columns: readonly Column<Row>[] }): JSX.Element | null {
  if (columns.length === 0) return null;
  return (
    <p class="hint">Not shown, being empty: {columns.map(({ title }) => title).join(", ")}.</p>
  );
}

export function DataTable<Row>(props: DataTableProps<Row>): JSX.Element {
  const { name, title, columns, rows, keyOf, rowClass } = props;
  const titleId = useId();
  const [sort, setSort] = useSort(props);
  const [words, setWords] = useInAddress(`${name}.find`);
  const [isWhole, setIsWhole] = useState(false);
  if (rows.length === 0) return <p class="no-rows">{props.noRows ?? `No rows: ${title}.`}</p>;
  const isSearched = rows.length >= searchedFrom;
  const found = arrange(props, sort, isSearched ? words.trim() : "");
  const shown = isWhole ? found : found.slice(0, shownAtFirst);
  const empty = columns.filter((column, index) => index > 0 && isEmptyColumn(column, rows));
  const held = columns.filter((column) => !empty.includes(column));
  const all = counted(rows.length, "row", "rows");
  const count = found.length === rows.length ? all : `${found.length} of ${all}`;
  return (
    <div class="table-block">
      <TableTools
        {...{ titleId, title, words, isSearched, count }}
        onSearch={setWords}
        onSave={() => save(props.file, columns, found)}
      />
      <Grid {...{ titleId, keyOf, rowClass, sort }} columns={held} rows={shown} onSort={setSort} />
      {shown.length < found.length && (
        <button type="button" class="quiet-button" onClick={() => setIsWhole(true)}>
          Show all {counted(found.length, "row", "rows")}
        </button>
      )}
      <LeftOut columns={empty} />
      <ColumnMeanings columns={columns} />
    </div>
  );
}
