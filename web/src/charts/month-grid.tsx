// Which months each body published: a row for each body and financial year, a box for each month.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { placeOfMonth, type MonthRow } from "../model/spending";
import { chartStyle, layOutRows, PlotFigure } from "./plot-figure";

interface Box {
  readonly row: string;
  readonly place: number;
  readonly state: string;
  readonly title: string;
}

// The sign tells the states apart where the colour does not.
export const monthLooks: readonly (readonly [string, string, string, string])[] = [
  ["complete", "#17548f", "#ffffff", "✓"],
  ["without type or area", "#a6cbe9", "#212b32", "?"],
  ["twice", "#ffb81c", "#212b32", "2"],
  ["missing", "#ffffff", "#212b32", "–"],
];

export function lookOf(state: string): (typeof monthLooks)[number] {
  return (
    monthLooks.find(([known]) => state.startsWith(known)) ?? [state, "#a6cbe9", "#212b32", "?"]
  );
}

const letters = [..."AMJJASONDJFM"];

function drawMonths(rows: readonly MonthRow[], width: number): Element {
  const boxes = rows.map((row): Box => {
    const { year, place } = placeOfMonth(row.month);
    const title = `${row.entity}, ${row.month}: ${row.state}`;
    return { row: `${row.entity} ${year}`, place, state: row.state, title };
  });
  const names = new Map(boxes.map(({ row }) => [row, row]));
  const layout = layOutRows(names, width);
  const insetTop = layout.insetTop;
  return Plot.plot({
    width,
    height: names.size * (layout.rowHeight + 6) + 34,
    marginLeft: layout.marginLeft,
    marginRight: 10,
    marginTop: 26,
    marginBottom: 4,
    style: chartStyle,
    x: { domain: letters.map((_, place) => place), axis: null, padding: 0.06 },
    y: { domain: [...names.keys()], axis: null, padding: 0.1 },
    marks: [
      Plot.axisX({
        anchor: "top",
        tickSize: 0,
        tickFormat: (place: number) => letters[place] ?? "",
        label: null,
      }),
      layout.names,
      Plot.cell(boxes, {
        x: "place",
        y: "row",
        insetTop,
        fill: (box: Box) => lookOf(box.state)[1],
        stroke: "#4c6272",
        title: "title",
      }),
      Plot.text(boxes, {
        x: "place",
        y: "row",
        dy: insetTop / 2,
        text: (box: Box) => lookOf(box.state)[3],
        fill: (box: Box) => lookOf(box.state)[2],
      }),
    ],
  });
}

interface MonthGridProps {
  readonly label: string;
  readonly rows: readonly MonthRow[];
}

export function MonthGrid({ label, rows }: MonthGridProps): JSX.Element {
  return <PlotFigure label={label} draw={(width) => drawMonths(rows, width)} basis={[rows]} />;
}
