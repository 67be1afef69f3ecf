// What bodies publish they spent: which months are there, what for, who was paid, and what stands out.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { AmountBars } from "../charts/amount-bars";
import { MonthGrid, monthLooks } from "../charts/month-grid";
import { columnsOf, type Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import { formatPounds, formatShare } from "../format/numbers";
import { fileName } from "../model/csv";
import type { Model } from "../model/model";
import { distinct } from "../model/money";
import type { Fact } from "../model/provenance";
import {
  categories,
  categoriesHeadline,
  monthRows,
  monthsHeadline,
  rowsOf,
  shareRows,
  spendingHeadline,
  type AnyRow,
} from "../model/spending";
import { factsOf, MoneyPage, NothingYet } from "./money-frame";

const everyBody = "";
const pounds = { format: (value: number) => formatPounds(Math.round(value)) };

function spendingFacts(model: Model, method: string): Fact[] {
  const files = rowsOf(model, "spend_files").map((row) =>
    // The name alone: where it lay is the business of who made the report.
    String(row.cells["file"] ?? "").replace(/^.*[/\\]/, ""),
  );
  const names = distinct(files).slice(0, 4).join(", ");
  const more = distinct(files).length > 4 ? ` and ${distinct(files).length - 4} more` : "";
  return factsOf([
    ["Source", `files that the bodies published: ${names}${more}`],
    ["Method", method],
  ]);
}

function Months({ model, entity }: { model: Model; entity: string }): JSX.Element | null {
  const rows = useMemo(
    () => monthRows(model).filter((row) => entity === everyBody || row.entity === entity),
    [model, entity],
  );
  if (rows.length === 0) return null;
  const title = monthsHeadline(rows);
  const keys = monthLooks.map(([text, colour, , sign]) => ({ colour, text: `${sign} ${text}` }));
  const facts = spendingFacts(
    model,
    "a month is complete where one table has it whole, each payment with its type and area",
  );
  return (
    <section>
      <h2 class="figure-title">{title}</h2>
      <Figure title={title} file={fileName("spend_months")} facts={facts} keys={keys}>
        <ul class="key">
          {keys.map(({ colour, text }) => (
            <li key={text}>
              <span class="legend__swatch" style={{ background: colour }} aria-hidden="true" />
              {text}
            </li>
          ))}
        </ul>
        <MonthGrid
          label={`Months that were published. ${title}. The table below has each.`}
          rows={rows}
        />
      </Figure>
      <DataTable
        name="months"
        title="Months as they were published"
        columns={columnsOf<AnyRow>(model.tables.get("spend_months"), [], { amount: pounds })}
        rows={rows}
        keyOf={(row) => JSON.stringify([row.cells["entity"], row.cells["month"]])}
        file={fileName("spend_months", entity)}
      />
    </section>
  );
}

const cuts = [
  { value: "type_category", title: "what was bought" },
  { value: "area_category", title: "what it was spent on" },
] as const;

function Categories({ model, entity, by }: CategoriesProps): JSX.Element | null {
  const rows = useMemo(
    () => shareRows(model).filter((row) => entity === everyBody || row.entity === entity),
    [model, entity],
  );
  if (rows.length === 0) return null;
  const known = categories(rows, by);
  const title = categoriesHeadline(known);
  const facts = spendingFacts(
    model,
    "each payment is put into a category by the words of its type and area, in the order of the rules",
  );
  return (
    <section>
      <h2 class="figure-title">{title}</h2>
      <Figure title={title} file={fileName("spend_categories", by)} facts={facts}>
        <AmountBars label={`${title}. The table below has every figure.`} rows={known} />
      </Figure>
      <DataTable
        name="shares"
        title="By what was bought and what it was spent on"
        columns={columnsOf<AnyRow>(model.tables.get("spend_shares"), [], {
          amount: pounds,
          share: { format: formatShare },
        })}
        rows={rows}
        keyOf={(row) => JSON.stringify(row.cells)}
        file={fileName("spend_shares", entity)}
        sort={{ column: "amount", descending: true }}
      />
    </section>
  );
}

interface CategoriesProps {
  readonly model: Model;
  readonly entity: string;
  readonly by: "type_category" | "area_category";
}

interface SectionProps {
  readonly model: Model;
  readonly table: string;
  readonly title: string;
  readonly says: string;
  readonly wide?: readonly string[];
  readonly sort?: string;
}

// A table of the program's as it stands, with a sentence on what it is for.
function Section({
  model,
  table,
  title,
  says,
  wide = [],
  sort = "",
}: SectionProps): JSX.Element | null {
  const rows = useMemo(() => rowsOf(model, table), [model, table]);
  if (!model.tables.has(table)) return null;
  const changes: Record<string, Partial<Column<AnyRow>>> = {
    amount: pounds,
    total_stated: pounds,
    median: pounds,
    deviation: pounds,
  };
  for (const name of wide) changes[name] = { isWide: true };
  return (
    <section>
      <h2>{title}</h2>
      <p>{says}</p>
      <DataTable
        name={table}
        title={title}
        columns={columnsOf<AnyRow>(model.tables.get(table), [], changes)}
        rows={rows}
        keyOf={(row) => `${rows.indexOf(row)}`}
        file={fileName(table)}
        noRows="None."
        {...(sort === "" ? {} : { sort: { column: sort, descending: true } })}
      />
    </section>
  );
}

function Everything({ model, route }: Pick<ViewProps, "model" | "route">): JSX.Element {
  const entities = distinct(
    rowsOf(model, "spend_entities").map((row) => String(row.cells["entity"] ?? "")),
  );
  const entity = chosen(route.query["entity"], [everyBody, ...entities]);
  const by = cuts.find(({ value }) => value === route.query["by"])?.value ?? "type_category";
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  return (
    <>
      <Controls>
        {entities.length > 1 && (
          <Choice
            label="Body"
            value={entity}
            options={[
              { value: everyBody, title: "All bodies" },
              ...entities.map((value) => ({ value, title: value })),
            ]}
            onChoose={choose("entity")}
          />
        )}
        <Choice label="Categories by" value={by} options={cuts} onChoose={choose("by")} />
      </Controls>
      <p>{spendingHeadline(model)}.</p>
      <Months model={model} entity={entity} />
      <Categories model={model} entity={entity} by={by} />
      <Section
        model={model}
        table="spend_outliers"
        title="Months that stand out"
        says="Months far from the same body's other months in the same area: worth a look, and no proof of anything."
        sort="robust_z"
      />
      <Section
        model={model}
        table="spend_conflicts"
        title="Words that fit more than one category"
        says="Which category was taken, and which others the words would also fit."
        wide={["others"]}
        sort="amount"
      />
      <Section
        model={model}
        table="spend_suppliers"
        title="Who was paid"
        says="Suppliers as they were published, and the organisation that each seems to be."
        wide={["supplier", "candidates"]}
        sort="amount"
      />
      <Section
        model={model}
        table="spend_files"
        title="What became of every file"
        says="Every row is a payment, a total, a title or was rejected; nothing is dropped in silence."
        wide={["file", "columns", "repairs", "note"]}
      />
    </>
  );
}

export function SpendingView({ model, route }: ViewProps): JSX.Element {
  const lead = "What bodies publish they spent, held against itself before anything is added up.";
  return (
    <MoneyPage model={model} page="spending" title="Published spending" lead={lead}>
      {rowsOf(model, "spend_files").length === 0 ? (
        <NothingYet model={model}>
          No files of payments were read. Files in <code>money/spend</code> of this system&apos;s
          folder fill this page; <code>concord money spend</code> reads others.
        </NothingYet>
      ) : (
        <Everything model={model} route={route} />
      )}
    </MoneyPage>
  );
}
