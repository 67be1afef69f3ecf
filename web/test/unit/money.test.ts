import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutCircles } from "../../src/charts/circles";
import { formatPounds, formatSigned, sayPounds, signedShortly } from "../../src/format/numbers";
import {
  byDistance,
  distanceHeadline,
  distinct,
  drawnLine,
  firstGiven,
  flowPairs,
  flowsHeadline,
  knotsOf,
  methodOf,
  nameOf,
  paceHeadline,
  placesHeadline,
  streamTitle,
} from "../../src/model/money";
import {
  categories,
  categoriesHeadline,
  monthRows,
  monthsHeadline,
  placeOfMonth,
  shareRows,
  spendingHeadline,
} from "../../src/model/spending";
import {
  agreementsOf,
  contributionsByPartner,
  paymentsByMonth,
  poolHeadline,
  riskHeadline,
  risksByParty,
} from "../../src/model/agreements";
import { equityBars, equityHeadline, equityParts } from "../../src/model/equity";
import { emptyFixture, fixture, hostile } from "../fixture";
import { modelOf } from "../support";

test("amounts and distances are said as people say them", () => {
  assert.equal(sayPounds(3_413_852_000), "£3.41 billion");
  assert.equal(sayPounds(-21_201_200.38), "−£21.2 million");
  assert.equal(sayPounds(999_499), "£999,499");
  assert.equal(sayPounds(999_500), "£1 million");
  assert.equal(sayPounds(999_500_000), "£1 billion");
  assert.equal(formatPounds(-5.5), "−£5.50");
  assert.equal(formatSigned(0.0121), "+1.21%");
  assert.equal(formatSigned(-0.005), "−0.50%");
  assert.equal(formatSigned(-0.000001), "0.00%", "what rounds to nothing has no sign");
  assert.equal(signedShortly(0.02), "+2%");
  assert.equal(signedShortly(-0.005), "−0.5%");
  assert.equal(signedShortly(0.1), "+10%", "no digit of the number itself is lost");
});

test("a rule of pace is read as points, and its line goes as far as anybody stands", () => {
  assert.deepEqual(knotsOf("-0.025 0.005; 0 0"), [
    { distance: -0.025, convergence: 0.005 },
    { distance: 0, convergence: 0 },
  ]);
  assert.deepEqual(knotsOf(""), []);
  assert.deepEqual(knotsOf("x y"), []);
  const free = { floor: null, cap: null };
  const line = drawnLine(knotsOf("0 0; 0.1 -0.5"), [-0.2, 0.05], free);
  assert.deepEqual(
    line.map(({ convergence }) => convergence),
    [0, 0, -0.5, -0.5],
  );
  assert.ok((line[0]?.distance ?? 0) < -0.2);
  const cut = drawnLine(knotsOf("0 0; 0.1 -0.5"), [0.05], { floor: -0.25, cap: -0.1 });
  const given = cut.map(({ convergence }) => convergence);
  assert.deepEqual([Math.min(...given), Math.max(...given)], [-0.25, -0.1]);
});

test("who stands where is one sentence, and what the rule moves another", async () => {
  const { money } = await modelOf();
  const rows = money.allocations.filter((row) => row.year === "2022/23" && row.stream === "core");
  assert.deepEqual(
    byDistance(rows).map((row) => row.body),
    ["board:B1", "board:B2", "board:B3"],
  );
  assert.match(
    distanceHeadline(money, rows),
    /^2 of 3 bodies start above their target: from −5\.00%/,
  );
  // 110 million times 0.5% is given to one; 0.5% and 0.2% are taken from two.
  assert.equal(paceHeadline(rows), "The rule gives £550,000 more to 1 body and £770,000 less to 2");
  const costs = money.allocations.filter((row) => row.stream === "running-costs");
  assert.equal(distanceHeadline(money, costs), "1 body gets £2 million, without a target");
});

test("a body without a name is called by its id, and a stream by its words", async () => {
  const { money } = await modelOf();
  assert.equal(nameOf(money, "board:B3"), "NHS Plain Board");
  assert.equal(nameOf(money, "board:B9"), "board:B9");
  assert.equal(streamTitle("primary-medical"), "Primary medical");
  assert.equal(streamTitle("together"), "All streams together");
  assert.equal(methodOf(money, "2022/23", "core")?.title, "A fifth");
  assert.deepEqual(distinct(["a", "b", "a"]), ["a", "b"]);
  assert.deepEqual(distinct(["2021/22", "2023/24"], "latest"), ["2023/24", "2021/22"]);
});

test("places share what they share, between the least and the most need", async () => {
  const { money } = await modelOf();
  const rows = money.places.filter((row) => row.stream === "core");
  assert.equal(
    placesHeadline(money, rows),
    `2 places share £100; need a head runs from 0.75 in ${hostile} to 1.25 in East`,
  );
});

test("plan and actual stand side by side, and what comes from outside is counted once", async () => {
  const { money } = await modelOf();
  const year = money.flows.filter((row) => row.year === "2022/23");
  const plan = year.filter((row) => row.basis === "plan");
  const [first] = flowPairs(year);
  assert.deepEqual([first?.plan, first?.actual], [100, 101.5]);
  assert.equal(firstGiven(plan), 100);
  assert.equal(flowsHeadline(money, plan), "£100 from England ends with 1 receiver");
});

test("what flows back is set apart, the smaller part of a circle first", () => {
  const band = (from: string, to: string, amount: number) => ({ from, to, amount, says: "" });
  const bands = [band("a", "b", 10), band("b", "c", 5), band("c", "a", 1), band("d", "d", 3)];
  const { drawn, circular } = withoutCircles(bands);
  assert.deepEqual(
    drawn.map(({ amount }) => amount),
    [10, 5],
  );
  assert.deepEqual(
    circular.map(({ amount }) => amount),
    [3, 1],
  );
});

test("months lie in financial years that begin in April", () => {
  assert.deepEqual(placeOfMonth("2020-03"), { year: "2019/20", place: 11 });
  assert.deepEqual(placeOfMonth("2020-04"), { year: "2020/21", place: 0 });
  assert.deepEqual(placeOfMonth("1999-12"), { year: "1999/00", place: 8 });
});

test("spending is said with what is missing and what is in no category", async () => {
  const model = await modelOf();
  assert.equal(spendingHeadline(model), "2 bodies published 301 payments of £1 million together");
  assert.equal(
    monthsHeadline(monthRows(model)),
    "2 of 5 months are complete; 1 missing, 1 twice, 1 without type",
  );
  const known = categories(
    shareRows(model).filter((row) => row.entity === hostile),
    "type_category",
  );
  assert.equal(
    categoriesHeadline(known),
    "Most goes to acute: 60.0% of £1 million; 40.0% is in no category",
  );
});

test("a build without money has no rows of it", async () => {
  const { money } = await modelOf(emptyFixture());
  assert.equal(money.allocations.length + money.places.length + money.flows.length, 0);
  assert.equal((await modelOf(fixture())).money.names.size, 4);
});

test("pools, risk and payments are added up as they are agreed", async () => {
  const model = await modelOf(fixture());
  const { contributions, shares, payments } = agreementsOf(model);
  const now = contributions.filter((row) => row.year === "2022/23");
  assert.deepEqual(
    contributionsByPartner(model, now).map(({ amount }) => amount),
    [60, 40],
  );
  assert.equal(poolHeadline(now), "2 partners pool £100");
  assert.deepEqual(
    risksByParty(model, shares).map(({ amount }) => amount),
    [6, 4],
  );
  assert.equal(riskHeadline(shares), "£10 above the plan is borne by agreement");
  assert.equal(riskHeadline([]), "The fund spent what was planned");
  // What is passed on to a subcontractor is not paid twice.
  assert.deepEqual(paymentsByMonth(payments), [
    { name: "2022-04", amount: 100 },
    { name: "2022-05", amount: 350 },
  ]);
});

test("money beside need is said from the most deprived on", async () => {
  const model = await modelOf(fixture());
  const headline = (table: string, year: string): string => {
    const part = equityParts.find((known) => known.table === table);
    return part ? equityHeadline(part, equityBars(model, part, year)) : "";
  };
  // A council without an index of need is in the table, and has no bar.
  assert.match(headline("council_spending", "2022/23"), /first: £80 \(.*\) to £125 \(Rich Council/);
  assert.match(headline("formula", "2022/23"), /: \+20 people \(NHS .* to -20 people/);
  assert.match(headline("practice_groups", "2022/23"), /£80 \(group 1\) to £125 \(group 2\)$/);
  assert.match(headline("running_costs", "2021/22"), /: £1,000 \(NHS/);
});
