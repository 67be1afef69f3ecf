// The findings, grouped by the rule that found them, and what became of each file.

import type { FindingRow, InputRow, Model } from "./model";

const severityOrder = ["error", "warning", "information"];

function place(severity: string): number {
  const index = severityOrder.indexOf(severity);
  return index < 0 ? severityOrder.length : index;
}

export function severitiesIn(findings: readonly FindingRow[]): string[] {
  return [...new Set(findings.map((finding) => finding.severity))].sort(
    (one, other) => place(one) - place(other),
  );
}

export interface RuleGroup {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  readonly requirements: readonly string[];
  readonly findings: readonly FindingRow[];
  // What every finding of the rule says alike, said once; empty where they differ.
  readonly help: string;
  readonly authority: string;
}

function shared(values: readonly string[]): string {
  const [first = ""] = values;
  return values.every((value) => value === first) ? first : "";
}

// The gravest rules first; within a rule the order in which they were found.
export function groupByRule(model: Model, findings: readonly FindingRow[]): RuleGroup[] {
  const ids = [...new Set(findings.map((finding) => finding.id))];
  const groups = ids.map((id): RuleGroup => {
    const rule = model.description.rules.get(id);
    const own = findings.filter((finding) => finding.id === id);
    return {
      id,
      title: rule?.title ?? "",
      explanation: rule?.explanation ?? "",
      requirements: rule?.requirements ?? [],
      help: shared(own.map((finding) => finding.help)),
      authority: shared(own.map((finding) => finding.authority)),
      findings: own.sort((one, other) => place(one.severity) - place(other.severity)),
    };
  });
  const gravest = (group: RuleGroup): number => place(group.findings[0]?.severity ?? "");
  return groups.sort(
    (one, other) => gravest(one) - gravest(other) || one.id.localeCompare(other.id),
  );
}

export interface InputTotals {
  readonly files: number;
  readonly read: number;
  readonly skipped: number;
  readonly repaired: number;
  readonly outside: number;
}

// A file that serves several purposes is listed once for each; it counts as one file here.
export function inputTotals(inputs: readonly InputRow[]): InputTotals {
  const sum = (read: (row: InputRow) => number | null): number =>
    inputs.reduce((total, row) => total + (read(row) ?? 0), 0);
  return {
    files: new Set(inputs.map((row) => row.path)).size,
    read: sum((row) => row.rows_read),
    skipped: sum((row) => row.rows_skipped),
    repaired: sum((row) => row.rows_repaired),
    outside: sum((row) => row.rows_outside),
  };
}

export interface Unread {
  readonly errors: readonly FindingRow[];
  readonly skipped: readonly InputRow[];
}

export function whatWasNotRead(model: Model): Unread {
  return {
    errors: model.findings.filter((finding) => finding.severity === "error"),
    skipped: model.inputs.filter((input) => (input.rows_skipped ?? 0) > 0),
  };
}
