// For each area of a layer, one bar of all its people in three parts: those in the area of the other
// layer that fits best, those in other areas of it, and those in none.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import type { KeyEntry } from "../components/save-picture";
import { formatShare } from "../format/numbers";
import { sharesOf } from "../model/boundaries";
import type { CoterminosityRow } from "../model/model";
import { chartStyle, layOutRows, PlotFigure } from "./plot-figure";

interface Part {
  readonly code: string;
  readonly kind: "best" | "others" | "uncovered";
  readonly from: number;
  readonly to: number;
}

const fills: Readonly<Record<Part["kind"], string>> = {
  best: "#17548f",
  others: "#a6cbe9",
  uncovered: "#ffffff",
};

const words: readonly (readonly [Part["kind"], string])[] = [
  ["best", "in the area that fits best"],
  ["others", "in other areas"],
  ["uncovered", "in no area"],
];

// The same for a picture that leaves the page.
export const shareKeys: readonly KeyEntry[] = words.map(([kind, text]) => {
  return { colour: fills[kind], text };
});

function partsOf(row: CoterminosityRow): Part[] {
  const { best, others } = sharesOf(row);
  const code = row.code_a;
  const parts: Part[] = [
    { code, kind: "best", from: 0, to: best },
    { code, kind: "others", from: best, to: best + others },
    { code, kind: "uncovered", from: best + others, to: 1 },
  ];
  return parts.filter((part) => part.to - part.from > 0.0005);
}

function drawShares(
  rows: readonly CoterminosityRow[],
  names: ReadonlyMap<string, string>,
  width: number,
): Element {
  const nameOf = (code: string): string => names.get(code) ?? code;
  const codes = rows.map((row) => row.code_a);
  const layout = layOutRows(new Map(codes.map((code) => [code, nameOf(code)])), width);
  const { marginLeft, insetTop } = layout;
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  return Plot.plot({
    width,
    height: rows.length * layout.rowHeight + 34,
    marginLeft,
    marginRight: 20,
    marginTop: 24,
    marginBottom: 10,
    style: chartStyle,
    x: { domain: [0, 1], axis: null },
    y: { domain: codes, axis: null, padding: 0.22 },
    marks: [
      Plot.axisX({ anchor: "top", ticks: width < 500 ? 2 : 4, tickFormat: percent, label: null }),
      layout.names,
      Plot.barX(rows.flatMap(partsOf), {
        x1: "from",
        x2: "to",
        y: "code",
        insetTop,
        fill: (part: Part) => fills[part.kind],
        stroke: "#4c6272",
        strokeWidth: 0.75,
        title: (part: Part) => `${nameOf(part.code)}: ${formatShare(part.to - part.from)}`,
      }),
    ],
  });
}

interface ShareBarsProps {
  readonly label: string;
  // In the order in which the bars stand.
  readonly rows: readonly CoterminosityRow[];
  readonly names: ReadonlyMap<string, string>;
}

export function ShareBars({ label, rows, names }: ShareBarsProps): JSX.Element {
  const draw = (width: number): Element => drawShares(rows, names, width);
  return (
    <>
      <ul class="key">
        {words.map(([kind, text]) => (
          <li key={kind}>
            <span class="legend__swatch" style={{ background: fills[kind] }} aria-hidden="true" />
            {text}
          </li>
        ))}
      </ul>
      <PlotFigure label={label} draw={draw} basis={[rows, names]} />
    </>
  );
}
