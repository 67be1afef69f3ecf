// How the values of a measure spread: one dot for each area, piled where they are alike, in the shades
// of the picture.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import type { Measure } from "../model/measures";
import { chartStyle, PlotFigure } from "./plot-figure";
import type { Bar } from "./ranked-bars";
import { sayMeasured, sayShortly } from "./say";

interface SpreadProps {
  readonly measure: Measure;
  readonly bars: readonly Bar[];
}

const radius = 5;

function drawSpread(bars: readonly Bar[], measure: Measure, width: number): Element {
  return Plot.plot({
    width,
    height: 150,
    marginLeft: 16,
    marginRight: 16,
    marginTop: 4,
    marginBottom: 28,
    style: chartStyle,
    x: { label: null, ticks: 5, tickFormat: (value: number) => sayShortly(measure, value) },
    marks: [
      Plot.dot(
        bars,
        Plot.dodgeY({
          x: "value",
          r: radius,
          fill: "colour",
          stroke: "#4c6272",
          strokeWidth: 0.75,
          padding: 1,
          title: (bar: Bar) => `${bar.name}: ${sayMeasured(measure, bar.value)}`,
        }),
      ),
    ],
  });
}

export function Spread({ measure, bars }: SpreadProps): JSX.Element {
  return (
    <PlotFigure
      label={`How the areas spread: one dot for each area by ${measure.title}`}
      draw={(width) => drawSpread(bars, measure, width)}
      basis={[bars, measure]}
    />
  );
}
