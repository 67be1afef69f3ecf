// Pooled funds and contracts, as the tables of a build have them, and the sentences above them.

import { counted, sayPounds } from "../format/numbers";
import type { Model } from "./model";
import { distinct, nameOf } from "./money";
import { decode, type Decoded, type Specification } from "./records";
import type { Category } from "./spending";

const contributionFields = {
  fund: "text",
  year: "text",
  contributor: "text",
  planned: "number",
  paid: "number",
} as const;
const schemeFields = { fund: "text", year: "text", scheme: "text", title: "text" } as const;
const shareFields = {
  fund: "text",
  year: "text",
  form: "text",
  kind: "text",
  to: "text",
  amount: "number",
  why: "text",
} as const;
const paymentFields = {
  contract: "text",
  year: "text",
  month: "text",
  element: "text",
  kind: "text",
  payment: "number",
  why: "text",
} as const;

export type ContributionRow = Decoded<typeof contributionFields>;
export type SchemeRow = Decoded<typeof schemeFields>;
export type RiskRow = Decoded<typeof shareFields>;
export type PaymentRow = Decoded<typeof paymentFields>;

export interface Agreements {
  readonly contributions: readonly ContributionRow[];
  readonly schemes: readonly SchemeRow[];
  readonly shares: readonly RiskRow[];
  readonly payments: readonly PaymentRow[];
}

export function agreementsOf(model: Model): Agreements {
  const read = <S extends Specification>(name: string, fields: S): Decoded<S>[] => {
    const table = model.tables.get(name);
    return table ? decode(table, fields) : [];
  };
  return {
    contributions: read("pool_contributions", contributionFields),
    schemes: read("pool_schemes", schemeFields),
    shares: read("pool_shares", shareFields),
    payments: read("contract_payments", paymentFields),
  };
}

// Every fund and every contract with its years, the latest first.
export function yearsOf(rows: readonly { readonly year: string }[]): string[] {
  return distinct(
    rows.map((row) => row.year),
    "latest",
  );
}

function summed(entries: readonly (readonly [string, number])[]): Category[] {
  const sums = new Map<string, number>();
  for (const [name, amount] of entries) sums.set(name, (sums.get(name) ?? 0) + amount);
  return [...sums].map(([name, amount]) => ({ name, amount: Math.round(amount * 100) / 100 }));
}

export function contributionsByPartner(model: Model, rows: readonly ContributionRow[]): Category[] {
  return summed(rows.map((row) => [nameOf(model.money, row.contributor), row.planned ?? 0])).sort(
    (a, b) => b.amount - a.amount,
  );
}

export function poolHeadline(rows: readonly ContributionRow[]): string {
  const partners = new Set(rows.map((row) => row.contributor)).size;
  const planned = rows.reduce((sum, row) => sum + (row.planned ?? 0), 0);
  return `${counted(partners, "partner pools", "partners pool")} ${sayPounds(planned)}`;
}

// Below nothing is given back or kept: the picture shows who bears and who has, by words.
export function risksByParty(model: Model, rows: readonly RiskRow[]): Category[] {
  const nameOfParty = (row: RiskRow): string =>
    row.kind === "carried" ? "carried into the next year" : nameOf(model.money, row.to);
  return summed(rows.map((row) => [nameOfParty(row), row.amount ?? 0]));
}

export function riskHeadline(rows: readonly RiskRow[]): string {
  const sum = rows.reduce((all, row) => all + (row.amount ?? 0), 0);
  if (sum > 0) return `${sayPounds(sum)} above the plan is borne by agreement`;
  if (sum < 0)
    return `${sayPounds(-sum)} of the plan was not spent, and is shared out by agreement`;
  return "The fund spent what was planned";
}

// What the provider is paid each month: what it passes on to others is no part of it.
export function paymentsByMonth(rows: readonly PaymentRow[]): Category[] {
  const own = rows.filter((row) => row.kind !== "subcontract" && row.kind !== "kept");
  return summed(own.map((row) => [row.month, row.payment ?? 0])).sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

export function paymentsHeadline(rows: readonly PaymentRow[]): string {
  const months = paymentsByMonth(rows);
  const total = months.reduce((sum, { amount }) => sum + amount, 0);
  return `${sayPounds(total)} over ${counted(months.length, "month", "months")}`;
}
