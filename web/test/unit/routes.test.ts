import assert from "node:assert/strict";
import { test } from "node:test";
import { areaHref, parseRoute, routeHref } from "../../src/routes";

test("the empty address is the first page", () => {
  for (const hash of ["", "#", "#/"]) assert.equal(parseRoute(hash).page, "glance");
});

test("an address says page, parts and choices, and comes back the same", () => {
  const href = routeHref("area", ["icb 22", "E/5?&#4"], { mode: "exact", q: "a=b&c" });
  const route = parseRoute(href);
  assert.equal(route.page, "area");
  assert.deepEqual(route.parts, ["icb 22", "E/5?&#4"]);
  assert.deepEqual(route.query, { mode: "exact", q: "a=b&c" });
});

test("choices that were not made are left out of an address", () => {
  assert.equal(routeHref("map", [], { layer: "", mode: "exact" }), "#/map?mode=exact");
  assert.equal(areaHref("icb22", "E54000057"), "#/area/icb22/E54000057");
});

test("an unknown page is none, and a damaged address does no harm", () => {
  assert.equal(parseRoute("#/elsewhere").page, null);
  assert.equal(parseRoute("#/__proto__").page, null);
  assert.deepEqual(parseRoute("#/area/%E0%A4%A").parts, ["%E0%A4%A"]);
  assert.deepEqual(parseRoute("#/map?a=1?b=2").query, { a: "1?b=2" });
});
