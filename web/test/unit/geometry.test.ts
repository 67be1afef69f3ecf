import assert from "node:assert/strict";
import { test } from "node:test";
import type { AreaShape } from "../../src/data/document";
import { areaTowards, drawShapes } from "../../src/model/geometry";

function square(code: string, west: number, south: number): AreaShape {
  const [east, north] = [west + 100, south + 100];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
  return { code, rings: [ring] };
}

test("shapes fill the width, north is up, and middles lie inside", () => {
  const shapes = [square("south", 0, 52000), square("north", 0, 52100), square("east", 100, 52000)];
  const drawing = drawShapes(shapes, 400);
  const [south, north, east] = drawing.shapes;
  assert.ok(south && north && east);
  assert.ok(north.y < south.y && east.x > south.x);
  const numbers = drawing.shapes.flatMap(({ path }) => path.match(/-?[\d.]+/g) ?? []).map(Number);
  assert.ok(Math.min(...numbers) >= 0);
  assert.ok(Math.abs(south.x - 100) < 10);
  // A degree of longitude is shorter than one of latitude this far north.
  assert.ok(drawing.height > drawing.width);
});

test("holes and islands are one path", () => {
  const [outer, hole] = [square("a", 0, 52000), square("b", 20, 52020)];
  const drawing = drawShapes([{ code: "a", rings: [...outer.rings, ...hole.rings] }], 300);
  assert.equal(drawing.shapes[0]?.path.match(/M/g)?.length, 2);
});

test("shapes that enclose nothing do no harm", () => {
  assert.deepEqual(drawShapes([], 300).shapes, []);
  assert.deepEqual(drawShapes([{ code: "a", rings: [[[0, 0]], []] }], 300).shapes, []);
  const flat = drawShapes(
    [
      {
        code: "a",
        rings: [
          [
            [0, 1],
            [0, 2],
            [0, 3],
          ],
        ],
      },
    ],
    300,
  );
  assert.ok(flat.shapes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
});

test("an arrow key leads to the nearest area in its direction", () => {
  const at = (code: string, x: number, y: number) => ({ code, x, y });
  const middle = at("middle", 0, 0);
  const areas = [
    middle,
    at("right", 10, 1),
    at("far", 30, 0),
    at("up", 0, -10),
    at("aside", 9, 30),
  ];
  assert.equal(areaTowards(areas, middle, "ArrowRight")?.code, "right");
  assert.equal(areaTowards(areas, middle, "ArrowUp")?.code, "up");
  assert.equal(areaTowards(areas, middle, "ArrowDown")?.code, "aside");
  assert.equal(areaTowards(areas, middle, "ArrowLeft"), null);
  assert.equal(areaTowards(areas, middle, "x"), null);
});
