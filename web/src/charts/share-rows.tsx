// Bars of one kind with their figure at the end: how many are left after each step, how large each group.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { chartStyle, layOutRows, PlotFigure } from "./plot-figure";

export interface ShareRow {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly figure: string;
}

interface ShareRowsProps {
  readonly label: string;
  readonly rows: readonly ShareRow[];
}

function draw(rows: readonly ShareRow[], width: number): Element {
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const layout = layOutRows(names, width);
  return Plot.plot({
    width,
    height: rows.length * layout.rowHeight + 12,
    marginLeft: layout.marginLeft,
    marginRight: 96,
    marginTop: 0,
    marginBottom: 10,
    style: chartStyle,
    x: { axis: null },
    y: { domain: [...names.keys()], axis: null, padding: 0.2 },
    marks: [
      layout.names,
      Plot.barX(rows, { x: "value", y: "id", fill: "#2f74b5", insetTop: layout.insetTop }),
      Plot.text(rows, {
        x: "value",
        y: "id",
        text: "figure",
        textAnchor: "start",
        dx: 5,
        dy: layout.insetTop / 2,
      }),
    ],
  });
}

export function ShareRows({ label, rows }: ShareRowsProps): JSX.Element {
  return <PlotFigure label={label} draw={(width) => draw(rows, width)} basis={[rows]} />;
}
