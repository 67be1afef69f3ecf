// Cutting a measure into classes for a shaded picture, with breaks that can be stated in words.

import type { Cell } from "../data/document";
import type { Measure } from "./measures";
import { colours, inkOn, mostColours } from "./palette";

export interface ValueClass {
  readonly from: number | string;
  readonly to: number | string;
  readonly count: number;
  readonly colour: string;
  readonly ink: string;
}

export interface Classification {
  readonly classes: readonly ValueClass[];
  readonly missing: number;
  // How the breaks were chosen.
  readonly rule: "each-value" | "equal-counts" | "bands";
  classOf(value: Cell): ValueClass | null;
}

const wantedClasses = 5;

// Values in groups of about equal number; equal values always stand together.
function groupsOfEqualCount(sorted: readonly number[], wanted: number): number[][] {
  const groups: number[][] = [];
  let taken = 0;
  for (const value of sorted) {
    const last = groups.at(-1);
    const isTie = last !== undefined && last.at(-1) === value;
    const isDue = taken >= Math.round((groups.length * sorted.length) / wanted);
    if (last === undefined || (isDue && !isTie)) groups.push([value]);
    else last.push(value);
    ++taken;
  }
  return groups;
}

function groupsOfEachValue(sorted: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (const value of sorted) {
    const last = groups.at(-1);
    if (last && last[0] === value) last.push(value);
    else groups.push([value]);
  }
  return groups;
}

function numberClasses(values: readonly Cell[]): Classification {
  const sorted = values
    .filter((value): value is number => typeof value === "number")
    .sort((one, other) => one - other);
  const distinct = groupsOfEachValue(sorted);
  const each = distinct.length <= mostColours && sorted.every(Number.isInteger);
  const groups = each ? distinct : groupsOfEqualCount(sorted, wantedClasses);
  const fills = colours(groups.length);
  const classes = groups.map((group, index): ValueClass => {
    const colour = fills[index] ?? "";
    const [from = 0, to = 0] = [group[0], group.at(-1)];
    return { from, to, count: group.length, colour, ink: inkOn(colour) };
  });
  return {
    classes,
    missing: values.length - sorted.length,
    rule: each ? "each-value" : "equal-counts",
    classOf: (value) =>
      typeof value === "number"
        ? (classes.find(({ from, to }) => value >= Number(from) && value <= Number(to)) ?? null)
        : null,
  };
}

function bandClasses(values: readonly Cell[], order: readonly string[]): Classification {
  const words = values.filter((value): value is string => typeof value === "string");
  const others = [...new Set(words)].filter((word) => !order.includes(word)).sort();
  const all = [...order, ...others];
  const fills = colours(all.length);
  const classes = all.map((word, index): ValueClass => {
    const colour = fills[index] ?? "";
    const count = words.filter((value) => value === word).length;
    return { from: word, to: word, count, colour, ink: inkOn(colour) };
  });
  return {
    classes,
    missing: values.length - words.length,
    rule: "bands",
    classOf: (value) => classes.find(({ from }) => from === value) ?? null,
  };
}

export function classify(measure: Measure, values: readonly Cell[]): Classification {
  return measure.kind === "number" ? numberClasses(values) : bandClasses(values, measure.order);
}
