// What was read, file by file, and what could not be.

import type { JSX } from "preact";
import { columnsOf } from "../components/cells";
import { DataTable } from "../components/data-table";
import { Message } from "../components/text";
import { counted, formatBytes, formatWhole } from "../format/numbers";
import { fileName } from "../model/csv";
import { inputTotals, whatWasNotRead, type InputTotals } from "../model/findings";
import type { InputRow, Model } from "../model/model";

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

function NotRead({ model }: { model: Model }): JSX.Element {
  const { errors, skipped } = whatWasNotRead(model);
  if (errors.length + skipped.length === 0) {
    return <p>Every row of every file was read, and nothing that was asked for is missing.</p>;
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
      "sha256",
    ],
    {
      bytes: { title: "Size", format: formatBytes },
      path: { title: "File", isWide: true, show: (row) => <code>{row.path}</code> },
      note: { isWide: true, show: (row) => row.note },
      sha256: { show: (row) => <code title={row.sha256}>{row.sha256.slice(0, 12)}</code> },
    },
  );
  return (
    <section>
      <h2>What was read</h2>
      <Totals totals={inputTotals(model.inputs)} />
      <h3>What could not be read</h3>
      <NotRead model={model} />
      <h3>File by file</h3>
      <DataTable
        id="inputs"
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
