import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOf } from "../../src/charts/pyramid";
import { EmbeddedSource } from "../../src/data/embedded";
import { readSmallAreas, unpack, unpackCodes } from "../../src/data/packed";
import { readShapes, readTable } from "../../src/data/reading";
import { evidenceHeadline, evidenceRows, trendHeadline, trendRows } from "../../src/model/need";
import {
  ageRows,
  bandsOfArea,
  bandsOfExtract,
  calibrationHeadline,
  cohortRows,
  cohortsHeadline,
  peopleIn,
  pyramidHeadline,
  stepRows,
  stepsHeadline,
  stratumRows,
} from "../../src/model/people";
import {
  classOf,
  classTexts,
  extentOf,
  mapHeadline,
  nearest,
  placesWithin,
  shadingOf,
} from "../../src/model/small-areas";
import type { SmallAreas } from "../../src/data/document";
import { emptyFixture, fixture, hostile } from "../fixture";
import { modelOf } from "../support";

const none = null as unknown as SmallAreas;
const small = async (): Promise<SmallAreas> =>
  (await new EmbeddedSource(JSON.stringify(fixture())).smallAreas()) ?? none;

test("packed numbers are read as the program writes them", () => {
  // As small_areas_test.cpp has them.
  assert.deepEqual([...unpack("###$#;#=#~$#~}~~")], [0, 1, 24, 25, 89, 90, 8098, -1]);
  assert.deepEqual(unpackCodes("E01", 6, "$$"), ["E01000001", "E01000002"]);
  // A step of 90 and more is the last letter and four others: 0, 0, 1, 0 is 90.
  assert.deepEqual(unpackCodes("E", 3, "$~##$#"), ["E001", "E091"]);
});

test("small areas are read with what is not known of them", async () => {
  const areas = await small();
  assert.deepEqual(areas.codes, ["C01", "C02", "C03", "C04"]);
  assert.deepEqual([...areas.east], [10, 20, 10, 20]);
  assert.deepEqual([...(areas.measures[0]?.shares ?? [])], [1, 2, 4, NaN]);
  assert.deepEqual(placesWithin(areas, "board22", "B01"), [0, 1]);
  assert.deepEqual(placesWithin(areas, "board22", "all"), [0, 1, 2, 3]);
  assert.equal(nearest(areas, [0, 1, 2, 3], [11, 11], 5), 0);
  assert.equal(nearest(areas, [1], [11, 11], 5), null);
  assert.deepEqual(extentOf(areas, [0, 3]), { west: 10, east: 20, south: 10, north: 20 });
});

test("what does not fit together is no map", async () => {
  assert.equal(readSmallAreas(null), null);
  assert.equal(readSmallAreas({ steps: "$$", east: "##", north: "####", measures: [] }), null);
  assert.equal(await new EmbeddedSource(JSON.stringify(emptyFixture())).smallAreas(), null);
});

test("classes hold their upper end, and what is not known is in none", async () => {
  const [fifths, shares] = (await small()).measures;
  assert.ok(fifths && shares);
  const shading = shadingOf(fifths);
  assert.equal(classOf(shading, 1), 0);
  assert.equal(classOf(shading, NaN), -1);
  assert.match(classTexts(shading)[0] ?? "", /most deprived/);
  assert.equal(shadingOf(shares).bounds.at(-1), 176 / 8000);
  const title = mapHeadline("Here", "Asthma", shares, [0, 1]);
  assert.equal(
    title,
    "Here: Asthma: half of 2 small areas lie between 1.0% and 2.2%, the highest at 2.2%",
  );
});

test("a pyramid says its ages beside all areas", async () => {
  const rows = ageRows(await modelOf(fixture()));
  const of = (code: string) => bandsOfArea(rows.filter((row) => row.code === code));
  // 10 + 11 + 12 + 13 people, of whom 25 are 65 or older and 21 under 15.
  assert.equal(peopleIn(of("B01")), 46);
  assert.equal(
    pyramidHeadline("Ashmoor", of("B01"), of("all")),
    "Ashmoor: of 46 people 54.3% are 65 or older (50.5% of all areas) and 45.7% under 15 (49.5%)",
  );
  const parts = partsOf(of("B01"));
  assert.deepEqual(
    parts.slice(0, 2).map(({ sex, from, to }) => [sex, from, to]),
    [
      ["females", 0, 5 / 46],
      ["males", -5 / 46, 0],
    ],
  );
  assert.equal(parts.find((part) => part.sex === "unknown")?.people, 13);
});

test("an extract is added up over ethnic groups, without what is suppressed", async () => {
  const bands = bandsOfExtract(await modelOf(fixture()));
  assert.deepEqual(bands, [{ band: "00-04", females: 10, males: 12, unknown: 8 }]);
});

test("cohorts say their size, and where most are lost", async () => {
  const model = await modelOf(fixture());
  const cohorts = cohortRows(model);
  assert.match(cohortsHeadline(cohorts), /^2 cohorts: .* 20.0% of the people asked about$/);
  const [core, few] = cohorts;
  assert.ok(core && few);
  const steps = stepRows(model).filter((row) => row.cohort === "core20");
  assert.equal(
    stepsHeadline(core, steps),
    `Core ${hostile}: 200 people (20.0%); most are lost at “lives ${hostile}”`,
  );
  assert.equal(stepsHeadline(few, []), "Few: too few people to say how many");
});

test("a model of risk fits only where it lies within what was observed", async () => {
  const rows = stratumRows(await modelOf(fixture()));
  assert.match(calibrationHeadline(rows), /does not fit in 1 of 2 strata/);
  assert.match(calibrationHeadline(rows.slice(0, 1)), /^The model of risk fits/);
  assert.match(calibrationHeadline([]), /^Nothing is known/);
});

test("evidence names what is missing; a change is said only where its interval lets it", async () => {
  const model = await modelOf(fixture());
  assert.match(evidenceHeadline("All", evidenceRows(model)), /1 of 2 parts .* missing: homes/);
  const [all, one] = trendRows(model);
  assert.ok(all && one);
  assert.equal(
    trendHeadline("All", "Asthma", all),
    "All: Asthma: 2.0 percentage points more in 2022 than in 2020; it rises throughout",
  );
  assert.match(trendHeadline("B", "Asthma", one), /no clear change from 2020 to 2022/);
});

test("words that a column lists once are put into its cells, and rings are read as steps", () => {
  const columns = [
    { name: "a", type: "text", words: ["x", "y"] },
    { name: "b", type: "whole" },
  ];
  const rows = [
    [1, 1],
    [0, 0],
    [null, 1],
    [7, 2],
  ];
  assert.deepEqual(readTable("t", { columns, rows }).rows, [
    ["y", 1],
    ["x", 0],
    [null, 1],
    [null, 2],
  ]);
  const [shape] = readShapes([{ code: "A", rings: [[10, 20, 5, -5, -1, 0]] }]);
  assert.deepEqual(shape?.rings, [
    [
      [10, 20],
      [15, 15],
      [14, 15],
    ],
  ]);
});
