import assert from "node:assert/strict";
import { test } from "node:test";
import {
  classCounts,
  comparedPairs,
  distinctPairs,
  pairKey,
  piecesOfArea,
  piecesOfVintages,
  sharesOf,
  uncoveredShare,
} from "../../src/model/boundaries";
import { changeTotals, layOutFlows, unplacedAreas } from "../../src/model/changes";
import { pieceLetter } from "../../src/charts/piece-bar";
import { fixture } from "../fixture";
import { modelOf } from "../support";

test("pairs of layers are listed once, in the order of the table", async () => {
  const model = await modelOf();
  assert.deepEqual(distinctPairs(model.coterminosity).map(pairKey), ["board22~auth22"]);
  assert.deepEqual(distinctPairs(model.changes).map(pairKey), ["board21~board22"]);
});

test("what was asked for is offered where both layers are known, and what has rows besides", async () => {
  const model = await modelOf();
  const { changes } = model.description.system;
  assert.deepEqual(comparedPairs(model, changes, model.changes).map(pairKey), [
    "board21~board22",
    "board22~auth22",
  ]);
  assert.deepEqual(comparedPairs(model, [], model.changes).map(pairKey), ["board21~board22"]);
});

test("people whom no later area holds are told apart from people who stayed", async () => {
  const model = await modelOf();
  // 60% of 3,000 and all of 4,000.
  assert.deepEqual(
    unplacedAreas(model, { layerA: "board22", layerB: "auth22" }).map(({ code, people }) => [
      code,
      people,
    ]),
    [
      ["B03", 1800],
      ["B04", 4000],
    ],
  );
  assert.deepEqual(unplacedAreas(model, { layerA: "board21", layerB: "board22" }), []);
});

test("areas are counted by class, classes that nobody has too", async () => {
  const model = await modelOf();
  const counts = new Map(classCounts(model.coterminosity).map((count) => [count.id, count]));
  assert.equal(counts.get("a-inside-b")?.count, 2);
  assert.equal(counts.get("a-inside-b")?.people, 3000);
  assert.equal(counts.get("coterminous")?.count, 0);
  const [first] = model.coterminosity;
  assert.ok(first);
  const odd = classCounts([{ ...first, class: "unheard of" }]);
  assert.equal(odd.at(-1)?.title, "unheard of");
});

test("an area's people fall into three parts that make a whole", async () => {
  const model = await modelOf();
  for (const row of model.coterminosity) {
    const { best, others, uncovered } = sharesOf(row);
    assert.ok(Math.abs(best + others + uncovered - 1) < 1e-9);
  }
  const [, , third] = model.coterminosity;
  assert.ok(third);
  assert.ok(Math.abs(sharesOf(third).others - 0.1) < 1e-9);
});

test("pieces stand from the largest down, and what is left over is known", async () => {
  const model = await modelOf();
  const [pieces] = piecesOfArea(model, "board22", "B03");
  assert.deepEqual(
    pieces?.pieces.map(({ name }) => name),
    ["south", "West"],
  );
  assert.ok(Math.abs(uncoveredShare(pieces?.pieces ?? []) - 0.6) < 1e-9);
  assert.deepEqual(piecesOfArea(model, "board22", "B04"), []);
});

test("a pair worked out in one direction is read from the other side too", async () => {
  const model = await modelOf();
  const [pieces] = piecesOfArea(model, "auth22", "north");
  assert.equal(pieces?.otherLayer, "board22");
  assert.deepEqual(
    pieces?.pieces.map(({ code, shareOfOther }) => [code, shareOfOther]),
    [
      ["B02", 1],
      ["B01", 1],
    ],
  );
  assert.equal(uncoveredShare(pieces?.pieces ?? []), 0);
});

test("a pair worked out in both directions is read once", async () => {
  const document = fixture();
  const table = document.tables["area_overlap"];
  assert.ok(table);
  const [first] = table.rows;
  assert.ok(first);
  const [layerA, codeA, nameA, layerB, codeB, nameB, ...rest] = first;
  const cells = [layerB, codeB, nameB, layerA, codeA, nameA, ...rest];
  table.rows.push(cells.map((cell) => cell ?? null));
  const [pieces] = piecesOfArea(await modelOf(document), "board22", "B01");
  assert.equal(pieces?.pieces.length, 1);
});

test("another vintage speaks where an area's own was not compared", async () => {
  const model = await modelOf();
  const vintages = [
    { layer: "board21", code: "B01" },
    { layer: "board22", code: "B01" },
  ];
  assert.equal(piecesOfVintages(model, vintages)[0]?.layer, "board22");
});

test("pieces are lettered, beyond Z with a number", () => {
  assert.deepEqual([0, 25, 26].map(pieceLetter), ["A", "Z", "A2"]);
});

test("totals of what moved are summed from the rows", async () => {
  const model = await modelOf();
  assert.deepEqual(changeTotals(model.changes), { flows: 2, smallAreas: 4, people: 40 });
  assert.deepEqual(changeTotals([]), { flows: 0, smallAreas: 0, people: 0 });
});

test("flows are as thick as their people are many and stay within their ends", async () => {
  const model = await modelOf();
  const sizes = { leastEnd: 50, gap: 10, thickest: 30, thinnest: 2 };
  const layout = layOutFlows(model.changes, sizes);
  assert.deepEqual(
    layout.bands.map(({ thickness }) => thickness),
    [30, 10],
  );
  assert.equal(layout.from.length, 2);
  assert.equal(layout.to.length, 1);
  assert.equal(layout.to[0]?.people, 40);
  assert.equal(layout.height, 110);
  const [first, second] = layout.bands;
  assert.ok(first && second);
  assert.equal(second.toTop, first.toTop + first.thickness);
  for (const band of layout.bands) {
    assert.ok(band.toTop >= 0 && band.toTop + band.thickness <= layout.height);
  }
});

test("no flows need no room", () => {
  const layout = layOutFlows([], { leastEnd: 50, gap: 10, thickest: 30, thinnest: 2 });
  assert.equal(layout.height, 0);
});
