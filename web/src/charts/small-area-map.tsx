// Tens of thousands of small areas as marks on a canvas, to be moved and enlarged: each stands where the
// middle of its area is.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { SmallAreas, SmallMeasure } from "../data/document";
import { useWidth } from "../components/measuring";
import { classOf, extentOf, nearest, type Shading } from "../model/small-areas";

interface SmallAreaMapProps {
  readonly label: string;
  readonly areas: SmallAreas;
  readonly places: readonly number[];
  readonly measure: SmallMeasure;
  readonly shading: Shading;
  readonly describe: (place: number) => string;
}

// What is looked at: the middle in hundreds of metres, and how many dots a hundred metres are.
interface Sight {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const background = "#ffffff";
const context = "#e3e7ea";
const unknownColour = "#aeb7bd";
const fineness = 2;

function wholeSight(props: SmallAreaMapProps, width: number, height: number): Sight {
  const { west, east, south, north } = extentOf(props.areas, props.places);
  const room = Math.min(width / Math.max(east - west, 20), height / Math.max(north - south, 20));
  return { x: (west + east) / 2, y: (south + north) / 2, scale: room * 0.94 };
}

// Few areas have larger marks than many, and marks grow as the map is enlarged.
function sizeAt(enlarged: number, room: number, count: number): number {
  const size = 0.34 * Math.sqrt(room / Math.max(count, 1)) * Math.sqrt(enlarged);
  return Math.min(16, Math.max(1.6, size));
}

function paint(canvas: HTMLCanvasElement, props: SmallAreaMapProps, sight: Sight): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const { areas, places, measure, shading } = props;
  const [width, height] = [canvas.width, canvas.height];
  const scale = sight.scale * fineness;
  const whole = wholeSight(props, width / fineness, height / fineness).scale;
  const room = (width * height) / fineness ** 2;
  const size = sizeAt(sight.scale / whole, room, places.length) * fineness;
  const put = (place: number, side: number): void => {
    const x = width / 2 + ((areas.east[place] ?? 0) - sight.x) * scale;
    const y = height / 2 - ((areas.north[place] ?? 0) - sight.y) * scale;
    if (x > -side && y > -side && x < width + side && y < height + side)
      pen.fillRect(x - side / 2, y - side / 2, side, side);
  };
  pen.fillStyle = background;
  pen.fillRect(0, 0, width, height);
  if (places.length < areas.codes.length) {
    pen.fillStyle = context;
    areas.codes.forEach((_, place) => put(place, size * 0.6));
  }
  // One colour after another, for changing it is what takes time; the darkest last, on top.
  const byClass = new Map<number, number[]>();
  for (const place of places) {
    const found = classOf(shading, measure.shares[place] ?? NaN);
    const held = byClass.get(found);
    if (held) held.push(place);
    else byClass.set(found, [place]);
  }
  const order = [...byClass.keys()].sort((a, b) => (shading.isFifths ? b - a : a - b));
  for (const found of order) {
    pen.fillStyle = shading.colours[found] ?? unknownColour;
    for (const place of byClass.get(found) ?? []) put(place, size);
  }
}

interface Moves {
  readonly zoom: (by: number) => void;
  readonly move: (x: number, y: number) => void;
  readonly reset: () => void;
}

function Buttons({ zoom, move, reset }: Moves): JSX.Element {
  const buttons: readonly (readonly [string, string, () => void])[] = [
    ["+", "Enlarge", () => zoom(1.6)],
    ["−", "Make smaller", () => zoom(1 / 1.6)],
    ["↑", "Move north", () => move(0, 1)],
    ["↓", "Move south", () => move(0, -1)],
    ["←", "Move west", () => move(-1, 0)],
    ["→", "Move east", () => move(1, 0)],
    ["Whole", "Show the whole", reset],
  ];
  return (
    <div class="map-buttons" role="group" aria-label="Move the map">
      {buttons.map(([sign, name, act]) => (
        <button key={name} type="button" class="quiet-button" aria-label={name} onClick={act}>
          {sign}
        </button>
      ))}
    </div>
  );
}

export function SmallAreaMap(props: SmallAreaMapProps): JSX.Element {
  const [holder, width] = useWidth();
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const held = useRef<{ x: number; y: number } | null>(null);
  const [moved, setMoved] = useState<Sight | null>(null);
  const [tip, setTip] = useState("");
  const height = Math.round(Math.min(width * 1.05, 620));
  const sight = moved ?? wholeSight(props, width, height);
  useEffect(() => setMoved(null), [props.places]);
  useEffect(() => {
    if (canvas.current && width > 0) paint(canvas.current, props, sight);
  }, [width, props.areas, props.places, props.measure, sight.x, sight.y, sight.scale]);

  const zoom = (by: number): void => {
    const scale = Math.min(40, Math.max(0.02, sight.scale * by));
    setMoved({ ...sight, scale });
  };
  const move = (x: number, y: number): void => {
    const step = width / 4 / sight.scale;
    setMoved({ ...sight, x: sight.x + x * step, y: sight.y + y * step });
  };
  const follow = (event: JSX.TargetedPointerEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    if (held.current) {
      const [dx, dy] = [event.clientX - held.current.x, event.clientY - held.current.y];
      held.current = { x: event.clientX, y: event.clientY };
      setMoved({ ...sight, x: sight.x - dx / sight.scale, y: sight.y + dy / sight.scale });
      return;
    }
    const at = [
      sight.x + (x - width / 2) / sight.scale,
      sight.y - (y - height / 2) / sight.scale,
    ] as const;
    const found = nearest(props.areas, props.places, at, 12 / sight.scale);
    setTip(found === null ? "" : props.describe(found));
  };
  return (
    <div class="small-area-map" ref={holder}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={props.label}
        width={width * fineness}
        height={height * fineness}
        style={{ width: `${width}px`, height: `${height}px` }}
        onPointerDown={(event) => {
          held.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={follow}
        onPointerUp={() => (held.current = null)}
        onPointerCancel={() => (held.current = null)}
        onPointerLeave={() => setTip("")}
      />
      <p class="hint small-area-map__tip">{tip || "Point at a mark to read it; drag to move."}</p>
      <Buttons zoom={zoom} move={move} reset={() => setMoved(null)} />
    </div>
  );
}
