import assert from "node:assert/strict";
import { test } from "node:test";
import { groupByRule, inputTotals, severitiesIn, whatWasNotRead } from "../../src/model/findings";
import {
  areaName,
  chartNames,
  hasShapes,
  hasTiles,
  layerOfCode,
  layerTitle,
  profileLayers,
  profileModes,
  profileRows,
  sameAreaElsewhere,
  startingLayer,
} from "../../src/model/layers";
import {
  agreementByColumn,
  contradictionKey,
  contradictions,
  printedRows,
  sharedFlag,
} from "../../src/model/printed";
import { measureOf } from "../../src/model/measures";
import {
  comparisonFacts,
  measureFacts,
  populationWords,
  profileFacts,
} from "../../src/model/provenance";
import { emptyFixture, fixture, hostile } from "../fixture";
import { modelOf } from "../support";

test("the page begins with the system's own layer, or with one that has figures", async () => {
  const model = await modelOf();
  assert.equal(startingLayer(model), "board22");
  const document = fixture();
  document.system["system_layer"] = "elsewhere";
  assert.equal(startingLayer(await modelOf(document)), "board21");
  assert.equal(startingLayer(await modelOf(emptyFixture())), "");
});

test("layers and modes come in the order in which they are wanted", async () => {
  const model = await modelOf();
  assert.deepEqual(profileLayers(model), ["board21", "board22", "shire22"]);
  assert.deepEqual(profileModes(model, "board21"), ["published", "exact"]);
  assert.equal(profileRows(model, "shire22", "exact").length, 14);
});

test("a layer is called by its title, or by its name taken apart", async () => {
  const model = await modelOf();
  assert.equal(layerTitle(model, "board22"), "Boards, 2022");
  assert.equal(layerTitle(model, "shire22"), "SHIRE 2022");
  assert.equal(layerTitle(model, "what-if"), "what-if");
  assert.equal(layerTitle(model, "gone30"), "Boards, 2030", "also where no data of it were read");
});

test("an area without a name is called by its code", async () => {
  const model = await modelOf();
  const rows = profileRows(model, "board22", "exact");
  const nameless = rows.find((row) => row.code === "B04");
  assert.ok(nameless);
  assert.equal(areaName(nameless), "QDD");
  assert.equal(chartNames(rows).get("B04"), "QDD");
});

test("the same area is found in other vintages, once for each", async () => {
  const model = await modelOf();
  const others = sameAreaElsewhere(model, { layer: "board22", code: "B01" });
  assert.deepEqual(
    others.map((row) => row.layer),
    ["board21"],
  );
  assert.deepEqual(sameAreaElsewhere(model, { layer: "shire22", code: "S1" }), []);
});

test("a bare code is shown in the system's own layer", async () => {
  const model = await modelOf();
  assert.equal(layerOfCode(model, "B01"), "board22");
  assert.equal(layerOfCode(model, "S3"), "shire22");
  assert.equal(layerOfCode(model, "nowhere"), null);
});

test("pictures are offered where they can be drawn", async () => {
  const model = await modelOf();
  assert.ok(hasShapes(model, "board21") && hasTiles(model, "board21"));
  assert.ok(!hasShapes(model, "shire22") && !hasTiles(model, "shire22"));
});

test("printed values are counted by column: agreeing, differing, not compared", async () => {
  const model = await modelOf();
  assert.deepEqual(agreementByColumn(printedRows(model, "board21")), [
    { column: "trusts", compared: 2, agree: 1, differ: 1, unknown: 1 },
    { column: "population", compared: 1, agree: 1, differ: 0, unknown: 0 },
  ]);
  const doubted = contradictions(model, "board21");
  assert.equal(doubted.size, 1);
  assert.equal(doubted.get(contradictionKey("B02", "trusts"))?.recomputed, "1");
});

test("a flag that all areas carry is told from one that some carry", () => {
  assert.equal(sharedFlag([{ flags: "x" }, { flags: "x" }]), "x");
  assert.equal(sharedFlag([{ flags: "x" }, { flags: "" }]), "");
  assert.equal(sharedFlag([]), "");
});

test("findings are grouped by rule, the gravest first, with what they say alike said once", async () => {
  const model = await modelOf();
  const groups = groupByRule(model, model.findings);
  assert.deepEqual(
    groups.map(({ id }) => id),
    ["REG901", "REG900"],
  );
  assert.equal(groups[0]?.findings[0]?.severity, "error");
  assert.equal(groups[0]?.help, "");
  assert.equal(groups[1]?.help, "give a `lookup`");
  assert.deepEqual(groups[1]?.requirements, ["PIR-R900"]);
  assert.deepEqual(severitiesIn(model.findings), ["error", "warning", "information"]);
});

test("what became of the files is summed, and what was not read is named", async () => {
  const model = await modelOf();
  assert.deepEqual(inputTotals(model.inputs), {
    files: 2,
    read: 103,
    skipped: 2,
    repaired: 1,
    outside: 5,
  });
  const { errors, skipped } = whatWasNotRead(model);
  assert.equal(errors.length, 1);
  assert.equal(skipped[0]?.path, "a/b.csv");
});

test("every figure says vintage, sources and method, from the data", async () => {
  const model = await modelOf();
  const facts = new Map(
    profileFacts(model, profileRows(model, "board21", "published")).map((fact) => {
      return [fact.term, fact.value];
    }),
  );
  assert.equal(facts.get("Areas"), "Boards, 2021 (board21)");
  assert.equal(facts.get("Small areas"), "Small areas, 2011 (small11)");
  assert.equal(facts.get("Deprivation"), "Index of Hardship 2019 (index19)");
  assert.equal(facts.get("Rural and urban"), "class11");
  assert.equal(facts.get("Population"), "as printed");
  assert.equal(facts.get("Printed in"), "A book of tables");
  const exact = profileFacts(model, profileRows(model, "board21", "exact"));
  assert.ok(!exact.some(({ term }) => term === "Printed in"));
  assert.deepEqual(profileFacts(model, []), []);
});

test("a picture says what its measure rests on, how, and where the outlines come from", async () => {
  const model = await modelOf();
  const rows = profileRows(model, "board22", "exact");
  const deprivation = measureOf("pct_most_deprived_quintile");
  assert.ok(deprivation);
  const terms = measureFacts(model, rows, deprivation, true).map(({ term }) => term);
  assert.deepEqual(terms, ["Areas", "Small areas", "Deprivation", "Method", "Figures", "Outlines"]);
  const outlines = measureFacts(model, rows, deprivation, true).at(-1);
  assert.equal(outlines?.value, "Outlines of the boards of 2021, Office of Nowhere, 21 March 2021");
  assert.ok(!measureFacts(model, rows, deprivation, false).some(({ term }) => term === "Outlines"));
  const printed = measureFacts(
    model,
    profileRows(model, "board21", "published"),
    deprivation,
    true,
  );
  const method = printed.find(({ term }) => term === "Method");
  assert.match(
    method?.value ?? "",
    /printed values/,
    "what is shown as printed was not worked out",
  );
});

test("populations are said in words, and comparisons say what they weigh by", async () => {
  const model = await modelOf();
  assert.equal(
    populationWords(model, "resident: census22"),
    "residents, Census of Nowhere 2022 (census22)",
  );
  assert.equal(
    populationWords(model, "registered: lists22"),
    "people registered with practices, lists22",
  );
  const pair = { layerA: "board22", layerB: "auth22", rows: model.coterminosity };
  const facts = comparisonFacts(model, { ...pair, method: "overlap" });
  const value = (term: string) => facts.find((fact) => fact.term === term)?.value;
  assert.equal(value("Held against"), `Authorities ${hostile} (auth22)`);
  assert.equal(value("Weighed by the people of"), "Census of Nowhere 2022 (census22)");
  assert.equal(value("Fit"), "best-fit, at most 12 people misplaced");
  assert.match(value("Method") ?? "", /people of the small areas/);
});
