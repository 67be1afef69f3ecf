// A share month by month, as one line.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { formatShare } from "../format/numbers";
import { chartStyle, PlotFigure } from "./plot-figure";

export interface MonthPoint {
  // The first day of the month, such as 2024-12-01.
  readonly month: string;
  readonly value: number;
}

interface MonthLineProps {
  readonly label: string;
  readonly points: readonly MonthPoint[];
}

function drawLine(points: readonly MonthPoint[], width: number): Element {
  const dated = points.map((point) => ({ ...point, day: new Date(`${point.month}T00:00:00Z`) }));
  return Plot.plot({
    width,
    height: Math.min(300, Math.max(220, width * 0.35)),
    marginLeft: 52,
    marginRight: 18,
    marginBottom: 32,
    marginTop: 20,
    style: chartStyle,
    x: { type: "utc", label: null, ticks: width < 500 ? 3 : 6 },
    y: {
      label: null,
      grid: true,
      zero: true,
      ticks: 5,
      tickFormat: (share: number) => `${Math.round(share * 100)}%`,
    },
    marks: [
      Plot.ruleY([0], { stroke: "#4c6272" }),
      Plot.line(dated, { x: "day", y: "value", stroke: "#17548f", strokeWidth: 2.5 }),
      Plot.dot(dated, {
        x: "day",
        y: "value",
        r: 2.5,
        fill: "#17548f",
        title: (point: MonthPoint) => `${point.month.slice(0, 7)}: ${formatShare(point.value)}`,
      }),
    ],
  });
}

export function MonthLine({ label, points }: MonthLineProps): JSX.Element {
  return <PlotFigure label={label} draw={(width) => drawLine(points, width)} basis={[points]} />;
}
