// The rule of pace as the line that it is, with every body standing where it stands.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { formatSigned, signedShortly } from "../format/numbers";
import { drawnLine, type Bounds, type Knot } from "../model/money";
import { chartStyle, PlotFigure } from "./plot-figure";

export interface PaceDot {
  readonly name: string;
  readonly distance: number;
  readonly convergence: number;
}

interface PaceLineProps {
  readonly label: string;
  readonly knots: readonly Knot[];
  readonly dots: readonly PaceDot[];
  readonly bounds: Bounds;
}

function drawPace({ knots, dots, bounds }: PaceLineProps, width: number): Element {
  const distances = dots.map((dot) => dot.distance);
  const ticks = width < 500 ? 4 : 8;
  return Plot.plot({
    width,
    height: Math.min(360, Math.max(260, width * 0.45)),
    marginLeft: 66,
    marginRight: 18,
    marginBottom: 44,
    marginTop: 30,
    style: chartStyle,
    x: {
      label: "Distance from target before convergence →",
      tickFormat: signedShortly,
      ticks,
      grid: true,
    },
    y: { label: "↑ Convergence", tickFormat: signedShortly, ticks: 5, grid: true },
    marks: [
      Plot.ruleX([0], { stroke: "#4c6272" }),
      Plot.ruleY([0], { stroke: "#4c6272" }),
      Plot.line(drawnLine(knots, distances, bounds), {
        x: "distance",
        y: "convergence",
        stroke: "#d5281b",
        strokeWidth: 2.5,
      }),
      Plot.dot(dots, {
        x: "distance",
        y: "convergence",
        r: 5,
        fill: "#17548f",
        fillOpacity: 0.75,
        stroke: "#ffffff",
        title: (dot: PaceDot) =>
          `${dot.name}: ${formatSigned(dot.distance)}, moved by ${formatSigned(dot.convergence)}`,
      }),
    ],
  });
}

export function PaceLine(props: PaceLineProps): JSX.Element {
  const draw = (width: number): Element => drawPace(props, width);
  return <PlotFigure label={props.label} draw={draw} basis={[props.knots, props.dots]} />;
}
