import assert from "node:assert/strict";
import { test } from "node:test";
import { classify } from "../../src/model/classes";
import { measureOf, measuresIn, standing, type Measure } from "../../src/model/measures";
import { colours, contrast, inkOn, mostColours } from "../../src/model/palette";
import { sayStanding } from "../../src/model/saying";
import { barsOf, shadedAreas } from "../../src/views/shading";
import { profileRows } from "../../src/model/layers";
import { modelOf } from "../support";

function measure(column: string): Measure {
  const known = measureOf(column);
  assert.ok(known);
  return known;
}

test("every fill leaves room for readable text", () => {
  for (let count = 1; count <= mostColours; ++count) {
    for (const colour of colours(count)) {
      assert.ok(contrast(colour, inkOn(colour)) >= 4.5, `${colour} of ${count}`);
    }
  }
});

test("shades go from light to dark and are distinct", () => {
  for (let count = 2; count <= mostColours; ++count) {
    const light = colours(count).map((colour) => contrast(colour, "#000000"));
    light.slice(1).forEach((value, index) => assert.ok(value < (light[index] ?? 0)));
  }
  assert.equal(colours(mostColours + 3).length, mostColours + 3);
});

test("classes hold about equal numbers, and equal values stand together", () => {
  const values = [1.5, 2, 2, 2, 3, 4, 5, 6, 7, 8, null];
  const { classes, missing, rule, classOf } = classify(measure("pct_urban"), values);
  assert.equal(rule, "equal-counts");
  assert.equal(missing, 1);
  assert.equal(
    classes.reduce((sum, { count }) => sum + count, 0),
    10,
  );
  assert.ok(classes.length <= 5);
  assert.equal(classOf(2), classOf(2));
  assert.equal(classOf(null), null);
  for (const value of values) {
    if (value !== null) assert.ok(classOf(value), `${value}`);
  }
  classes.slice(1).forEach((shade, index) => {
    assert.ok(Number(shade.from) > Number(classes[index]?.to));
  });
});

test("a few whole numbers have a shade each", () => {
  const { classes, rule } = classify(measure("vanguards"), [0, 2, 1, 0, 0, null]);
  assert.equal(rule, "each-value");
  assert.deepEqual(
    classes.map(({ from, count }) => [from, count]),
    [
      [0, 3],
      [1, 1],
      [2, 1],
    ],
  );
});

test("bands keep their order, empty ones too, and unknown words come last", () => {
  const { classes, missing } = classify(measure("deprivation_band"), ["high", "odd", "low", null]);
  assert.deepEqual(
    classes.map(({ from, count }) => [from, count]),
    [
      ["low", 1],
      ["medium", 0],
      ["high", 1],
      ["odd", 1],
    ],
  );
  assert.equal(missing, 1);
});

test("nothing at all has no classes", () => {
  assert.deepEqual(classify(measure("pct_urban"), [null]).classes, []);
});

test("standing counts from the highest, and equal values share the better place", () => {
  const all = [10, 20, 20, null];
  assert.deepEqual(standing(20, all), { rank: 1, of: 3, tied: true });
  assert.deepEqual(standing(10, all), { rank: 3, of: 3, tied: false });
  assert.equal(standing(null, all), null);
  assert.equal(sayStanding({ rank: 1, of: 3, tied: true }), "joint highest of 3");
  assert.equal(sayStanding({ rank: 12, of: 42, tied: false }), "12th highest of 42");
});

test("only measures with a figure are offered", async () => {
  const model = await modelOf();
  const boards = measuresIn(profileRows(model, "board22", "exact")).map(({ column }) => column);
  assert.ok(boards.includes("trusts"));
  assert.ok(!boards.includes("ics_wave"));
  const shires = measuresIn(profileRows(model, "shire22", "exact")).map(({ column }) => column);
  assert.ok(!shires.includes("trusts"));
});

test("an area without a figure has no shade and no bar", async () => {
  const model = await modelOf();
  const rows = profileRows(model, "board22", "exact");
  const deprived = measure("pct_most_deprived_quintile");
  const values = rows.map((row) => row.cells[deprived.column] ?? null);
  const areas = shadedAreas(rows, deprived, classify(deprived, values));
  const missing = areas.find((area) => area.code === "B04");
  assert.equal(missing?.colour, "");
  assert.equal(missing?.figure, "–");
  assert.equal(missing?.name, "QDD");
  assert.deepEqual(
    barsOf(rows, deprived, areas).map((bar) => bar.code),
    ["B03", "B02", "B01"],
  );
});
