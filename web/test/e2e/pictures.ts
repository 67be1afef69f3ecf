// The map and its kin, by pointer and by keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../fixture";
import { eventually, focused, Report } from "./browser";

test("arrow keys move between areas, the tip follows, Enter opens, back returns", async () => {
  const report = await Report.open(await Report.write(fixture(), "keys"));
  const { page } = report;
  await report.go("map?measure=population");
  await page.locator(".picture a").first().focus();
  const tip = (): Promise<string> => page.locator(".tip").innerText();
  await eventually(tip, /Population: 1,000/);
  await page.keyboard.press("ArrowRight");
  await eventually(tip, /Population: 2,000/);
  await page.keyboard.press("ArrowDown");
  await eventually(tip, /QDD\s+Population: 4,000\s+highest of 4/);
  await page.keyboard.press("Escape");
  await eventually(() => page.locator(".tip").count(), 0);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#/area/board22/B04");
  await eventually(() => page.locator("h1").innerText(), "QDD");
  await eventually(focused(page), "H1");
  await page.goBack();
  await page.waitForSelector(".picture");
  await eventually(() => page.evaluate(() => location.hash), /measure=population/);
  await report.close();
});

test("the picture is one stop of the tab key", async () => {
  const report = await Report.open(await Report.write(fixture(), "stops"));
  await report.go("map");
  assert.equal(await report.page.locator('.picture a[tabindex="0"]').count(), 1);
  await report.close();
});

test("an area says its figures in its name, and one without is hatched", async () => {
  const report = await Report.open(await Report.write(fixture(), "names"));
  await report.go("map?mode=exact");
  const missing = report.page.locator('.picture a[href$="B04"]');
  assert.match((await missing.getAttribute("aria-label")) ?? "", /QDD, .*no figure/);
  assert.match((await missing.locator("path").getAttribute("fill")) ?? "", /hatching/);
  await report.close();
});

test("tiles stand by ODS code or by area code, and areas without one are listed", async () => {
  const report = await Report.open(await Report.write(fixture(), "tiles"));
  await report.go("map?picture=tiles");
  assert.equal(await report.page.locator(".tile").count(), 3);
  assert.equal(await report.page.locator(".tile-empty").count(), 1);
  assert.match(await report.page.locator(".without-tile").innerText(), /QDD/);
  await report.close();
});

test("choices change the picture, the legend, the table and the address", async () => {
  const report = await Report.open(await Report.write(fixture(), "choices"));
  const { page } = report;
  await report.go("map");
  await page.getByLabel("Measure").selectOption("deprivation_band");
  await page.waitForFunction(() => location.hash.includes("measure=deprivation_band"));
  await eventually(() => page.locator(".legend").innerText(), /medium\s+1 area[\s\S]*no figure/);
  await page.getByLabel("Layer").selectOption("shire22");
  await page.waitForFunction(() => location.hash.includes("layer=shire22"));
  await eventually(
    () => page.locator(".figure-title").innerText(),
    "Deprivation band: 5 low, 9 high",
  );
  await eventually(() => page.locator(".figure-subtitle").innerText(), "SHIRE 2022");
  await eventually(() => page.locator(".data-table tbody tr").count(), 14);
  await report.close();
});
