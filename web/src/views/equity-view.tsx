// Money and staff beside need and deprivation: formula, councils, places, practices, running costs.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import { AmountBars } from "../charts/amount-bars";
import { columnsOf } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import { formatPounds, formatShare, formatSigned } from "../format/numbers";
import { fileName } from "../model/csv";
import {
  equityBars,
  equityHeadline,
  equityParts,
  sayEquity,
  type EquityPart,
} from "../model/equity";
import type { Model } from "../model/model";
import { distinct, nameOf } from "../model/money";
import { rowsOf, type AnyRow } from "../model/spending";
import { factsOf, MoneyPage, NothingYet } from "./money-frame";

const share = { format: formatShare };
const signed = { format: formatSigned };
const pounds = { format: (value: number) => formatPounds(Math.round(value)) };

function columns(model: Model, table: string) {
  const named = (column: string) => ({
    value: (row: AnyRow) => nameOf(model.money, String(row.cells[column] ?? "")),
  });
  return columnsOf<AnyRow>(model.tables.get(table), [], {
    body: named("body"),
    council: named("council"),
    place: named("place"),
    adjustment_weight: share,
    share,
    share_by_need: share,
    share_of_people: share,
    share_of_spending: share,
    share_of_staff: share,
    shift_of_spending: signed,
    shift_of_staff: signed,
    change_share: signed,
    team_change_share: signed,
    allocation: pounds,
    moved: pounds,
    effect: table === "running_costs" ? { isWide: true } : {},
  });
}

function Section({ model, part, year }: { model: Model; part: EquityPart; year: string }) {
  const rows = rowsOf(model, part.table).filter((row) => row.cells["year"] === year);
  if (rows.length === 0) return null;
  const bars = equityBars(model, part, year);
  const headline = equityHeadline(part, bars);
  const facts = factsOf([
    ["Year", year],
    ["Source", "the system's folder money, and the open data that its equity.toml names"],
    ["Method", part.method],
  ]);
  return (
    <section>
      <h2>{part.title}</h2>
      {bars.length > 0 && (
        <>
          <h3 class="figure-title">{headline}</h3>
          <Figure title={headline} file={fileName(part.table, year)} facts={facts}>
            <AmountBars
              label={`${headline}. The table below has every figure.`}
              rows={bars}
              say={sayEquity(part)}
            />
          </Figure>
        </>
      )}
      <DataTable
        name={part.table}
        title={`${part.title}, ${year}`}
        columns={columns(model, part.table)}
        rows={rows}
        keyOf={(row) => JSON.stringify(row.cells)}
        file={fileName(part.table, year)}
      />
    </section>
  );
}

export function EquityView({ model, route }: ViewProps): JSX.Element {
  const years = distinct(
    equityParts.flatMap(({ table }) =>
      rowsOf(model, table).map((row) => String(row.cells["year"] ?? "")),
    ),
    "latest",
  );
  const year = chosen(route.query["year"], years);
  const lead = "Whether money and staff are where need is greatest.";
  return (
    <MoneyPage model={model} page="equity" title="Need and deprivation" lead={lead}>
      {years.length === 0 ? (
        <NothingYet model={model}>
          Nothing is recorded of money beside need in this system&apos;s folder <code>money</code>.
        </NothingYet>
      ) : (
        <>
          <Controls>
            <Choice
              label="Year"
              value={year}
              options={years.map((value) => ({ value, title: value }))}
              onChoose={(value) => chooseOnPage(route, { year: value })}
            />
          </Controls>
          {equityParts.map((part) => (
            <Section key={part.table} {...{ model, part, year }} />
          ))}
        </>
      )}
    </MoneyPage>
  );
}
