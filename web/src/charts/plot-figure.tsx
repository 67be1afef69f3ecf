// A chart by Observable Plot, as wide as the page gives it room.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { textMeasure, useWidth } from "../components/measuring";
import { shorten } from "../format/wrapping";

interface PlotFigureProps {
  // What the picture shows, for those who cannot see it. The table beside it holds the figures.
  readonly label: string;
  readonly draw: (width: number) => Element;
  // Drawn again when any of these changes.
  readonly basis: readonly unknown[];
}

export function PlotFigure({ label, draw, basis }: PlotFigureProps): JSX.Element {
  const [holder, width] = useWidth();
  useEffect(() => {
    if (width === 0) return;
    const chart = draw(width);
    // Plot names the kinds of its marks; to a listener the chart is one picture with one name.
    for (const mark of chart.querySelectorAll("[aria-label]")) mark.removeAttribute("aria-label");
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", label);
    holder.current?.replaceChildren(chart);
  }, [width, label, ...basis]);
  return <div class="plot" ref={holder} />;
}

export const chartStyle = {
  background: "none",
  color: "#212b32",
  fontFamily: "inherit",
  fontSize: "14px",
  overflow: "visible",
} as const;

// Below this width the names stand above their bars; beside them there would be no room.
const leastForSide = 520;

export interface RowLayout {
  readonly rowHeight: number;
  readonly marginLeft: number;
  // How much of a row the name takes from its bar.
  readonly insetTop: number;
  readonly names: Plot.Markish;
}

// The names of rows of bars: at the left where there is room, else above.
export function layOutRows(names: ReadonlyMap<string, string>, width: number): RowLayout {
  const codes = [...names.keys()];
  const namesMeasure = textMeasure(14);
  const nameOf = (code: string): string => names.get(code) ?? code;
  const fitted = (room: number) => (code: string) => shorten(nameOf(code), room, namesMeasure);
  if (width < leastForSide) {
    const start = { frameAnchor: "left", textAnchor: "start", dx: -8, dy: -11 } as const;
    // Clear of a line that a name stands on.
    const clear = { stroke: "#ffffff", strokeWidth: 4, fill: "#212b32" } as const;
    const place = { ...start, ...clear, y: (code: string) => code };
    const marks = Plot.text(codes, { ...place, text: fitted(width - 30) });
    return { rowHeight: 42, marginLeft: 14, insetTop: 18, names: marks };
  }
  const longest = Math.max(0, ...codes.map((code) => namesMeasure(nameOf(code))));
  const marginLeft = Math.min(Math.ceil(longest) + 16, Math.round(width * 0.45));
  const marks = Plot.axisY({ tickSize: 0, tickFormat: fitted(marginLeft - 14), label: null });
  return { rowHeight: 21, marginLeft, insetTop: 0, names: marks };
}
