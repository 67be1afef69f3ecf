// Pictures as files.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fixture } from "../fixture";
import { Report } from "./browser";

async function save(report: Report, kind: "SVG" | "PNG"): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([
    report.page.waitForEvent("download"),
    report.page
      .getByRole("button", { name: new RegExp(`Download ${kind}`) })
      .first()
      .click(),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

test("a picture is saved with its title, key, sources and licence, and without links", async () => {
  const report = await Report.open(await Report.write(fixture(), "svg"));
  await report.go("map?measure=population&mode=exact");
  const { name, path } = await save(report, "SVG");
  assert.equal(name, "concord-map-board22-exact-population-map.svg");
  const svg = await readFile(path, "utf8");
  const words = svg.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  assert.match(words, /Population: from 1,000 in/);
  assert.match(words, /Boards, 2022/);
  assert.match(words, /4,000 \(1 area\)/);
  assert.match(words, /Outlines: Outlines of the boards of 2021, Office of Nowhere/);
  assert.match(words, /Contains invented information/);
  assert.equal(svg.match(/<path[^>]* fill="rgb\(/g)?.length, 4, "colours are in the file");
  assert.doesNotMatch(svg, /<a |href|class="area"|<img|tabindex/);
  assert.deepEqual(report.requests, []);
  await report.close();
});

test("the same as an image twice as fine as the screen", async () => {
  const report = await Report.open(await Report.write(fixture(), "png"));
  await report.go("changes");
  const { name, path } = await save(report, "PNG");
  assert.equal(name, "concord-boundary_changes-board21-board22.png");
  const bytes = await readFile(path);
  assert.equal(bytes.subarray(1, 4).toString("latin1"), "PNG");
  const drawn = await report.page.locator("svg.flows").evaluate((svg) => svg.clientWidth);
  assert.ok(bytes.readUInt32BE(16) >= 2 * drawn, "the width in the file's head");
  assert.deepEqual(report.requests, []);
  assert.deepEqual(report.complaints, []);
  await report.close();
});

test("every kind of picture can be saved", async () => {
  const report = await Report.open(await Report.write(fixture(), "kinds"));
  for (const route of [
    "map?picture=tiles&mode=exact",
    "map?picture=bars",
    "boundaries",
    "area/board22/B03",
  ]) {
    await report.go(route);
    const svg = await readFile((await save(report, "SVG")).path, "utf8");
    assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/, route);
    assert.match(svg, /<(rect|path)[^>]* fill="/, route);
  }
  assert.deepEqual(report.complaints, []);
  await report.close();
});
