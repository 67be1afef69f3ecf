import assert from "node:assert/strict";
import { test } from "node:test";
import { fileCell } from "../../src/model/csv";
import {
  answerHeadline,
  limitWords,
  questionsHeadline,
  refusalDetail,
  workThrough,
} from "../../src/model/deciding";
import {
  filterMap,
  functionRows,
  hasPublishedMap,
  mapHeadline,
} from "../../src/model/function-map";
import { hasGovernance, kindTitle, powersOf, termList } from "../../src/model/governance";
import { emptyFixture, hostile } from "../fixture";
import { modelOf } from "../support";

const { governance } = await modelOf();
const [small, roads, tiny] = governance.questions;

test("the map has a row a function, and says what is missing, doubled or not as published", () => {
  const rows = functionRows(governance.map);
  assert.deepEqual(
    rows.map(({ function: name, isGap }) => [name, isGap]),
    [
      ["plan", false],
      ["buy", false],
      ["give", false],
      ["roads", true],
    ],
  );
  const [cell] = rows[1]?.cells ?? [];
  assert.equal(cell?.scale, "place");
  assert.deepEqual(cell?.remarks, [
    "2 hold it beside another",
    "1 held only in part, the published map says more",
  ]);
  assert.equal(
    mapHeadline(rows),
    "3 functions are held by 4 bodies, committees and posts; 1 function is held by nobody; " +
      "in 1 function two at one scale hold the same",
  );
});

test("the map is narrowed to what was passed on, to differences, to a scale or a function", () => {
  const names = (part: "passed-on" | "differences" | "everything", scale = "", name = "") =>
    filterMap(governance.map, { part, scale, function: name }).map((row) => row.holder);
  assert.deepEqual(names("passed-on"), ["committee", "director", "alliance", ""]);
  assert.deepEqual(names("differences"), ["board", "director", "alliance"]);
  assert.deepEqual(names("everything", "place"), ["committee", "director"]);
  assert.deepEqual(names("everything", "", "plan"), ["board"]);
  assert.equal(hasPublishedMap(governance), true);
});

test("a question is worked through: the first to ask first, the near ones apart from the rest", () => {
  assert.ok(small && roads && tiny);
  const worked = workThrough(governance, small);
  assert.deepEqual(
    worked.deciders.map(({ answer, chains }) => [answer.holder, chains.map((own) => own.length)]),
    [
      ["committee", [2]],
      ["board", [1]],
    ],
  );
  assert.deepEqual(
    worked.near.map(({ holder }) => holder),
    ["director"],
  );
  assert.deepEqual(
    worked.others.map(({ holder }) => holder),
    ["alliance"],
  );
  const [director] = worked.near;
  assert.equal(director && refusalDetail(director), "limit x of director is up to £700");
  assert.equal(answerHeadline(governance, small), `Ask ${hostile} first`);
  assert.equal(answerHeadline(governance, roads), "Nobody who is described here may decide this");
  assert.match(answerHeadline(governance, tiny), /Director of Ash may each decide/);
  assert.equal(
    questionsHeadline(governance.questions),
    "3 questions: 1 with one to ask first, 1 where two may decide, 1 that nobody here may decide",
  );
});

test("amounts and kinds are said as people say them", () => {
  const limits = governance.answers.map(limitWords);
  assert.deepEqual(limits.slice(0, 2), ["any amount", "up to £5,000"]);
  assert.equal(limits[5], "from £10.50 up to £700");
  assert.equal(kindTitle("joint-committee"), "joint committee");
  assert.equal(kindTitle("nhs-trust"), "NHS Trust");
  assert.equal(termList(governance, "act", "approve mend"), "Approve; mend");
  assert.equal(termList(governance, "act", ""), "everything");
  assert.equal(fileCell(5000, "money"), "5000.00");
  assert.equal(fileCell(5000, "number"), 5000);
});

test("of one power with a limit and without, the limit counts", () => {
  const powers = powersOf(governance, "committee");
  assert.deepEqual(
    powers.map((row) => row.limit_high),
    [5000],
  );
});

test("a system without governance is known as such", async () => {
  const empty = await modelOf(emptyFixture());
  assert.equal(hasGovernance(empty.governance), false);
  assert.equal(hasGovernance(governance), true);
});
