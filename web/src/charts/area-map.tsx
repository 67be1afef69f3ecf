// The areas of a layer in their shapes, shaded by a measure.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { AreaShape } from "../data/document";
import { drawShapes } from "../model/geometry";
import { hatching } from "./hatching";
import { Picture, type PictureArea } from "./picture";

export interface ShadedArea {
  readonly code: string;
  readonly odsCode: string;
  readonly href: string;
  readonly name: string;
  readonly lines: readonly string[];
  // Empty where there is no figure.
  readonly colour: string;
  readonly ink: string;
  readonly figure: string;
}

interface AreaMapProps {
  readonly label: string;
  readonly shapes: readonly AreaShape[];
  readonly areas: readonly ShadedArea[];
}

const sheetWidth = 600;
// Areas differ in size; this clears the middle of most without leaving small ones far behind.
const areaReach = 14;

interface MapArea extends PictureArea, Pick<ShadedArea, "colour"> {
  readonly path: string;
}

export function AreaMap({ label, shapes, areas }: AreaMapProps): JSX.Element {
  const drawing = useMemo(() => drawShapes(shapes, sheetWidth), [shapes]);
  const placed = drawing.shapes.flatMap((shape): MapArea[] => {
    const area = areas.find((known) => known.code === shape.code);
    return area ? [{ ...area, ...shape, reach: areaReach }] : [];
  });
  return (
    <Picture
      label={label}
      width={drawing.width}
      height={drawing.height}
      areas={placed}
      draw={(area) => <path class="area" d={area.path} fill={area.colour || hatching} />}
      outline={(area) => (
        <>
          <path class="area-outline area-outline--wide" d={area.path} />
          <path class="area-outline" d={area.path} />
        </>
      )}
    />
  );
}

interface LocatorProps {
  readonly label: string;
  readonly shapes: readonly AreaShape[];
  readonly code: string;
}

// Where one area lies among the others.
export function Locator({ label, shapes, code }: LocatorProps): JSX.Element {
  const drawing = useMemo(() => drawShapes(shapes, sheetWidth / 2), [shapes]);
  return (
    <svg
      class="locator"
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role="img"
      aria-label={label}
    >
      {drawing.shapes.map((shape) => (
        <path
          key={shape.code}
          class={shape.code === code ? "locator__this" : "locator__other"}
          d={shape.path}
        />
      ))}
    </svg>
  );
}
