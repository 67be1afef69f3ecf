// The figures of the picture as a table.

import type { JSX } from "preact";
import { AreaLink } from "../components/area-link";
import { columnsOf } from "../components/cells";
import { DataTable } from "../components/data-table";
import { formatPercent } from "../format/numbers";
import { fileName } from "../model/csv";
import { areaName, chartNames, layerTitle } from "../model/layers";
import { bandOf, type Measure } from "../model/measures";
import type { Model, ProfileRow } from "../model/model";

interface MapTableProps {
  readonly model: Model;
  readonly layer: string;
  readonly mode: string;
  readonly rows: readonly ProfileRow[];
  readonly measure: Measure;
}

export function MapTable({ model, layer, mode, rows, measure }: MapTableProps): JSX.Element {
  const band = bandOf(measure.column);
  // What is measured stands beside the name, so that a phone shows both.
  const names = ["name", measure.column, ...(band ? [band] : []), "region", "ods_code", "code"];
  const short = chartNames(rows);
  const columns = columnsOf<ProfileRow>(model.tables.get("system_profile"), names, {
    name: {
      title: "Area",
      value: areaName,
      show: (row) => (
        <AreaLink layer={row.layer} code={row.code} name={short.get(row.code) ?? ""} />
      ),
    },
    [measure.column]: measure.format === "percent" ? { format: formatPercent } : {},
  });
  return (
    <DataTable
      name="areas"
      title={`${measure.title}: ${layerTitle(model, layer)}`}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.code}
      file={fileName("map", layer, mode, measure.column)}
      sort={{ column: measure.column, descending: true }}
    />
  );
}
