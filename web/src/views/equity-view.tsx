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
import { formatPounds, formatShare, formatSigned, formatWhole, sayPounds } from "../format/numbers";
import { fileName } from "../model/csv";
import {
  costsPicture,
  councilPicture,
  formulaPicture,
  placePicture,
  practicePicture,
  type EquityPicture,
} from "../model/equity";
import type { Model } from "../model/model";
import { distinct, nameOf } from "../model/money";
import { rowsOf, type AnyRow } from "../model/spending";
import { factsOf, MoneyPage, NothingYet } from "./money-frame";

interface Part {
  readonly table: string;
  readonly title: string;
  readonly file: string;
  readonly picture: (model: Model, year: string) => EquityPicture;
  readonly say: (value: number) => string;
  readonly bars: string;
  readonly method: string;
}

const parts: readonly Part[] = [
  {
    table: "formula",
    title: "The formula, and its adjustment for inequalities",
    file: "formula.csv",
    picture: formulaPicture,
    say: (value) => `${value > 0 ? "+" : ""}${formatWhole(Math.round(value))}`,
    bars: "How many people the adjustment adds to each body, or takes from it.",
    method:
      "people as the whole formula weighs them, less people as need alone weighs them; the " +
      "adjustment rests on deaths that could have been avoided",
  },
  {
    table: "council_spending",
    title: "What councils spend",
    file: "council_spending.csv",
    picture: councilPicture,
    say: sayPounds,
    bars: "From the most deprived council down: pounds for each person weighted by need.",
    method: "spending ÷ (people × index of need); without an index, spending ÷ people",
  },
  {
    table: "place_resources",
    title: "Spending and staff of places",
    file: "place_resources.csv",
    picture: placePicture,
    say: sayPounds,
    bars: "From the most deprived place down: pounds for each person.",
    method:
      "shares are of all places of the year; a shift is the share less that of the year before",
  },
  {
    table: "practice_groups",
    title: "General practice",
    file: "practice_funding.csv",
    picture: practicePicture,
    say: sayPounds,
    bars: "Practices in five groups by deprivation: pounds for each patient weighted by need.",
    method:
      "sums of each group; groups have as nearly the same number of practices as there can be",
  },
  {
    table: "running_costs",
    title: "Running costs and the team for inequalities",
    file: "running_costs.csv",
    picture: costsPicture,
    say: sayPounds,
    bars: "What bodies run on; the table says what became of the team for inequalities.",
    method: "as the body records it",
  },
];

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

function Section({ model, part, year }: { model: Model; part: Part; year: string }) {
  const rows = rowsOf(model, part.table).filter((row) => row.cells["year"] === year);
  if (rows.length === 0) return null;
  const { headline, rows: bars } = part.picture(model, year);
  const facts = factsOf([
    ["Year", year],
    ["Source", `money/${part.file} of the system's folder`],
    ["Method", part.method],
  ]);
  return (
    <section>
      <h2>{part.title}</h2>
      {bars.length > 0 && (
        <>
          <h3 class="figure-title">{headline}</h3>
          <p>{part.bars}</p>
          <Figure title={headline} file={fileName(part.table, year)} facts={facts}>
            <AmountBars
              label={`${headline}. The table below has every figure.`}
              rows={bars}
              say={part.say}
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
    parts.flatMap(({ table }) =>
      rowsOf(model, table).map((row) => String(row.cells["year"] ?? "")),
    ),
    "latest",
  );
  const year = chosen(route.query["year"], years);
  const lead =
    "Whether money and staff are where need is greatest, and how the formula sees to it.";
  return (
    <MoneyPage model={model} page="equity" title="Need and deprivation" lead={lead}>
      {years.length === 0 ? (
        <NothingYet model={model}>
          Nothing is recorded of money beside need: {parts.map(({ file }) => file).join(", ")} in{" "}
          <code>money</code> of this system&apos;s folder fill this page.
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
          {parts.map((part) => (
            <Section key={part.table} {...{ model, part, year }} />
          ))}
        </>
      )}
    </MoneyPage>
  );
}
