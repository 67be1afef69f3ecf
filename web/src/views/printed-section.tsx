// The printed table of a layer beside what the data give: how many values agree, and which do not.

import type { JSX } from "preact";
import { AreaLink } from "../components/area-link";
import type { Column } from "../components/cells";
import { DataTable } from "../components/data-table";
import { useInAddress } from "../components/navigation";
import { Switch } from "../components/controls";
import { formatWhole } from "../format/numbers";
import { columnTitle } from "../format/words";
import { fileName } from "../model/csv";
import { printedHeadline } from "../model/headlines";
import { areaName, areaRows, layerTitle } from "../model/layers";
import type { Model, PublishedRow } from "../model/model";
import { agreementByColumn, isContradicted, printedRows, printedSource } from "../model/printed";
import type { ColumnAgreement } from "../model/printed";
import { routeHref } from "../routes";

function AgreementBar({ row }: { row: ColumnAgreement }): JSX.Element {
  const total = row.compared + row.unknown;
  return (
    <span class="agreement" aria-hidden="true">
      <span class="agreement__agree" style={{ flexGrow: row.agree }} />
      <span class="agreement__differ" style={{ flexGrow: row.differ }} />
      <span style={{ flexGrow: total - row.compared }} />
    </span>
  );
}

const agreementColumns: readonly Column<ColumnAgreement>[] = [
  {
    name: "column",
    title: "Column",
    type: "text",
    meaning: "the column of the profile that was printed",
    value: (row) => columnTitle(row.column),
    raw: (row) => row.column,
  },
  {
    name: "agree",
    title: "Agree",
    type: "whole",
    meaning: "printed values that are equal to what was worked out, rounded as in print",
    value: (row) => row.agree,
    show: (row) => (
      <>
        {row.agree} of {row.compared} <AgreementBar row={row} />
      </>
    ),
  },
  {
    name: "differ",
    title: "Differ",
    type: "whole",
    meaning: "printed values that what was worked out contradicts",
    value: (row) => row.differ,
  },
  {
    name: "not_compared",
    title: "Not compared",
    type: "whole",
    meaning: "printed values with nothing to hold them against",
    value: (row) => row.unknown,
  },
];

function outcome({ agrees }: PublishedRow): string {
  if (agrees === null) return "Not compared";
  return agrees ? "Agrees" : "Differs";
}

export function printedColumns(model: Model): Column<PublishedRow>[] {
  const nameOf = (row: PublishedRow): string => {
    const known = areaRows(model, row)[0];
    return known ? areaName(known) : row.code;
  };
  const text = (
    name: string,
    title: string,
    meaning: string,
    value: (row: PublishedRow) => string,
  ): Column<PublishedRow> => {
    const raw = (row: PublishedRow) => row.cells[name] ?? null;
    return { name, title, type: "text", meaning, value, raw };
  };
  const gives = model.description.system.hasOpenData ? "Data give" : "Other values give";
  return [
    {
      ...text("code", "Area", "the area", nameOf),
      show: (row) => <AreaLink layer={row.layer} code={row.code} name={nameOf(row)} />,
    },
    text("column", "Column", "the column of the profile", (row) => columnTitle(row.column)),
    text("printed", "Printed", "as printed", (row) => sayPrinted(row.printed)),
    text("recomputed", gives, "worked out, and rounded as in print", (row) =>
      sayPrinted(row.recomputed),
    ),
    {
      ...text("agrees", "Outcome", "whether the two are equal", outcome),
      show: (row) => (
        <span class={isContradicted(row) ? "outcome outcome--differs" : "outcome"}>
          {outcome(row)}
        </span>
      ),
    },
    {
      ...text("note", "Rests on", "what the value from the data rests on", (row) => row.note),
      isWide: true,
    },
  ];
}

// Printed values are text; those that are numbers are grouped as numbers.
function sayPrinted(text: string): string {
  return /^\d{4,}$/.test(text) ? formatWhole(Number(text)) : text;
}

function Nothing({ model }: { model: Model }): JSX.Element {
  const [printed] = model.description.system.published;
  return (
    <p>
      No printed table was given for this layer.{" "}
      {printed && (
        <>
          There is one for{" "}
          <a href={routeHref("profile", [], { layer: printed.layer })}>
            {layerTitle(model, printed.layer)}
          </a>
          .
        </>
      )}
    </p>
  );
}

export function PrintedSection({ model, layer }: { model: Model; layer: string }): JSX.Element {
  const [asked, setWhich] = useInAddress("printed");
  const which = asked === "all" ? "all" : "differ";
  const rows = printedRows(model, layer);
  const agreement = agreementByColumn(rows);
  const differing = rows.filter(isContradicted);
  const compared = agreement.reduce((sum, row) => sum + row.compared, 0);
  const shown = which === "differ" ? differing : rows;
  if (rows.length === 0) {
    return (
      <section>
        <h2>Printed against recomputed</h2>
        <Nothing model={model} />
      </section>
    );
  }
  return (
    <section>
      <h2>{printedHeadline(model, compared, differing.length)}</h2>
      <p>Printed in: {printedSource(model, layer) || rows[0]?.source}.</p>
      <DataTable
        name="agreement"
        title="How many printed values agree, by column"
        columns={agreementColumns}
        rows={agreement}
        keyOf={(row) => row.column}
        file={fileName("agreement", layer)}
      />
      <Switch
        label="Values to list"
        value={which}
        options={[
          { value: "differ", title: `Those that differ (${differing.length})` },
          { value: "all", title: `All (${rows.length})` },
        ]}
        onChoose={setWhich}
      />
      <DataTable
        name="printed"
        title={which === "differ" ? "Printed values that differ" : "All printed values"}
        columns={printedColumns(model)}
        rows={shown}
        keyOf={(row) => `${row.code} ${row.column}`}
        file={fileName("profile_published", layer, which)}
        noRows="Every printed value that could be compared agrees."
      />
    </section>
  );
}
