import assert from "node:assert/strict";
import { test } from "node:test";
import {
  areaHeadline,
  changesHeadline,
  coterminosityHeadline,
  coverHeadline,
  findingsHeadline,
  inputsHeadline,
  measureHeadline,
  printedHeadline,
  profileHeadline,
  sourcesHeadline,
} from "../../src/model/headlines";
import { layerNoun, profileRows } from "../../src/model/layers";
import { measureOf, type Measure } from "../../src/model/measures";
import { emptyFixture } from "../fixture";
import { modelOf } from "../support";

function measure(column: string): Measure {
  const known = measureOf(column);
  assert.ok(known);
  return known;
}

test("a measure's title names the lowest and the highest", async () => {
  const model = await modelOf();
  const rows = profileRows(model, "shire22", "exact");
  assert.equal(
    measureHeadline(rows, measure("population")),
    "Population: from 100 in 1 to 1,400 in 14",
  );
});

test("where several areas share the lowest or the highest, they are counted, not picked from", async () => {
  const model = await modelOf();
  const rows = profileRows(model, "shire22", "exact").map((row, index) => {
    const cells = { ...row.cells, trusts: index < 3 ? 1 : 5 };
    return { ...row, cells };
  });
  assert.equal(
    measureHeadline(rows, measure("trusts")),
    "NHS trusts: from 1 in 3 areas to 5 in 11 areas",
  );
  const same = rows.filter((row) => row.cells["trusts"] === 1);
  assert.equal(measureHeadline(same, measure("trusts")), "NHS trusts: 1 in 3 areas");
});

test("bands are counted from low to high, and areas without a figure are not", async () => {
  const model = await modelOf();
  const rows = profileRows(model, "board22", "exact");
  assert.equal(
    measureHeadline(rows, measure("deprivation_band")),
    "Deprivation band: 1 low, 1 medium, 1 high",
  );
  assert.equal(measureHeadline(rows, measure("vanguards")), "New care model vanguards: no figures");
  assert.equal(measureHeadline([], measure("population")), "Population: no figures");
});

test("a layer's areas are called by their kind, in small letters where it is a plain word", async () => {
  const model = await modelOf();
  assert.equal(layerNoun(model, "board22"), "boards");
  assert.equal(layerNoun(model, "shire22"), "", "a title without a vintage is no noun");
  const rows = profileRows(model, "shire22", "exact");
  assert.equal(profileHeadline(model, rows), "14 areas, from 1 (100 people) to 14 (1,400 people)");
  assert.equal(profileHeadline(model, []), "There is no profile in this build");
});

test("a comparison's title counts the coterminous, and the people of those who have nobody", async () => {
  const model = await modelOf();
  // 4,000 of 10,000 people live in the one board that shares nobody.
  assert.match(
    coterminosityHeadline(model, model.coterminosity),
    /^0 of 4 boards are coterminous with an area of the other layer; 1, with 40.0% of the people, lies in none$/,
  );
  assert.equal(
    coverHeadline(model.coterminosity),
    "2 of 4 have all their people in one area of the other layer, and 1 has theirs in several",
  );
  assert.equal(coterminosityHeadline(model, []), "No two layers were compared in this build");
});

test("what moved is added up, and nothing is nobody", async () => {
  const model = await modelOf();
  assert.equal(changesHeadline(model.changes), "4 small areas with 40 people moved in 2 flows");
  assert.equal(changesHeadline([]), "Nobody moved");
  assert.equal(changesHeadline([], false), "Nobody is known to have moved");
});

test("findings, files and sources are counted, and none is said in words", async () => {
  const model = await modelOf();
  assert.equal(findingsHeadline(model.findings), "1 error, 1 warning and 1 note");
  assert.equal(findingsHeadline([]), "No errors and no warnings");
  const totals = { files: 1, read: 103, skipped: 2, repaired: 0, outside: 0 };
  assert.equal(inputsHeadline(totals), "1 file with 103 rows was read, and 2 rows were skipped");
  assert.match(inputsHeadline({ ...totals, skipped: 0 }), /no row was skipped$/);
  assert.equal(sourcesHeadline(model.description.sources), "3 open data sets of 1 publisher");
  assert.equal(sourcesHeadline([]), "No open data was read");
});

test("printed values are held against the data only where there are data", async () => {
  assert.equal(
    printedHeadline(await modelOf(), 3, 1),
    "2 of 3 printed values agree with the data; 1 differ",
  );
  assert.match(printedHeadline(await modelOf(emptyFixture()), 3, 0), /other printed values give/);
});

test("an area's page begins with its people and its deprivation, and their places", async () => {
  const model = await modelOf();
  assert.equal(
    areaHeadline(model, { layer: "board22", code: "B03" }),
    "3,000 people, 2nd highest of 4; 50.8% of its small areas in the most deprived fifth, highest of 3",
  );
  assert.equal(areaHeadline(model, { layer: "board22", code: "nowhere" }), "");
});
