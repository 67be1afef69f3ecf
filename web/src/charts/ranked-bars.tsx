// The areas of a layer as bars from the highest down: for layers that have neither shapes nor tiles,
// and for reading off who stands where.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import type { Measure } from "../model/measures";
import { chartStyle, layOutRows, PlotFigure } from "./plot-figure";
import { sayMeasured } from "../model/saying";

export interface Bar {
  readonly code: string;
  readonly name: string;
  readonly value: number;
  readonly colour: string;
}

interface RankedBarsProps {
  readonly label: string;
  readonly measure: Measure;
  readonly bars: readonly Bar[];
}

function drawBars(bars: readonly Bar[], measure: Measure, width: number): Element {
  const names = new Map(bars.map((bar) => [bar.code, bar.name]));
  const rows = layOutRows(names, width);
  const { marginLeft, insetTop } = rows;
  return Plot.plot({
    width,
    height: bars.length * rows.rowHeight + 10,
    marginLeft,
    marginRight: 76,
    marginTop: 0,
    marginBottom: 10,
    style: chartStyle,
    x: { axis: null },
    y: { domain: [...names.keys()], axis: null, padding: 0.2 },
    marks: [
      rows.names,
      Plot.barX(bars, { x: "value", y: "code", fill: "colour", stroke: "#4c6272", insetTop }),
      Plot.text(bars, {
        x: "value",
        y: "code",
        text: (bar: Bar) => sayMeasured(measure, bar.value),
        textAnchor: "start",
        dx: 5,
        dy: insetTop / 2,
      }),
    ],
  });
}

export function RankedBars({ label, measure, bars }: RankedBarsProps): JSX.Element {
  const draw = (width: number): Element => drawBars(bars, measure, width);
  return <PlotFigure label={label} draw={draw} basis={[bars, measure]} />;
}
