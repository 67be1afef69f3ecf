// Amounts as bars from the largest down, with the amount said at the end of each.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { sayPounds } from "../format/numbers";
import type { Category } from "../model/spending";
import { chartStyle, layOutRows, PlotFigure } from "./plot-figure";

function drawAmounts(
  rows: readonly Category[],
  width: number,
  say: (amount: number) => string,
): Element {
  const names = new Map(rows.map(({ name }) => [name, name]));
  const layout = layOutRows(names, width);
  const { insetTop } = layout;
  return Plot.plot({
    width,
    height: rows.length * layout.rowHeight + 10,
    marginLeft: layout.marginLeft,
    marginRight: 110,
    marginTop: 0,
    marginBottom: 10,
    style: chartStyle,
    x: { axis: null },
    y: { domain: [...names.keys()], axis: null, padding: 0.2 },
    marks: [
      layout.names,
      Plot.ruleX([0], { stroke: "#4c6272" }),
      Plot.barX(rows, { x: "amount", y: "name", fill: "#2f74b5", insetTop }),
      Plot.text(rows, {
        x: (row: Category) => Math.max(0, row.amount),
        y: "name",
        text: (row: Category) => say(row.amount),
        textAnchor: "start",
        dx: 5,
        dy: insetTop / 2,
      }),
    ],
  });
}

interface AmountBarsProps {
  readonly label: string;
  readonly rows: readonly Category[];
  readonly say?: (amount: number) => string;
}

export function AmountBars({ label, rows, say = sayPounds }: AmountBarsProps): JSX.Element {
  return (
    <PlotFigure label={label} draw={(width) => drawAmounts(rows, width, say)} basis={[rows]} />
  );
}
