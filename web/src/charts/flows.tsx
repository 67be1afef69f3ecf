// People moving from areas of an earlier layer to areas of a later one: bands as thick as the people
// are many, with the names at both ends as text that wraps on a phone.

import { area, curveBumpX } from "d3-shape";
import type { JSX } from "preact";
import { counted, formatWhole } from "../format/numbers";
import { layOutFlows, type FlowBand, type FlowEnd } from "../model/changes";
import { narrow, useMedia } from "../components/media";
import type { ChangeRow } from "../model/model";

const sizes = { leastEnd: 80, gap: 12, thickest: 52, thinnest: 3 };
// On a phone a name takes four lines.
const narrowSizes = { ...sizes, leastEnd: 128 };
// The drawing between the names is stretched to the room there is.
const across = 100;

interface Edge {
  readonly x: number;
  readonly top: number;
}

function bandPath({ fromTop, toTop, thickness }: FlowBand): string {
  const shape = area<Edge>()
    .x((edge) => edge.x)
    .y0((edge) => edge.top)
    .y1((edge) => edge.top + thickness)
    .curve(curveBumpX);
  const ends = [
    { x: 0, top: fromTop },
    { x: across, top: toTop },
  ];
  return shape(ends) ?? "";
}

interface EndsProps {
  readonly ends: readonly FlowEnd[];
  readonly names: ReadonlyMap<string, string>;
  readonly side: "from" | "to";
}

function Ends({ ends, names, side }: EndsProps): JSX.Element {
  return (
    <div class={`flows__ends flows__ends--${side}`}>
      {ends.map((end) => (
        <div key={end.code} style={{ top: `${end.top}px`, height: `${end.height}px` }}>
          <strong>{names.get(end.name) ?? end.name}</strong>
          <span>
            {side === "from" ? "−" : "+"}
            {formatWhole(end.people)} people
          </span>
        </div>
      ))}
    </div>
  );
}

interface FlowsProps {
  readonly rows: readonly ChangeRow[];
  readonly names: ReadonlyMap<string, string>;
}

export function Flows({ rows, names }: FlowsProps): JSX.Element {
  const layout = layOutFlows(rows, useMedia(narrow) ? narrowSizes : sizes);
  const words = rows
    .map((row) => `${formatWhole(row.population ?? 0)} from ${row.from_name} to ${row.to_name}`)
    .join("; ");
  return (
    <div
      class="flows"
      role="img"
      aria-label={`${counted(rows.length, "flow", "flows")} of people: ${words}.`}
      style={{ height: `${layout.height}px` }}
    >
      <Ends ends={layout.from} names={names} side="from" />
      <svg viewBox={`0 0 ${across} ${layout.height}`} preserveAspectRatio="none">
        {layout.bands.map((band) => (
          <path key={`${band.row.from_code} ${band.row.to_code}`} d={bandPath(band)} />
        ))}
      </svg>
      <Ends ends={layout.to} names={names} side="to" />
    </div>
  );
}
