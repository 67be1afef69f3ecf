import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDate } from "../../src/format/dates";
import {
  counted,
  formatBytes,
  formatIndex,
  formatNumber,
  formatPercent,
  formatShare,
  formatWhole,
  ordinal,
} from "../../src/format/numbers";
import { columnTitle, rulesTitle, splitCode } from "../../src/format/words";
import { sayMeasured, sayShortly } from "../../src/model/saying";
import { measureOf } from "../../src/model/measures";

test("numbers are written as in Britain", () => {
  assert.equal(formatWhole(3146943), "3,146,943");
  assert.equal(formatNumber(1234.567), "1,234.57");
  assert.equal(formatIndex(1), "1.00");
});

test("whole percentages stay whole and others have one decimal", () => {
  assert.equal(formatPercent(38), "38%");
  assert.equal(formatPercent(37.544), "37.5%");
});

test("a share that is not quite nothing or all never looks as if it were", () => {
  assert.equal(formatShare(0), "0%");
  assert.equal(formatShare(1), "100%");
  assert.equal(formatShare(0.0001), "under 0.1%");
  assert.equal(formatShare(0.99999), "over 99.9%");
  assert.equal(formatShare(0.616), "61.6%");
});

test("sizes, counts and places", () => {
  assert.equal(formatBytes(999), "999 bytes");
  assert.equal(formatBytes(4799331), "4.8 MB");
  assert.equal(formatBytes(123456), "123 kB");
  assert.equal(counted(1, "area", "areas"), "1 area");
  assert.equal(counted(1200, "area", "areas"), "1,200 areas");
  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal), [
    "1st",
    "2nd",
    "3rd",
    "4th",
    "11th",
    "12th",
    "13th",
    "21st",
    "102nd",
    "111th",
  ]);
});

test("dates are written out, and what is no date is left alone", () => {
  assert.equal(formatDate("2022-07-01"), "1 July 2022");
  assert.equal(formatDate("2022-13-01"), "2022-13-01");
  assert.equal(formatDate("soon"), "soon");
  assert.equal(formatDate(""), "");
});

test("columns and rules are said in words, unknown ones too", () => {
  assert.equal(columnTitle("pct_urban"), "Urban");
  assert.equal(columnTitle("rows_read"), "Rows read");
  assert.equal(rulesTitle("act-2022"), "the Health and Care Act 2022");
  assert.equal(rulesTitle("act-2099"), "act-2099");
});

test("names between backticks are set apart", () => {
  assert.deepEqual(splitCode("no layer `icb25` here"), [
    { text: "no layer ", isCode: false },
    { text: "icb25", isCode: true },
    { text: " here", isCode: false },
  ]);
  assert.deepEqual(splitCode(""), []);
});

test("a measured value is said in full and shortly", () => {
  const people = measureOf("population");
  const urban = measureOf("pct_urban");
  assert.ok(people && urban);
  assert.equal(sayMeasured(people, 1234567), "1,234,567");
  assert.equal(sayMeasured(people, null), "no figure");
  assert.equal(sayShortly(people, 1234567), "1.2m");
  assert.equal(sayShortly(people, 92376), "92k");
  assert.equal(sayShortly(people, 950), "950");
  assert.equal(sayShortly(urban, 92.9577), "93%");
  assert.equal(sayShortly(urban, null), "–");
});
