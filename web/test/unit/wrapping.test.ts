import assert from "node:assert/strict";
import { test } from "node:test";
import { shorten, wrapWords } from "../../src/format/wrapping";

// One letter, one unit.
const letters = (text: string): number => text.length;

test("words fill a line and go on in the next", () => {
  assert.deepEqual(wrapWords("one two three", 7, letters), ["one two", "three"]);
  assert.deepEqual(wrapWords("  one \n two ", 20, letters), ["one two"]);
  assert.deepEqual(wrapWords("", 20, letters), []);
});

test("a word wider than a line is cut where the line ends, and nothing is lost", () => {
  assert.deepEqual(wrapWords("a abcdefg", 3, letters), ["a", "abc", "def", "g"]);
  assert.equal(wrapWords("abcdefg hi", 3, letters).join(""), "abcdefghi");
});

test("a text that does not fit ends in an ellipsis, and one that fits is left alone", () => {
  assert.equal(shorten("abcdef", 6, letters), "abcdef");
  assert.equal(shorten("abc def", 5, letters), "abc…");
  assert.equal(shorten("abc", 0, letters), "a…");
});

test("a line too narrow for one letter still ends", () => {
  assert.deepEqual(wrapWords("abc", 0, letters), ["a", "b", "c"]);
});
