// How the values of a measure spread: one dot for each area, piled where they are alike, in the shades
// of the picture.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import type { Measure } from "../model/measures";
import { chartStyle, PlotFigure } from "./plot-figure";
import type { Bar } from "./ranked-bars";
import { sayMeasured, sayShortly } from "../model/saying";

interface SpreadProps {
  readonly measure: Measure;
  readonly bars: readonly Bar[];
}

const radius = 5;
const margins = { left: 16, right: 16, top: 4, bottom: 28 };

// As tall as the tallest pile of dots needs: values that are nearer than a dot is wide stand on each
// other.
function heightFor(bars: readonly Bar[], width: number): number {
  const values = bars.map((bar) => bar.value).sort((one, other) => one - other);
  const [least = 0, most = 0] = [values[0], values.at(-1)];
  const dot = 2 * radius + 1;
  const near = (dot * (most - least)) / Math.max(1, width - margins.left - margins.right);
  let tallest = 1;
  let first = 0;
  values.forEach((value, index) => {
    while (value - (values[first] ?? value) > near) ++first;
    tallest = Math.max(tallest, index - first + 1);
  });
  return margins.top + margins.bottom + (tallest + 1) * dot;
}

function drawSpread(bars: readonly Bar[], measure: Measure, width: number): Element {
  return Plot.plot({
    width,
    height: heightFor(bars, width),
    marginLeft: margins.left,
    marginRight: margins.right,
    marginTop: margins.top,
    marginBottom: margins.bottom,
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
