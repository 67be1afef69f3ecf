// One row a group: a share and the interval in which it lies, beside the share of everyone.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { formatShare } from "../format/numbers";
import { chartStyle, layOutRows, PlotFigure } from "./plot-figure";

export interface IntervalRow {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface IntervalRowsProps {
  readonly label: string;
  readonly rows: readonly IntervalRow[];
  // The share of everyone, where the line stands; null where it is not known.
  readonly line: number | null;
}

function drawRows({ rows, line }: IntervalRowsProps, width: number): Element {
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const layout = layOutRows(names, width);
  const dy = layout.insetTop / 2;
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  const title = (row: IntervalRow): string =>
    `${row.name}: ${formatShare(row.value)}, between ${formatShare(row.low)} and ${formatShare(row.high)}`;
  return Plot.plot({
    width,
    height: rows.length * layout.rowHeight + 34,
    marginLeft: layout.marginLeft,
    marginRight: 30,
    marginTop: 24,
    marginBottom: 10,
    style: chartStyle,
    x: { axis: null, grid: true, nice: true },
    y: { domain: [...names.keys()], axis: null },
    marks: [
      Plot.axisX({ anchor: "top", ticks: width < 500 ? 3 : 7, tickFormat: percent, label: null }),
      ...(line === null ? [] : [Plot.ruleX([line], { stroke: "#212b32", strokeWidth: 1.5 })]),
      layout.names,
      Plot.link(rows, {
        x1: "low",
        x2: "high",
        y1: "id",
        y2: "id",
        stroke: "#17548f",
        strokeWidth: 3,
        strokeOpacity: 0.45,
        dy,
      }),
      Plot.dot(rows, { x: "value", y: "id", r: 5, fill: "#17548f", title, dy }),
    ],
  });
}

export function IntervalRows(props: IntervalRowsProps): JSX.Element {
  const draw = (width: number): Element => drawRows(props, width);
  return <PlotFigure label={props.label} draw={draw} basis={[props.rows, props.line]} />;
}
