// Money that was given for a purpose: for inequalities, and for prevention; of one body or of all.

import type { JSX } from "preact";
import { columnsOf } from "../components/cells";
import { DataTable } from "../components/data-table";
import { Provenance } from "../components/provenance";
import { formatPounds, formatShare } from "../format/numbers";
import { fileName } from "../model/csv";
import type { Model } from "../model/model";
import { nameOf } from "../model/money";
import { rowsOf, type AnyRow } from "../model/spending";
import { factsOf } from "./money-frame";

const parts = [
  {
    table: "inequality_money",
    title: "Money for inequalities",
    method: "what its own lines say that they pay for; the national share is for comparison",
  },
  {
    table: "prevention_spending",
    title: "Spending on prevention",
    method: "no level is required; a goal is the system's own, and one per cent is for comparison",
  },
] as const;

const thousandths = { format: (share: number) => `${(share * 100).toFixed(3)}%` };
const pounds = { format: (value: number) => formatPounds(Math.round(value)) };

function columns(model: Model, table: string) {
  return columnsOf<AnyRow>(model.tables.get(table), [], {
    body: { value: (row) => nameOf(model.money, String(row.cells["body"] ?? "")) },
    share_of_allocation: thousandths,
    national_share: thousandths,
    share: thousandths,
    goal: { format: formatShare },
    to_goal: pounds,
    one_point: pounds,
    allocation: pounds,
  });
}

export function PurposesSection({ model, body }: { model: Model; body: string }): JSX.Element {
  const shown = parts.flatMap(({ table, title, method }) => {
    const rows = rowsOf(model, table).filter((row) => body === "" || row.cells["body"] === body);
    return rows.length === 0 ? [] : [{ table, title, method, rows }];
  });
  return (
    <>
      {shown.map(({ table, title, method, rows }) => (
        <section key={table}>
          <h2>{title}</h2>
          <DataTable
            name={table}
            title={title}
            columns={columns(model, table)}
            rows={rows}
            keyOf={(row) => JSON.stringify([row.cells["year"], row.cells["body"]])}
            file={fileName(table, body)}
          />
          <Provenance
            facts={factsOf([
              ["Source", "the files of the system's folder money"],
              ["Method", method],
            ])}
          />
        </section>
      ))}
    </>
  );
}
