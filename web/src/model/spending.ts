// What bodies publish they spent, as the tables of a build have it.

import { counted, formatShare, sayPounds } from "../format/numbers";
import type { Model } from "./model";
import { decode, type Decoded } from "./records";

const monthFields = { entity: "text", month: "text", state: "text", amount: "number" } as const;
const shareFields = {
  entity: "text",
  type_category: "text",
  area_category: "text",
  amount: "number",
} as const;
const entityFields = { entity: "text", payments: "number", amount: "number" } as const;

export type MonthRow = Decoded<typeof monthFields>;
export type ShareRow = Decoded<typeof shareFields>;
export type AnyRow = Pick<MonthRow, "cells">;

// Rows of a table whose columns the page only shows.
export function rowsOf(model: Model, table: string): AnyRow[] {
  const known = model.tables.get(table);
  return known ? decode(known, {}) : [];
}

export function monthRows(model: Model): MonthRow[] {
  const table = model.tables.get("spend_months");
  return table ? decode(table, monthFields) : [];
}

export function shareRows(model: Model): ShareRow[] {
  const table = model.tables.get("spend_shares");
  return table ? decode(table, shareFields) : [];
}

// "2020-04" lies in the financial year "2020/21", in its first month.
export function placeOfMonth(month: string): { readonly year: string; readonly place: number } {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const first = number >= 4 ? year : year - 1;
  const second = String((first + 1) % 100).padStart(2, "0");
  return { year: `${first}/${second}`, place: (number + 8) % 12 };
}

export function spendingHeadline(model: Model): string {
  const table = model.tables.get("spend_entities");
  const rows = table ? decode(table, entityFields) : [];
  const sum = (read: (row: (typeof rows)[number]) => number | null): number =>
    rows.reduce((all, row) => all + (read(row) ?? 0), 0);
  const payments = counted(
    sum((row) => row.payments),
    "payment",
    "payments",
  );
  const bodies = counted(rows.length, "body", "bodies");
  return `${bodies} published ${payments} of ${sayPounds(sum((row) => row.amount))} together`;
}

export function monthsHeadline(rows: readonly MonthRow[]): string {
  const complete = rows.filter((row) => row.state === "complete").length;
  if (complete === rows.length) return `All ${rows.length} months are complete`;
  const states = [...new Set(rows.map((row) => row.state))].filter((state) => state !== "complete");
  const counts = states.map(
    (state) => `${rows.filter((row) => row.state === state).length} ${state}`,
  );
  return `${complete} of ${rows.length} months are complete; ${counts.join(", ")}`;
}

export interface Category {
  readonly name: string;
  readonly amount: number;
}

export const uncategorised = "in no category";

export function categories(
  rows: readonly ShareRow[],
  by: "type_category" | "area_category",
): Category[] {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const name = row[by] || uncategorised;
    sums.set(name, (sums.get(name) ?? 0) + (row.amount ?? 0));
  }
  return [...sums].map(([name, amount]) => ({ name, amount })).sort((a, b) => b.amount - a.amount);
}

export function categoriesHeadline(known: readonly Category[]): string {
  const total = known.reduce((sum, { amount }) => sum + amount, 0);
  const [first] = known;
  if (!first || total <= 0) return "No payment is in a category";
  const largest = known.find(({ name }) => name !== uncategorised) ?? first;
  const none = known.find(({ name }) => name === uncategorised)?.amount ?? 0;
  const rest = none > 0 ? `; ${formatShare(none / total)} is in no category` : "";
  return `Most goes to ${largest.name.toLowerCase()}: ${formatShare(largest.amount / total)} of ${sayPounds(total)}${rest}`;
}
