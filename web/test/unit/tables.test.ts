import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName, toCsv } from "../../src/model/csv";
import { shortNames } from "../../src/model/names";
import { matchesWords, readSort, sortRows, sortWords } from "../../src/model/sorting";
import { chosen } from "../../src/components/choices";

const identity = <Value>(value: Value): Value => value;

test("rows without a figure stand last, whichever way the others go", () => {
  const rows = [3, null, 1, 2];
  assert.deepEqual(sortRows(rows, identity, false), [1, 2, 3, null]);
  assert.deepEqual(sortRows(rows, identity, true), [3, 2, 1, null]);
});

test("words are sorted as a reader would, and equal rows keep their order", () => {
  assert.deepEqual(sortRows(["b10", "B9", "a"], identity, false), ["a", "B9", "b10"]);
  const rows = [
    { key: 1, id: "x" },
    { key: 1, id: "y" },
    { key: 0, id: "z" },
  ];
  const sorted = sortRows(rows, (row) => row.key, true);
  assert.equal(sorted.map((row) => row.id).join(""), "xyz");
});

test("an order goes into an address and comes back, and one that cannot be had does not", () => {
  for (const sort of [
    { column: "population", descending: true },
    { column: "name", descending: false },
  ]) {
    assert.deepEqual(readSort(sortWords(sort), ["name", "population"]), sort);
  }
  assert.equal(readSort("-trusts", ["name"]), null);
  assert.equal(readSort("", ["name"]), null);
});

test("sorting leaves the given rows alone", () => {
  const rows = [2, 1];
  sortRows(rows, identity, false);
  assert.deepEqual(rows, [2, 1]);
});

test("a search finds every word in any order and any case", () => {
  const cells = ["Greater Ashmoor", "QAA", 12, null];
  assert.ok(matchesWords(cells, "qaa ash"));
  assert.ok(matchesWords(cells, "12"));
  assert.ok(!matchesWords(cells, "ash qbb"));
});

test("a download has a header, quotes what needs it, and leaves gaps empty", () => {
  const text = toCsv(
    ["name", "people", "known"],
    [
      [`The "Vale", north`, 1.5, true],
      [null, 0, false],
      ["two\nlines", -3, null],
    ],
  );
  assert.equal(
    text,
    `name,people,known\r\n"The ""Vale"", north",1.5,true\r\n,0,false\r\n"two\nlines",-3,\r\n`,
  );
});

test("text that a spreadsheet would run is made harmless, and numbers are not touched", () => {
  const text = toCsv(["a"], [["=1+1"], ["+44"], ["-x"], ["@sum"], [-1]]);
  assert.equal(text, "a\r\n'=1+1\r\n'+44\r\n'-x\r\n'@sum\r\n-1\r\n");
});

test("a file name is one that every system takes", () => {
  assert.equal(fileName("findings", "", "a/b:c"), "concord-findings-a_b_c.csv");
  assert.ok(fileName("x".repeat(500)).length < 120);
});

test("words that nearly all names share are left off", () => {
  const names = ["NHS Ashmoor Care Board", "NHS Upland and Vale Care Board", "NHS Mere Care Board"];
  assert.deepEqual([...shortNames(names).values()], ["Ashmoor", "Upland and Vale", "Mere"]);
});

test("a name that goes its own way among many keeps its words", () => {
  const names = [
    "Care Board of A",
    "Care Board of B",
    "Care Board of C",
    "Care Board of D",
    "Vale",
  ];
  assert.equal(shortNames(names).get("Vale"), "Vale");
  assert.equal(shortNames(names).get("Care Board of A"), "A");
});

test("names are left whole where short ones would be empty or alike", () => {
  assert.deepEqual([...shortNames(["North", "North"]).values()], ["North"]);
  const alike = ["The Vale", "Vale", "The Mere", "The Moor", "The Fen", "The Ford"];
  assert.equal(shortNames(alike).get("The Vale"), "The Vale");
  assert.deepEqual([...shortNames([]).values()], []);
  assert.equal(shortNames(["Vale"]).get("Vale"), "Vale");
});

test("a choice that cannot be had becomes what the page begins with", () => {
  assert.equal(chosen("b", ["a", "b"]), "b");
  assert.equal(chosen("z", ["a", "b"]), "a");
  assert.equal(chosen(undefined, ["a", "b"], "b"), "b");
  assert.equal(chosen("z", []), "");
});
