// What was read, file by file, and what could not be.

import type { JSX } from "preact";
import { columnsOf } from "../components/cells";
import { DataTable } from "../components/data-table";
import { Message } from "../components/text";
import { counted, formatBytes, formatWhole } from "../format/numbers";
import { fileName } from "../model/csv";
import { inputsHeadline } from "../model/headlines";
import { inputTotals, whatWasNotRead, type InputTotals } from "../model/findings";
import type { InputRow, Model } from "../model/model";
import { sourceColumns } from "./source-columns";

function Totals({ totals }: { totals: InputTotals }): JSX.Element {
  const entries: readonly (readonly [string, number])[] = [
    ["Files", totals.files],
    ["Rows read", totals.read],
    ["Rows skipped", totals.skipped],
    ["Rows repaired", totals.repaired],
    ["Rows outside", totals.outside],
  ];
  return (
    <dl class="tally">
      {entries.map(([term, count]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{formatWhole(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

// Open data that a build would have read. Each stands with the address at its publisher.
function Absent({ model }: { model: Model }): JSX.Element | null {
  const { absent } = model.description;
  if (absent.length === 0) return null;
  const wanted = sourceColumns.filter(({ name }) => name !== "note");
  return (
    <>
      <p>
        {counted(absent.length, "open data set was", "open data sets were")} looked for and not
        found. <code>concord data fetch</code> gets what its publisher offers; <code>--data</code>{" "}
        or <code>CONCORD_DATA</code> says where it is.
      </p>
      <DataTable
        name="absent"
        title="Open data that was not found"
        columns={wanted}
        rows={absent}
        keyOf={(source) => source.id}
        file={fileName("absent")}
      />
    </>
  );
}

function NotRead({ model }: { model: Model }): JSX.Element {
  const { errors, skipped } = whatWasNotRead(model);
  if (errors.length + skipped.length === 0) {
    const isWhole = model.description.absent.length === 0;
    const rest = isWhole ? ", and nothing that was looked for is missing" : "";
    return <p>Every row of every file that was there was read{rest}.</p>;
  }
  return (
    <ul>
      {skipped.map((input, index) => (
        <li key={`skipped ${index}`}>
          <code>{input.path}</code>: {counted(input.rows_skipped ?? 0, "row", "rows")} skipped.
        </li>
      ))}
      {errors.map((finding, index) => (
        <li key={`error ${index}`}>
          <Message text={finding.message} />
          {finding.file !== "" && (
            <>
              {" "}
              (<code>{finding.file}</code>)
            </>
          )}
          .
        </li>
      ))}
    </ul>
  );
}

// The title of the data set, where a file is one of the catalogue.
function titleOf(model: Model, { dataset }: InputRow): string {
  return model.description.sources.find(({ id }) => id === dataset)?.title || dataset;
}

export function InputsSection({ model }: { model: Model }): JSX.Element {
  const columns = columnsOf<InputRow>(
    model.tables.get("inputs"),
    [
      "dataset",
      "rows_read",
      "rows_skipped",
      "rows_repaired",
      "rows_outside",
      "bytes",
      "path",
      "note",
    ],
    {
      dataset: {
        title: "Data set",
        value: (row) => titleOf(model, row),
        raw: (row) => row.dataset,
        isWide: true,
      },
      bytes: { title: "Size", format: formatBytes },
      path: {
        title: "File",
        isWide: true,
        show: (row) => <code>{row.path}</code>,
        also: [{ name: "sha256", value: (row) => row.sha256 }],
      },
      note: { isWide: true, show: (row) => row.note },
    },
  );
  const totals = inputTotals(model.inputs);
  return (
    <section>
      <h2>{inputsHeadline(totals)}</h2>
      <Totals totals={totals} />
      <p class="hint">
        Rows outside are well formed, but about what a file is not read for, such as another nation.
      </p>
      <h3>What could not be read</h3>
      <NotRead model={model} />
      <Absent model={model} />
      <h3>File by file</h3>
      <DataTable
        name="files"
        title="What became of each file"
        columns={columns}
        rows={model.inputs}
        keyOf={(row) => `${row.dataset} ${row.path}`}
        file={fileName("inputs")}
        noRows="No files were read."
      />
    </section>
  );
}
