// Tables: sorting, searching, marking and downloading.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { fixture, hostile, veryLong } from "../fixture";
import { eventually, Report } from "./browser";

function firstColumn(page: Page): Promise<string[]> {
  return page.locator(".data-table").first().locator("tbody th").allInnerTexts();
}

test("a heading sorts its column, a second time the other way, and says so", async () => {
  const report = await Report.open(await Report.write(fixture(), "sort"));
  const { page } = report;
  await report.go("profile?layer=shire22&mode=exact");
  const heading = page.locator("th", { has: page.getByRole("button", { name: /^Population/ }) });
  await heading.getByRole("button").click();
  await page.waitForSelector('th[aria-sort="descending"]');
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
  await eventually(async () => (await firstColumn(page))[0], "14");
  await heading.getByRole("button").press("Enter");
  await page.waitForSelector('th[aria-sort="ascending"]');
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  await eventually(async () => (await firstColumn(page))[0], "1");
  await page.getByRole("link", { name: "Changes" }).click();
  await page.goBack();
  await page.waitForSelector('th[aria-sort="ascending"]');
  await report.close();
});

test("the address keeps the order and the search, and opens with them elsewhere", async () => {
  const report = await Report.open(await Report.write(fixture(), "deep"));
  const { page } = report;
  await report.go("profile?layer=shire22&mode=exact");
  await page.getByRole("button", { name: /^Population/ }).click();
  await page.getByLabel("Find in this table").first().fill("upland");
  await page.waitForFunction(() => location.hash.includes("areas.find=upland"));
  const hash = await page.evaluate(() => location.hash);
  assert.match(hash, /areas\.sort=-population/);
  await report.go(hash.replace(/^#\//, ""));
  assert.deepEqual((await firstColumn(page)).slice(0, 2), ["13", "11"]);
  await report.go("profile?layer=shire22&areas.sort=-no_such_column");
  assert.equal((await firstColumn(page))[0], "1", "an order that cannot be had is not followed");
  await report.close();
});

test("a figure and its band share a cell; the download has both", async () => {
  const report = await Report.open(await Report.write(fixture(), "bands"));
  const { page } = report;
  await report.go("profile?layer=board22&mode=exact");
  const row = page.locator(".data-table tbody tr", { hasText: "2,000" });
  assert.match(await row.innerText(), /25\.3%\s+medium/);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("button", { name: /Download CSV/ })
      .first()
      .click(),
  ]);
  const [header = ""] = (await readFile(await download.path(), "utf8")).split("\r\n");
  assert.match(header, /pct_most_deprived_quintile,deprivation_band,pct_urban,urban_band/);
  assert.match(header, /ics_wave/, "also the columns that are empty");
  assert.match(await page.locator("main").innerText(), /Not shown, being empty: Wave/);
  await report.close();
});

test("a search keeps the rows that hold the words, by the whole name", async () => {
  const report = await Report.open(await Report.write(fixture(), "search"));
  const { page } = report;
  await report.go("profile?layer=shire22");
  await page.getByLabel("Find in this table").first().fill("shire upland");
  await eventually(async () => (await firstColumn(page)).length, 7);
  assert.match(await page.locator(".table-tools__count").first().innerText(), /^7 of 14 rows$/);
  await report.close();
});

test("a printed value that the data contradict is marked, with what they give", async () => {
  const report = await Report.open(await Report.write(fixture(), "flags"));
  const { page } = report;
  await report.go("profile?layer=board21&mode=published");
  assert.equal(await page.locator(".is-flagged").count(), 1);
  assert.match(await page.locator(".contradicted").innerText(), /2\s*data give 1/);
  assert.match(await page.locator("main").innerText(), /2 of 3 printed values agree/);
  await report.go("profile?layer=board21&mode=exact");
  assert.equal(await page.locator(".contradicted").count(), 0);
  await report.close();
});

test("missing figures are read out as such", async () => {
  const report = await Report.open(await Report.write(fixture(), "gaps"));
  await report.go("profile?layer=board22&mode=exact");
  assert.match(await report.page.locator(".no-figure").first().innerText(), /no figure/);
  await report.close();
});

test("a table is saved as CSV from the page itself", async () => {
  const report = await Report.open(await Report.write(fixture(), "save"));
  const { page } = report;
  await report.go("boundaries");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("button", { name: /Download CSV of Every area: Boards, 2022 against/ })
      .first()
      .click(),
  ]);
  assert.equal(download.suggestedFilename(), "concord-coterminosity-board22-auth22.csv");
  const text = await readFile(await download.path(), "utf8");
  const [header, ...lines] = text.replace(/^\uFEFF/, "").split("\r\n");
  assert.match(header ?? "", /^name_a,population,class,best_name_b/);
  assert.equal(lines.filter((line) => line !== "").length, 4);
  assert.ok(text.includes(`"${hostile.replaceAll('"', '""')}"`));
  assert.ok(text.includes(veryLong));
  assert.ok(text.includes(`"'=HYPERLINK(""elsewhere"")"`));
  assert.deepEqual(report.requests, []);
  await report.close();
});

test("an address that is not one of the web is no link", async () => {
  const report = await Report.open(await Report.write(fixture(), "links"));
  await report.go("sources");
  const addresses = await report.page
    .locator("main a[href]")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  assert.ok(addresses.includes("https://example.org/index"));
  assert.ok(addresses.every((address) => !address.startsWith("javascript:")));
  await report.close();
});
