// Finding things as people type them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { findables } from "../../src/model/findable";
import { folded, SearchIndex, slips } from "../../src/model/search";
import { modelOf } from "../support";

const items = [
  { name: "Shropshire, Telford and Wrekin", words: "QOC" },
  { name: "South Yorkshire", words: "QF7" },
  { name: "Côte d’Azur" },
  { name: "Cheshire and Merseyside", words: "QYG" },
  { name: "Cheshire East" },
];
const names = (query: string): string[] =>
  new SearchIndex(items).find(query, 10).map(({ name }) => name);

test("accents, capitals and marks do not matter", () => {
  assert.equal(folded("Côte d’Azur – East"), "cote d azur east");
  assert.deepEqual(names("COTE AZUR"), ["Côte d’Azur"]);
});

test("words are found by their beginnings, in any order, and all of them must be there", () => {
  assert.deepEqual(names("wrek telf"), ["Shropshire, Telford and Wrekin"]);
  assert.deepEqual(names("wrek mersey"), []);
  assert.deepEqual(names(""), []);
  assert.deepEqual(names("  - "), []);
});

test("a code finds what it stands for", () => {
  assert.deepEqual(names("qyg"), ["Cheshire and Merseyside"]);
});

test("the shorter of two names that fit alike comes first", () => {
  assert.deepEqual(names("cheshire"), ["Cheshire East", "Cheshire and Merseyside"]);
});

test("slips are counted against the beginning of a word", () => {
  // Two letters swapped, one dropped, one changed; three changes are not counted further.
  assert.equal(slips("yrok", "yorkshire", 2), 1);
  assert.equal(slips("yrkshire", "yorkshire", 2), 1);
  assert.equal(slips("yarkshire", "yorkshire", 2), 1);
  assert.equal(slips("zzzz", "yorkshire", 2), 3);
});

test("a slip of the finger is forgiven in long words, and only where nothing is spelt so", () => {
  assert.deepEqual(names("shropshrie"), ["Shropshire, Telford and Wrekin"]);
  assert.deepEqual(names("yrokshire"), ["South Yorkshire"]);
  // Three letters are too few to be sure of.
  assert.deepEqual(names("qfx"), []);
});

test("the search leads to bodies, areas, places, functions, questions, indicators, tables and rules", async () => {
  const decisions = [{ id: "2021-001", title: "Nursing in Ash" }];
  const all = findables(await modelOf(), { map: "Map" }, decisions);
  const hrefOf = (query: string): string | undefined =>
    new SearchIndex(all).find(query, 1)[0]?.href;
  assert.equal(hrefOf("director of ash"), "#/body/director");
  assert.equal(hrefOf("map"), "#/map");
  assert.equal(hrefOf("nursing"), "#/decisions/2021-001");
  assert.equal(hrefOf("buying care"), "#/functions?function=buy");
  assert.equal(hrefOf("REG900"), "#/findings?rule=REG900");
  assert.equal(hrefOf("area overlap"), "#/data/area_overlap");
  assert.match(hrefOf("B02") ?? "", /^#\/area\/board/);
  const keys = all.map(({ key }) => key);
  assert.equal(new Set(keys).size, keys.length);
});
