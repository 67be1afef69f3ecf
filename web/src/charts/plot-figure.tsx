// A chart by Observable Plot, as wide as the page gives it room.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface PlotFigureProps {
  // What the picture shows, for those who cannot see it. The table beside it holds the figures.
  readonly label: string;
  readonly draw: (width: number) => Element;
  // Drawn again when any of these changes.
  readonly basis: readonly unknown[];
}

export function PlotFigure({ label, draw, basis }: PlotFigureProps): JSX.Element {
  const holder = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!holder.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(holder.current);
    return () => observer.disconnect();
  }, []);
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
  const nameOf = (code: string): string => names.get(code) ?? code;
  const codes = [...names.keys()];
  if (width < leastForSide) {
    const above = { x: () => 0, y: (code: string) => code, text: nameOf, dy: -11 };
    const lineWidth = (width - 30) / 13;
    const marks = Plot.text(codes, {
      ...above,
      textAnchor: "start",
      lineWidth,
      textOverflow: "ellipsis",
    });
    return { rowHeight: 42, marginLeft: 14, insetTop: 18, names: marks };
  }
  const longest = Math.max(0, ...codes.map((code) => nameOf(code).length));
  const marginLeft = Math.min(16 + longest * 7, Math.round(width * 0.42));
  const marks = Plot.axisY({
    tickSize: 0,
    tickFormat: nameOf,
    lineWidth: (marginLeft - 12) / 13,
    textOverflow: "ellipsis",
    label: null,
  });
  return { rowHeight: 21, marginLeft, insetTop: 0, names: marks };
}
