// Pooled funds, with what each partner puts in, how risk is shared and what schemes spend; and
// contracts, with what each month pays and why.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { AmountBars } from "../charts/amount-bars";
import { columnsOf } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import {
  agreementsOf,
  contributionsByPartner,
  paymentsByMonth,
  paymentsHeadline,
  poolHeadline,
  riskHeadline,
  risksByParty,
  yearsOf,
  type Agreements,
} from "../model/agreements";
import { fileName } from "../model/csv";
import type { Model } from "../model/model";
import { distinct, nameOf } from "../model/money";
import { rowsOf, type AnyRow, type Category } from "../model/spending";
import type { Route } from "../routes";
import { factsOf, MoneyPage, NothingYet } from "./money-frame";

interface PartProps {
  readonly model: Model;
  readonly agreements: Agreements;
  readonly route: Route;
}

const partyColumns = ["fund", "contributor", "to", "lead", "payer", "payee"];
const wide = { isWide: true };

interface RowsProps {
  readonly model: Model;
  readonly table: string;
  readonly title: string;
  readonly wanted: (row: AnyRow) => boolean;
  readonly leave: readonly string[];
}

// The rows of one of the program's tables; columns that say the same in every row are left out.
function Rows({ model, table, title, wanted, leave }: RowsProps): JSX.Element | null {
  const known = model.tables.get(table);
  if (!known) return null;
  const rows = rowsOf(model, table).filter(wanted);
  const names = known.columns.map(({ name }) => name).filter((name) => !leave.includes(name));
  const changes = Object.fromEntries(
    partyColumns.map((name) => [
      name,
      { value: (row: AnyRow) => nameOf(model.money, String(row.cells[name] ?? "")) },
    ]),
  );
  return (
    <DataTable
      name={table}
      title={title}
      columns={columnsOf<AnyRow>(known, names, { ...changes, why: wide, title: wide })}
      rows={rows}
      keyOf={(row) => JSON.stringify(row.cells)}
      file={fileName(table)}
      noRows="None."
    />
  );
}

interface BarsProps {
  readonly title: string;
  readonly file: string;
  readonly rows: readonly Category[];
  readonly source: string;
  readonly method: string;
}

function Bars({ title, file, rows, source, method }: BarsProps): JSX.Element {
  const facts = factsOf([
    ["Source", source],
    ["Method", method],
  ]);
  return (
    <Figure title={title} file={file} facts={facts}>
      <AmountBars label={`${title}. The table below has every figure.`} rows={rows} />
    </Figure>
  );
}

interface OneFundProps {
  readonly model: Model;
  readonly agreements: Agreements;
  readonly fund: string;
  readonly year: string;
}

function OneFund({ model, agreements, fund, year }: OneFundProps): JSX.Element {
  const isChosen = (row: { fund: string; year: string }): boolean =>
    row.fund === fund && row.year === year;
  const given = agreements.contributions.filter(isChosen);
  const risks = agreements.shares.filter(isChosen);
  const rows = {
    model,
    leave: ["fund", "year"],
    wanted: ({ cells }: AnyRow): boolean => cells["fund"] === fund && cells["year"] === year,
  };
  return (
    <>
      <h3 class="figure-title">{poolHeadline(given)}</h3>
      <Bars
        title={poolHeadline(given)}
        file={fileName("pool_contributions", fund, year)}
        rows={contributionsByPartner(model, given)}
        source="the fund's contributions in the system's folder money"
        method="planned contributions of each partner, mandatory and voluntary together"
      />
      <Rows {...rows} table="pool_contributions" title="What each partner puts in" />
      {risks.length > 0 && (
        <>
          <h3 class="figure-title">{riskHeadline(risks)}</h3>
          <Bars
            title={riskHeadline(risks)}
            file={fileName("pool_shares", fund, year)}
            rows={risksByParty(model, risks)}
            source="the fund's risk share in the system's folder money"
            method="above nothing is borne, below nothing is given back or kept"
          />
        </>
      )}
      <Rows {...rows} table="pool_shares" title="How risk is shared, worked through" />
      <Rows {...rows} table="pool_schemes" title="What schemes were to spend and spent" />
    </>
  );
}

function Funds({ model, agreements, route }: PartProps): JSX.Element | null {
  const { contributions } = agreements;
  const funds = distinct(contributions.map((row) => row.fund));
  const fund = chosen(route.query["fund"], funds);
  const years = yearsOf(contributions.filter((row) => row.fund === fund));
  const year = chosen(route.query["year"], years);
  if (funds.length === 0) return null;
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  return (
    <section>
      <h2>Pooled funds</h2>
      <Controls>
        <Choice
          label="Fund"
          value={fund}
          options={funds.map((value) => ({ value, title: nameOf(model.money, value) }))}
          onChoose={choose("fund")}
        />
        <Choice
          label="Year"
          value={year}
          options={years.map((value) => ({ value, title: value }))}
          onChoose={choose("year")}
        />
      </Controls>
      <OneFund {...{ model, agreements, fund, year }} />
    </section>
  );
}

function Contracts({ model, agreements, route }: PartProps): JSX.Element | null {
  const { payments } = agreements;
  const contracts = distinct(payments.map((row) => row.contract));
  const contract = chosen(route.query["contract"], contracts);
  if (contracts.length === 0) return null;
  const rows = payments.filter((row) => row.contract === contract);
  const title = paymentsHeadline(rows);
  return (
    <section>
      <h2>Contracts</h2>
      <Controls>
        <Choice
          label="Contract"
          value={contract}
          options={contracts.map((value) => ({ value, title: value }))}
          onChoose={(value) => chooseOnPage(route, { contract: value })}
        />
      </Controls>
      <h3 class="figure-title">{title}</h3>
      <Bars
        title={title}
        file={fileName("contract_payments", contract)}
        rows={paymentsByMonth(rows)}
        source="the contract and its activity in the system's folder money"
        method="fixed and variable parts, held by caps and collars; subcontracts are no part of it"
      />
      <Rows
        model={model}
        table="contract_payments"
        title="What each month pays, and why"
        leave={["contract"]}
        wanted={({ cells }) => cells["contract"] === contract}
      />
      <Rows
        model={model}
        table="contracts"
        title="The contract"
        leave={[]}
        wanted={({ cells }) => cells["contract"] === contract}
      />
    </section>
  );
}

export function AgreementsView({ model, route }: ViewProps): JSX.Element {
  const agreements = useMemo(() => agreementsOf(model), [model]);
  const lead = "What partners put together, who bears what goes wrong, and what contracts pay.";
  const isEmpty = agreements.contributions.length + agreements.payments.length === 0;
  return (
    <MoneyPage model={model} page="agreements" title="Pools and contracts" lead={lead}>
      {isEmpty ? (
        <NothingYet model={model}>
          This build holds no pooled funds and no contracts: <code>pools.toml</code> and{" "}
          <code>contracts.toml</code> in <code>money</code> of this system&apos;s folder fill this
          page.
        </NothingYet>
      ) : (
        <>
          <Funds {...{ model, agreements, route }} />
          <Contracts {...{ model, agreements, route }} />
        </>
      )}
    </MoneyPage>
  );
}
