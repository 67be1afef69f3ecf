// The map of functions as a picture: a row a function, a column a scale, a box a holder. On a phone the
// scales of a function stand below each other. What is missing is a dashed box that says so.

import type { JSX } from "preact";
import { textMeasure, useWidth } from "../components/measuring";
import { shorten, wrapWords } from "../format/wrapping";
import { differsFromPublished, publishedWords, remarkText } from "../model/function-map";
import type { FunctionRow, MapCell } from "../model/function-map";
import { scaleTitle, scales, type MapRow } from "../model/governance";
import { bodyHref, routeHref } from "../routes";

const textSize = 13;
const lineHeight = 17;
// A box is high enough to be touched with a finger.
const leastBox = 26;
const boxGap = 5;
const boxPadding = 6;
const rowPadding = 10;
const leastForColumns = 860;
// Where scales stand below each other, boxes stand side by side as far as there is room.
const widestBox = 240;
// More boxes than this in one cell hide the rest of the map; the table and the function's own page
// have them all.
const mostBoxes = 4;

interface Frame {
  readonly width: number;
  readonly scales: readonly string[];
  readonly isNarrow: boolean;
  readonly titleWidth: number;
  readonly columnWidth: number;
  // How many boxes a cell shows.
  readonly most: number;
}

// The scales that every map has a column for, held or not, and a further one where something is held.
const usual = ["neighbourhood", "place", "system", "supra-system", "national"];

function frameOf(width: number, rows: readonly FunctionRow[], scale: string): Frame {
  const isHeld = (own: string): boolean =>
    rows.some(({ cells }) => cells.some((cell) => cell.scale === own));
  const held = scale === "" ? scales.filter((own) => usual.includes(own) || isHeld(own)) : [scale];
  const isNarrow = width < leastForColumns;
  const titleWidth = isNarrow ? width : Math.round(width * 0.22);
  const columnWidth = isNarrow ? width : (width - titleWidth) / Math.max(1, held.length);
  const most = rows.length === 1 ? Infinity : mostBoxes;
  return { width, scales: held, isNarrow, titleWidth, columnWidth, most };
}

interface Placed {
  readonly node: JSX.Element;
  readonly height: number;
}

interface LinesProps {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly class: string;
}

function Lines({ lines, x, y, class: kind }: LinesProps): JSX.Element {
  return (
    <text class={kind} font-size={textSize}>
      {lines.map((line, index) => (
        <tspan key={index} x={x} y={y + (index + 0.78) * lineHeight}>
          {/* The space joins the words of two lines for whoever does not see them as lines. */}
          {index + 1 < lines.length ? `${line} ` : line}
        </tspan>
      ))}
    </text>
  );
}

function boxClass(entry: MapRow): string {
  if (entry.published === "no authority") return "function-map__box function-map__box--claimed";
  const isDouble = entry.remark === "duplicate";
  return `function-map__box ${isDouble ? "function-map__box--double" : ""}`;
}

// The whole name, and what its edge says.
function boxLabel(entry: MapRow, name: string): string {
  const published = differsFromPublished(entry) ? publishedWords(entry.published) : "";
  return [name, remarkText(entry.remark), published].filter((part) => part !== "").join(", ");
}

// More lines than this are cut short; the whole name stands in the table.
const mostLines = 3;

// The name of a holder in a box.
function box(entry: MapRow, x: number, y: number, width: number): Placed {
  const room = width - 2 * boxPadding;
  const measure = textMeasure(textSize);
  const name = entry.holder_name || entry.holder;
  const all = wrapWords(name, room, measure);
  const kept = all.slice(0, mostLines - 1);
  const rest = all.slice(mostLines - 1).join(" ");
  const lines = rest === "" ? all : [...kept, shorten(rest, room, measure)];
  const height = Math.max(leastBox, lines.length * lineHeight + 8);
  const top = y + (height - lines.length * lineHeight) / 2;
  const node = (
    <a href={bodyHref(entry.holder)} key={entry.holder} aria-label={boxLabel(entry, name)}>
      <rect class={boxClass(entry)} x={x} y={y} width={width} height={height} rx={3}>
        <title>{name}</title>
      </rect>
      <Lines lines={lines} x={x + boxPadding} y={top} class="function-map__name" />
    </a>
  );
  return { node, height };
}

interface CellPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function remarkLines(remarks: readonly string[], width: number): string[] {
  return remarks.flatMap((remark) => wrapWords(remark, width, textMeasure(textSize, 700)));
}

// The boxes in lines of as many as there is room for.
function drawBoxes(entries: readonly MapRow[], { x, y, width }: CellPlace): Placed[] {
  const across = Math.max(1, Math.floor(width / widestBox));
  const own = (width - (across - 1) * boxGap) / across;
  const lines: Placed[] = [];
  let top = y;
  for (let first = 0; first < entries.length; first += across) {
    const line = entries
      .slice(first, first + across)
      .map((entry, index) => box(entry, x + index * (own + boxGap), top, own));
    const height = Math.max(...line.map((placed) => placed.height)) + boxGap;
    lines.push({ node: <g key={first}>{line.map(({ node }) => node)}</g>, height });
    top += height;
  }
  return lines;
}

function drawCell(row: FunctionRow, cell: MapCell, place: CellPlace, most: number): Placed {
  const { x, width } = place;
  const shown = cell.entries.length > most ? cell.entries.slice(0, most - 1) : cell.entries;
  const boxes = drawBoxes(shown, place);
  const nodes = boxes.map(({ node }) => node);
  let y = boxes.reduce((bottom, { height }) => bottom + height, place.y);
  const left = cell.entries.length - shown.length;
  if (left > 0) {
    nodes.push(
      <a href={routeHref("functions", [], { function: row.function })} key="more">
        <Lines lines={[`and ${left} more`]} x={x} y={y} class="function-map__more" />
      </a>,
    );
    y += lineHeight;
  }
  const lines = remarkLines(cell.remarks, width);
  if (lines.length > 0) {
    nodes.push(<Lines key="remarks" lines={lines} x={x} y={y} class="function-map__remark" />);
    y += lines.length * lineHeight;
  }
  return { node: <g key={cell.scale}>{nodes}</g>, height: y - place.y };
}

function drawGap(place: CellPlace): Placed {
  const height = lineHeight + 8;
  const node = (
    <g key="gap">
      <rect class="function-map__gap" {...place} height={height} rx={3} />
      <Lines
        lines={["Nobody holds this"]}
        x={place.x + boxPadding}
        y={place.y + 3}
        class="function-map__remark"
      />
    </g>
  );
  return { node, height };
}

function title(row: FunctionRow, width: number, y: number): Placed {
  const lines = wrapWords(row.title, width - 12, textMeasure(textSize, 700));
  const node = (
    <a href={routeHref("functions", [], { function: row.function })} key="title">
      <Lines lines={lines} x={0} y={y} class="function-map__title" />
    </a>
  );
  return { node, height: lines.length * lineHeight };
}

function wideRow(row: FunctionRow, frame: Frame, y: number): Placed {
  const head = title(row, frame.titleWidth, y);
  const at = (scale: string): number =>
    frame.titleWidth + frame.scales.indexOf(scale) * frame.columnWidth;
  const width = frame.columnWidth - 10;
  const cells = row.cells.map((cell) =>
    drawCell(row, cell, { x: at(cell.scale), y, width }, frame.most),
  );
  const gap = { x: frame.titleWidth, y, width: frame.width - frame.titleWidth - 10 };
  const placed = [head, ...cells, ...(row.isGap ? [drawGap(gap)] : [])];
  const height = Math.max(...placed.map((part) => part.height));
  return { node: <g>{placed.map(({ node }) => node)}</g>, height };
}

function narrowRow(row: FunctionRow, frame: Frame, y: number): Placed {
  const head = title(row, frame.width, y);
  const nodes = [head.node];
  let below = y + head.height + 4;
  for (const cell of row.cells) {
    nodes.push(
      <Lines
        key={`${cell.scale} head`}
        lines={[scaleTitle(cell.scale)]}
        x={0}
        y={below}
        class="function-map__scale"
      />,
    );
    below += lineHeight + 3;
    const placed = drawCell(row, cell, { x: 2, y: below, width: frame.width - 4 }, frame.most);
    nodes.push(placed.node);
    below += placed.height + 4;
  }
  if (row.isGap) {
    const gap = drawGap({ x: 2, y: below, width: frame.width - 4 });
    nodes.push(gap.node);
    below += gap.height;
  }
  return { node: <g>{nodes}</g>, height: below - y };
}

function Drawing({ label, rows, scale, width }: FunctionMapProps & { width: number }): JSX.Element {
  const frame = frameOf(width, rows, scale);
  const drawn: JSX.Element[] = [];
  let y = frame.isNarrow ? 4 : lineHeight + 12;
  for (const row of rows) {
    const placed = frame.isNarrow ? narrowRow(row, frame, y) : wideRow(row, frame, y);
    drawn.push(<g key={row.function}>{placed.node}</g>);
    y += placed.height + rowPadding;
    drawn.push(
      <line
        key={`${row.function} end`}
        class="function-map__line"
        x1={0}
        x2={width}
        y1={y}
        y2={y}
      />,
    );
    y += rowPadding;
  }
  return (
    <svg class="function-map" viewBox={`0 0 ${width} ${y}`} width={width} height={y}>
      <title>{label}</title>
      {!frame.isNarrow &&
        frame.scales.map((scale, index) => (
          <Lines
            key={scale}
            lines={[scaleTitle(scale)]}
            x={frame.titleWidth + index * frame.columnWidth}
            y={0}
            class="function-map__scale"
          />
        ))}
      {drawn}
    </svg>
  );
}

interface FunctionMapProps {
  readonly label: string;
  readonly rows: readonly FunctionRow[];
  // The one scale that is looked at; empty: all of them.
  readonly scale: string;
}

export function FunctionMap({ label, rows, scale }: FunctionMapProps): JSX.Element {
  const [holder, width] = useWidth();
  return (
    <div class="plot" ref={holder}>
      {width > 0 && <Drawing {...{ label, rows, scale, width }} />}
    </div>
  );
}
