// Shares of the fifths of deprivation with their intervals, from the most deprived to the least, and
// the line of the slope index through them.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { formatShare } from "../format/numbers";
import type { SlopePoint } from "../model/need";
import { chartStyle, PlotFigure } from "./plot-figure";

interface SlopeLineProps {
  readonly label: string;
  readonly points: readonly SlopePoint[];
  readonly line: readonly { readonly rank: number; readonly value: number }[];
}

export const slopeColours = { share: "#17548f", line: "#b36b00" } as const;

function drawSlope({ points, line }: SlopeLineProps, width: number): Element {
  const names: readonly string[] = ["most deprived", "2nd", "3rd", "4th", "least deprived"];
  const nameOf = (rank: number): string => {
    const point = points.find((one) => one.rank === rank);
    return point ? (names[point.fifth - 1] ?? "") : "";
  };
  return Plot.plot({
    width,
    height: Math.min(340, Math.max(240, width * 0.45)),
    marginLeft: 52,
    marginRight: 24,
    marginBottom: 34,
    marginTop: 16,
    style: chartStyle,
    x: { domain: [0, 1], axis: null },
    y: {
      label: null,
      grid: true,
      zero: true,
      ticks: 5,
      tickFormat: (share: number) => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`,
    },
    marks: [
      Plot.axisX(
        points.map(({ rank }) => rank),
        { tickFormat: nameOf, label: null, tickSize: 0, fontSize: width < 500 ? 9 : 12 },
      ),
      Plot.ruleY([0], { stroke: "#4c6272" }),
      Plot.line(line, { x: "rank", y: "value", stroke: slopeColours.line, strokeWidth: 2.5 }),
      Plot.ruleX(points, {
        x: "rank",
        y1: "low",
        y2: "high",
        stroke: slopeColours.share,
        strokeWidth: 2,
      }),
      Plot.dot(points, {
        x: "rank",
        y: "value",
        r: 4.5,
        fill: slopeColours.share,
        title: (point: SlopePoint) =>
          `${names[point.fifth - 1] ?? ""}: ${formatShare(point.value)}, between ${formatShare(point.low)} and ${formatShare(point.high)}`,
      }),
    ],
  });
}

export function SlopeLine(props: SlopeLineProps): JSX.Element {
  const draw = (width: number): Element => drawSlope(props, width);
  return <PlotFigure label={props.label} draw={draw} basis={[props.points, props.line]} />;
}
