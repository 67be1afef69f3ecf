// People moving from areas of an earlier layer to areas of a later one: bands as thick as the people
// are many, with the names at both ends.

import { area, curveBumpX } from "d3-shape";
import type { JSX } from "preact";
import { textMeasure, useWidth } from "../components/measuring";
import { counted, formatWhole } from "../format/numbers";
import { wrapWords } from "../format/wrapping";
import { layOutFlows, type FlowBand, type FlowEnd, type FlowLayout } from "../model/changes";
import type { ChangeRow } from "../model/model";

const sizes = { gap: 14, thickest: 52, thinnest: 3 };
// Below this width the names take nearly all of it.
const leastForWideBands = 560;
const edge = 4;

interface Frame {
  readonly width: number;
  readonly textSize: number;
  readonly lineHeight: number;
  // Where the bands begin and end; the names stand beyond.
  readonly left: number;
  readonly right: number;
  readonly room: number;
}

function frameOf(width: number): Frame {
  const isNarrow = width < leastForWideBands;
  const textSize = isNarrow ? 12 : 15;
  const left = isNarrow ? width / 2 - 14 : Math.round((width * 4) / 11);
  const room = left - edge - 8;
  return { width, textSize, lineHeight: textSize * 1.3, left, right: width - left, room };
}

interface Edge {
  readonly x: number;
  readonly top: number;
}

function bandPath({ fromTop, toTop, thickness }: FlowBand, { left, right }: Frame): string {
  const shape = area<Edge>()
    .x((point) => point.x)
    .y0((point) => point.top)
    .y1((point) => point.top + thickness)
    .curve(curveBumpX);
  const ends = [
    { x: left, top: fromTop },
    { x: right, top: toTop },
  ];
  return shape(ends) ?? "";
}

interface LinesProps {
  readonly lines: readonly string[];
  readonly x: number;
  readonly top: number;
  readonly frame: Frame;
  readonly anchor: "start" | "end";
  readonly class: string;
}

function Lines({ lines, x, top, frame, anchor, class: kind }: LinesProps): JSX.Element {
  return (
    <text class={kind} font-size={frame.textSize} text-anchor={anchor}>
      {lines.map((line, index) => (
        <tspan key={index} x={x} y={top + (index + 0.78) * frame.lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

interface EndProps {
  readonly end: FlowEnd;
  readonly lines: readonly string[];
  readonly side: "from" | "to";
  readonly frame: Frame;
}

function End({ end, lines, side, frame }: EndProps): JSX.Element {
  const isFrom = side === "from";
  const x = isFrom ? frame.left - edge - 8 : frame.right + edge + 8;
  const anchor = isFrom ? "end" : "start";
  const top = end.top + (end.height - (lines.length + 1) * frame.lineHeight) / 2;
  const people = `${isFrom ? "−" : "+"}${formatWhole(end.people)} people`;
  const below = top + lines.length * frame.lineHeight;
  return (
    <g>
      <rect
        class="flows__edge"
        x={isFrom ? frame.left - edge : frame.right}
        y={end.top}
        width={edge}
        height={end.height}
      />
      <Lines {...{ lines, x, top, frame, anchor }} class="flows__name" />
      <Lines {...{ x, frame, anchor }} lines={[people]} top={below} class="flows__people" />
    </g>
  );
}

interface DrawingProps extends FlowsProps {
  readonly label: string;
  readonly width: number;
}

function Drawing({ label, rows, names, layers, width }: DrawingProps): JSX.Element {
  const frame = frameOf(width);
  const bold = textMeasure(frame.textSize, 700);
  const nameLines = (name: string): string[] =>
    wrapWords(names.get(name) ?? name, frame.room, bold);
  const heads = layers.map((layer) =>
    wrapWords(layer, width / 2 - 10, textMeasure(frame.textSize)),
  );
  const ends = [...new Set(rows.flatMap((row) => [row.from_name, row.to_name]))];
  const most = Math.max(1, ...ends.map((name) => nameLines(name).length));
  const leastEnd = (most + 1) * frame.lineHeight + 8;
  const layout: FlowLayout = layOutFlows(rows, { ...sizes, leastEnd });
  const above = Math.max(...heads.map((lines) => lines.length)) * frame.lineHeight + 12;
  const height = Math.ceil(above + layout.height);
  const [earlier = [], later = []] = heads;
  return (
    <svg
      class="flows"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <Lines lines={earlier} x={0} top={0} frame={frame} anchor="start" class="flows__layer" />
      <Lines lines={later} x={width} top={0} frame={frame} anchor="end" class="flows__layer" />
      <g transform={`translate(0 ${above})`}>
        {layout.bands.map((band) => (
          <path
            key={`${band.row.from_code} ${band.row.to_code}`}
            class="flows__band"
            d={bandPath(band, frame)}
          />
        ))}
        {layout.from.map((end) => (
          <End key={end.code} {...{ end, frame }} lines={nameLines(end.name)} side="from" />
        ))}
        {layout.to.map((end) => (
          <End key={end.code} {...{ end, frame }} lines={nameLines(end.name)} side="to" />
        ))}
      </g>
    </svg>
  );
}

interface FlowsProps {
  readonly rows: readonly ChangeRow[];
  readonly names: ReadonlyMap<string, string>;
  // What the earlier and the later layer are called.
  readonly layers: readonly [string, string];
}

export function Flows({ rows, names, layers }: FlowsProps): JSX.Element {
  const [holder, width] = useWidth();
  const words = rows
    .map((row) => `${formatWhole(row.population ?? 0)} from ${row.from_name} to ${row.to_name}`)
    .join("; ");
  const label = `${counted(rows.length, "flow", "flows")} of people: ${words}.`;
  return (
    <div class="plot" ref={holder}>
      {width > 0 && <Drawing {...{ label, rows, names, layers, width }} />}
    </div>
  );
}
