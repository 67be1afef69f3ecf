// The first page, and the words that are explained.

import assert from "node:assert/strict";
import { test } from "node:test";
import { glances } from "../../src/model/glance";
import { glossed, terms } from "../../src/model/glossary";
import { emptyFixture } from "../fixture";
import { modelOf } from "../support";

test("what is known is a number and a sentence, and leads to its page", async () => {
  const all = glances(await modelOf());
  const of = (topic: string) => all.find((one) => one.topic === topic);
  // The fixture has four boards of 1,000 to 4,000 people.
  assert.equal(of("Areas")?.number, "4");
  assert.equal(of("People")?.number, "10,000");
  // Four functions stand on the map, and nobody holds roads.
  assert.equal(of("Who decides")?.number, "4");
  assert.match(of("Who decides")?.says ?? "", /1 of them nobody holds/);
  // One error, one warning; the note needs no look.
  assert.equal(of("Findings")?.number, "2");
  for (const { href } of all) assert.match(href, /^#\/[a-z]+$/);
});

test("what is not there is said to be not there", async () => {
  const all = glances(await modelOf(emptyFixture()));
  const known = all.filter(({ number }) => number !== null).map(({ topic }) => topic);
  assert.deepEqual(known, ["Findings"]);
  for (const { says } of all) assert.ok(says.length > 20, says);
});

test("the glossary has every heading, and its text is plain", () => {
  assert.ok(terms.length > 40);
  const system = terms.find(({ name }) => name === "System");
  assert.equal(system?.section, "Who");
  assert.match(system?.also ?? "", /ICS/);
  for (const { name, text } of terms) {
    assert.doesNotMatch(text, /\*\*|\]\(/, name);
    assert.ok(text.length > 20, name);
  }
});

test("a word is explained where it stands first, also in the plural, and never within another", () => {
  const seen = new Set<string>();
  const parts = glossed("Small areas and layers; the layer of players.", seen);
  const marked = parts.flatMap(({ term, text }) => (term ? [[text, term.name]] : []));
  assert.deepEqual(marked, [
    ["Small areas", "Small area"],
    ["layers", "Layer"],
  ]);
  assert.equal(
    parts.map(({ text }) => text).join(""),
    "Small areas and layers; the layer of players.",
  );
  assert.deepEqual(
    glossed("A layer again.", seen).filter(({ term }) => term),
    [],
  );
});
