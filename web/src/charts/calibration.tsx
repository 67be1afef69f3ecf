// What a model of risk expects against what was observed, stratum by stratum. On the line they agree.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { formatShare } from "../format/numbers";
import { chartStyle, PlotFigure } from "./plot-figure";

export interface CalibrationPoint {
  readonly name: string;
  readonly expected: number;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
}

interface CalibrationProps {
  readonly label: string;
  readonly points: readonly CalibrationPoint[];
}

function draw(points: readonly CalibrationPoint[], width: number): Element {
  const most = Math.max(0.01, ...points.flatMap((point) => [point.high, point.expected]));
  const percent = (share: number): string => `${Number((share * 100).toFixed(1))}%`;
  const axis = { domain: [0, most], label: null, grid: true, ticks: 5, tickFormat: percent };
  const ends = [
    [0, 0],
    [most, most],
  ] as const;
  const side = Math.min(width, 460);
  return Plot.plot({
    width: side,
    height: Math.min(side, 360),
    marginLeft: 52,
    marginRight: 60,
    marginBottom: 34,
    marginTop: 14,
    style: chartStyle,
    x: axis,
    y: axis,
    marks: [
      Plot.line(ends, { stroke: "#4c6272", strokeDasharray: "4 3" }),
      Plot.ruleX(points, {
        x: "expected",
        y1: "low",
        y2: "high",
        stroke: "#17548f",
        strokeWidth: 2,
      }),
      Plot.dot(points, {
        x: "expected",
        y: "observed",
        r: 5,
        fill: "#17548f",
        title: (point: CalibrationPoint) =>
          `${point.name}: ${formatShare(point.expected)} expected, ${formatShare(point.observed)} observed`,
      }),
      Plot.text(points, {
        x: "expected",
        y: "observed",
        text: "name",
        dx: 9,
        textAnchor: "start",
        stroke: "#ffffff",
        strokeWidth: 4,
        fill: "#212b32",
      }),
    ],
  });
}

export function Calibration({ label, points }: CalibrationProps): JSX.Element {
  return <PlotFigure label={label} draw={(width) => draw(points, width)} basis={[points]} />;
}
