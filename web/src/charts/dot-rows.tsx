// One row a body or place: where it stands, and where it stood, beside a line that all are held
// against.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { chartStyle, layOutRows, PlotFigure } from "./plot-figure";

export interface DotRow {
  readonly id: string;
  readonly name: string;
  // What it moved from; null where it did not move.
  readonly before: number | null;
  readonly value: number;
}

interface DotRowsProps {
  readonly label: string;
  readonly rows: readonly DotRow[];
  // Where the line stands: the target, the mean.
  readonly line: number;
  readonly say: (value: number) => string;
  // The same for the axis, where there is little room.
  readonly axis: (value: number) => string;
}

export const dotColours = { before: "#ffffff", value: "#17548f" } as const;

function drawRows({ rows, line, say, axis }: DotRowsProps, width: number): Element {
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const layout = layOutRows(names, width);
  const dy = layout.insetTop / 2;
  const moved = rows.filter((row) => row.before !== null);
  const title = (row: DotRow): string =>
    row.before === null
      ? `${row.name}: ${say(row.value)}`
      : `${row.name}: from ${say(row.before)} to ${say(row.value)}`;
  const stroke = "#17548f";
  return Plot.plot({
    width,
    height: rows.length * layout.rowHeight + 34,
    marginLeft: layout.marginLeft,
    marginRight: 30,
    marginTop: 24,
    marginBottom: 10,
    style: chartStyle,
    x: { axis: null, grid: true, nice: true },
    y: { domain: [...names.keys()], axis: null },
    marks: [
      Plot.axisX({ anchor: "top", ticks: width < 500 ? 3 : 7, tickFormat: axis, label: null }),
      Plot.ruleX([line], { stroke: "#212b32", strokeWidth: 1.5 }),
      layout.names,
      Plot.link(moved, {
        x1: "before",
        x2: "value",
        y1: "id",
        y2: "id",
        stroke,
        strokeWidth: 2,
        dy,
      }),
      Plot.dot(moved, { x: "before", y: "id", r: 4.5, fill: dotColours.before, stroke, dy }),
      Plot.dot(rows, { x: "value", y: "id", r: 5, fill: dotColours.value, title, dy }),
    ],
  });
}

export function DotRows(props: DotRowsProps): JSX.Element {
  const draw = (width: number): Element => drawRows(props, width);
  return <PlotFigure label={props.label} draw={draw} basis={[props.rows, props.line]} />;
}
