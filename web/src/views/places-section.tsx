// The places and neighbourhoods that the system itself has drawn, where it has any.

import type { JSX } from "preact";
import { columnsOf, type Cells } from "../components/cells";
import { DataTable } from "../components/data-table";
import { fileName } from "../model/csv";
import type { Model } from "../model/model";
import { decode } from "../model/records";

export function PlacesSection({ model }: { model: Model }): JSX.Element | null {
  const table = model.tables.get("places");
  if (!table || table.rows.length === 0) return null;
  const rows = decode(table, { id: "text" });
  const names = ["name", "kind", "part_of", "population", "basis", "valid_from", "source", "id"];
  return (
    <section>
      <h2>Places and neighbourhoods</h2>
      <DataTable
        name="places"
        title="Places and neighbourhoods of the system"
        columns={columnsOf<Cells & { id: string }>(table, names)}
        rows={rows}
        keyOf={(row) => row.id}
        file={fileName("places")}
      />
    </section>
  );
}
