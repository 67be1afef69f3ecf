import assert from "node:assert/strict";
import { test } from "node:test";
import { EmbeddedSource } from "../../src/data/embedded";
import { readDescription, readShapes, readTable } from "../../src/data/reading";
import { DataProblem } from "../../src/data/source";
import { loadModel } from "../../src/model/model";
import { decode } from "../../src/model/records";
import { emptyFixture, fixture, hostile } from "../fixture";
import { modelOf } from "../support";

test("the embedded source gives the description, the tables and the shapes", async () => {
  const source = new EmbeddedSource(JSON.stringify(fixture()));
  const description = await source.describe();
  assert.equal(description.system.asAt, "2022-07-01");
  assert.equal(description.system.hasOpenData, true);
  assert.deepEqual(description.shapeLayers, ["board21", "board22"]);
  assert.equal(description.rules.get("REG900")?.title, "a board is small");
  assert.equal((await source.shapes("board22")).length, 4);
  const table = await source.table("system_profile");
  assert.equal(table.rows.length, 2 * 2 * 4 + 2 * 14);
});

test("text of the data comes through unchanged", async () => {
  const model = await modelOf();
  assert.equal(model.profile[0]?.name, hostile);
});

test("a damaged document is a problem that the reader is told of", () => {
  assert.throws(() => new EmbeddedSource(`{"tables": `), DataProblem);
});

test("a table or a layer that a build does not have is empty", async () => {
  const source = new EmbeddedSource("{}");
  assert.deepEqual(await source.table("findings"), {
    name: "findings",
    meaning: "",
    columns: [],
    rows: [],
  });
  assert.deepEqual(await source.shapes("board22"), []);
  const model = await loadModel(source);
  assert.deepEqual(model.profile, []);
});

test("empty tables make an empty model", async () => {
  const model = await modelOf(emptyFixture());
  assert.equal(model.findings.length + model.changes.length + model.inputs.length, 0);
  assert.equal(model.description.system.hasOpenData, false);
});

test("what was asked for, what is absent and where outlines come from are read", async () => {
  const { description } = await modelOf();
  assert.deepEqual(description.system.overlaps, [["board22", "auth22"]]);
  assert.equal(description.absent[0]?.id, "lists22");
  assert.equal(description.outlines.get("board22"), "shapes21");
  assert.equal(description.layerTitles.get("gone30"), "Boards, 2030");
  assert.deepEqual(description.notInForce, [
    { id: "REG902", title: "a board is too round", findings: 2 },
  ]);
  const rubbish = readDescription({
    system: { changes: [["a"], "ab", ["a", 1], ["a", "b"]] },
    not_in_force: [7],
    outlines: [],
  });
  assert.deepEqual(rubbish.system.changes, [["a", "b"]]);
  assert.deepEqual(rubbish.notInForce, [{ id: "", title: "", findings: 0 }]);
  assert.equal(rubbish.outlines.size, 0);
});

test("values of the wrong kind become empty ones", () => {
  const description = readDescription({
    version: 3,
    system: { name: null, tolerance: "much", profiles: "all", published: [7] },
    sources: "none",
    rules: [],
    tiles: [{ code: 1, column: "x" }],
    shapes: { nowhere: [] },
    tables: null,
  });
  assert.equal(description.version, "");
  assert.equal(description.system.tolerance, 0);
  assert.deepEqual(description.system.published, [{ layer: "", source: "" }]);
  assert.deepEqual(description.tiles, [{ code: "", label: "", column: 0, row: 0 }]);
  assert.deepEqual(description.shapeLayers, []);
  assert.deepEqual(readDescription(null).sources, []);
});

test("short rows are filled up and long ones cut", () => {
  const table = readTable("t", {
    columns: [
      { name: "a", type: "whole" },
      { name: "b", type: "unheard of" },
    ],
    rows: [[1], [1, { not: "a cell" }, 3], "no row"],
  });
  assert.equal(table.columns[1]?.type, "text");
  assert.deepEqual(table.rows, [
    [1, null],
    [1, null],
    [null, null],
  ]);
});

test("points that are none are left out of a ring", () => {
  const [shape] = readShapes([{ code: "A", rings: [[[1, 2], ["x", 2], 3, [4, 5]]] }]);
  assert.deepEqual(shape?.rings, [
    [
      [1, 2],
      [4, 5],
    ],
  ]);
});

test("records read known columns by kind and keep the others reachable", () => {
  const table = readTable("t", {
    columns: [
      { name: "name", type: "text" },
      { name: "people", type: "whole" },
      { name: "new_column", type: "number" },
    ],
    rows: [
      ["A", "many", 1.5],
      [null, 7, null],
    ],
  });
  const rows = decode(table, { name: "text", people: "number", gone: "truth" });
  assert.equal(rows[0]?.people, null);
  assert.equal(rows[0]?.cells["new_column"], 1.5);
  assert.equal(rows[1]?.name, "");
  assert.equal(rows[1]?.people, 7);
  assert.equal(rows[1]?.gone, null);
});
