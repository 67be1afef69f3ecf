// Shapes on the globe as paths on a sheet, and the way from one area to its neighbour.

import { geoTransverseMercator } from "d3-geo";
import type { AreaShape, Ring } from "../data/document";

export interface PlacedArea {
  readonly code: string;
  // Where the area's middle is.
  readonly x: number;
  readonly y: number;
}

export interface DrawnShape extends PlacedArea {
  readonly path: string;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly DrawnShape[];
}

type Point = readonly [number, number];

interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const thousandth = 1000;
// Room for the outlines at the edge of the sheet.
const margin = 4;

function extentOf(points: Iterable<Point>): Extent {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

// The middle of the largest ring, weighed by area; of its points where it encloses nothing.
function middle(rings: readonly (readonly Point[])[]): Point {
  let best = { area: -1, x: 0, y: 0 };
  for (const ring of rings) {
    let [twice, x, y] = [0, 0, 0];
    ring.forEach(([x1, y1], index) => {
      const [x2, y2] = ring[(index + 1) % ring.length] ?? [x1, y1];
      const cross = x1 * y2 - x2 * y1;
      twice += cross;
      x += (x1 + x2) * cross;
      y += (y1 + y2) * cross;
    });
    const area = Math.abs(twice) / 2;
    if (area <= best.area || ring.length === 0) continue;
    const box = extentOf(ring);
    best =
      area > 0
        ? { area, x: x / (3 * twice), y: y / (3 * twice) }
        : { area, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
  }
  return [best.x, best.y];
}

function pathOf(rings: readonly (readonly Point[])[]): string {
  return rings
    .filter((ring) => ring.length > 2)
    .map((ring) => `M${ring.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`)
    .join("");
}

// A transverse Mercator projection about the middle meridian of what is drawn, the kind of projection
// that national grids use, so that a country has its familiar outline.
function project(shapes: readonly AreaShape[]): Point[][][] {
  const longitudes = extentOf(shapes.flatMap((shape) => shape.rings.flat()));
  const meridian = (longitudes.left + longitudes.right) / 2 / thousandth;
  const projection = geoTransverseMercator().rotate([-meridian, 0]).scale(1).translate([0, 0]);
  const projectRing = (ring: Ring): Point[] =>
    ring.map(([longitude, latitude]) => {
      const [x, y] = projection([longitude / thousandth, latitude / thousandth]) ?? [0, 0];
      return [x, y];
    });
  return shapes.map((shape) => shape.rings.map(projectRing));
}

export function drawShapes(shapes: readonly AreaShape[], width: number): Drawing {
  const held = shapes.filter((shape) => shape.rings.some((ring) => ring.length > 2));
  if (held.length === 0) return { width, height: 0, shapes: [] };
  const projected = project(held);
  const extent = extentOf(projected.flat(2));
  const scale = (width - 2 * margin) / Math.max(extent.right - extent.left, Number.EPSILON);
  const height = Math.ceil((extent.bottom - extent.top) * scale) + 2 * margin;
  const onSheet = ([x, y]: Point): Point => [
    margin + (x - extent.left) * scale,
    margin + (y - extent.top) * scale,
  ];
  const drawn = held.map((shape, index): DrawnShape => {
    const rings = (projected[index] ?? []).map((ring) => ring.map(onSheet));
    const [x, y] = middle(rings);
    return { code: shape.code, path: pathOf(rings), x, y };
  });
  return { width, height, shapes: drawn };
}

const directions: Readonly<Record<string, Point>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

// The nearest area in the direction of an arrow key: what lies straight ahead counts as nearer than
// what lies to the side. Null where there is none.
export function areaTowards(
  areas: readonly PlacedArea[],
  from: PlacedArea,
  key: string,
): PlacedArea | null {
  const direction = directions[key];
  if (!direction) return null;
  let best: PlacedArea | null = null;
  let least = Infinity;
  for (const area of areas) {
    const ahead = (area.x - from.x) * direction[0] + (area.y - from.y) * direction[1];
    const aside = Math.abs((area.x - from.x) * direction[1] - (area.y - from.y) * direction[0]);
    if (ahead <= 0 || aside > 2 * ahead) continue;
    const distance = ahead + 2 * aside;
    if (distance < least) [best, least] = [area, distance];
  }
  return best;
}
