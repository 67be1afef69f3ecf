import assert from "node:assert/strict";
import { test } from "node:test";
import {
  boardsHeadline,
  groupName,
  groupRows,
  groupsHeadline,
  listRows,
  splitTitle,
  trendHeadline,
  weeksOf,
} from "../../src/model/waiting";
import { emptyFixture, fixture, hostile } from "../fixture";
import { modelOf } from "../support";

test("the title says who waits too long, and never of those who are not known", async () => {
  const rows = groupRows(await modelOf(fixture())).filter(({ split }) => split === "fifth");
  assert.equal(
    groupsHeadline(rows, "fifth", 52),
    "Waits of more than 52 weeks by deprivation fifth: 50.0% in 1 (most deprived), 10.0% in 5 (least deprived)",
  );
  assert.equal(groupsHeadline([], "sex", 18), "Who waits more than 18 weeks by sex");
});

test("boards are told apart by their shares", async () => {
  const rows = listRows(await modelOf(fixture()));
  assert.deepEqual(weeksOf(rows), [18, 52]);
  const late = rows.filter(({ weeks }) => weeks === 18);
  assert.equal(
    boardsHeadline(late, 18),
    `Between 30.0% (Plain Board) and 40.0% (Board ${hostile}) have waited more than 18 weeks`,
  );
  assert.equal(
    boardsHeadline(late.slice(0, 1), 18),
    "40.0% of those who wait have waited more than 18 weeks",
  );
  assert.equal(boardsHeadline([], 18), "Who waits more than 18 weeks");
});

test("a trend says from where to where", () => {
  const points = [
    { name: "2024-11", value: 0.36 },
    { name: "2024-12", value: 0.4 },
  ];
  assert.equal(
    trendHeadline(points, 18),
    "The share that waits more than 18 weeks rose from 36.0% in 2024-11 to 40.0% in 2024-12",
  );
  assert.match(trendHeadline([...points].reverse(), 18), / fell from /);
});

test("groups and splits have names that people use", () => {
  assert.equal(groupName("fifth", "1"), "1 (most deprived)");
  assert.equal(groupName("ethnicity", "unknown"), "Not known");
  assert.equal(splitTitle("fifth+age_band"), "deprivation fifth and age");
});

test("without tables there are no rows", async () => {
  const model = await modelOf(emptyFixture());
  assert.deepEqual(groupRows(model), []);
  assert.deepEqual(listRows(model), []);
});
