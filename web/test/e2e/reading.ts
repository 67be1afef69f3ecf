// Getting about the report, and reading it on paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyFixture, fixture } from "../fixture";
import { eventually, focused, Report } from "./browser";

test("the skip link is the first stop and leads to the heading", async () => {
  const report = await Report.open(await Report.write(fixture(), "skip"));
  const { page } = report;
  await report.go("findings");
  await page.keyboard.press("Tab");
  assert.equal(
    await page.evaluate(() => document.activeElement?.textContent),
    "Skip to main content",
  );
  await page.keyboard.press("Enter");
  await eventually(focused(page), "H1");
  assert.equal(await page.evaluate(() => location.hash), "#/findings");
  await report.close();
});

test("the header says whose report this is and of which day", async () => {
  const report = await Report.open(await Report.write(fixture(), "header"));
  await report.go("map");
  const header = await report.page.locator(".site-header").innerText();
  assert.match(header, /The Boards of Nowhere & <Elsewhere>/);
  assert.match(header, /1 July 2022/);
  assert.match(header, /Health and Care Act 2022/);
  assert.match(await report.page.locator(".site-footer").innerText(), /invented information/);
  await report.close();
});

test("findings are filtered by severity and by rule", async () => {
  const report = await Report.open(await Report.write(fixture(), "filters"));
  const { page } = report;
  await report.go("findings");
  assert.equal(await page.locator(".finding").count(), 3);
  await page.getByLabel("Severity").selectOption("information");
  await page.waitForFunction(() => document.querySelectorAll(".finding").length === 1);
  await eventually(() => page.locator(".rule").innerText(), /REG900[\s\S]*a law/);
  await report.go("findings?rule=REG901");
  assert.equal(await page.locator(".finding").count(), 2);
  await report.close();
});

test("an area's page has all that is known of it", async () => {
  const report = await Report.open(await Report.write(fixture(), "area"));
  const { page } = report;
  await report.go("area/board22/B03");
  const text = await page.locator("main").innerText();
  assert.match(text, /50\.8%/);
  assert.match(text, /30\.0%/);
  assert.match(text, /60\.0% in no area of that layer/);
  assert.match(text, /People who came into or left the area/);
  assert.equal(await page.locator(".locator__this").count(), 1);
  await report.close();
});

test("at no width does the page touch the edge of the window", async () => {
  const address = await Report.write(fixture(), "edges");
  for (const width of [320, 700, 1024, 1180, 1244, 1600]) {
    const report = await Report.open(address, width);
    await report.go("map");
    const left = await report.page.locator("h1").evaluate((h1) => h1.getBoundingClientRect().left);
    assert.ok(left >= 16, `${left} pixels at a width of ${width}`);
    await report.close();
  }
});

test("on paper there is no navigation, and tables are not cut off", async () => {
  const report = await Report.open(await Report.write(fixture(), "paper"), 794);
  const { page } = report;
  await report.go("profile?layer=shire22&columns=all");
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".site-nav", ".controls", ".quiet-button", ".control--search"]) {
    assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  }
  assert.equal(await page.locator(".head-on-paper").first().isVisible(), true);
  const overflow = await page
    .locator(".table-scroll")
    .first()
    .evaluate((frame) => getComputedStyle(frame).overflow);
  assert.equal(overflow, "visible");
  await report.close();
});

test("an address that was typed over is followed", async () => {
  const report = await Report.open(await Report.write(fixture(), "typed"));
  const { page } = report;
  await report.go("map");
  await page.evaluate(() => (location.hash = "#/changes"));
  await page.waitForSelector(".flows");
  await eventually(
    () => page.locator(".figure-title").innerText(),
    "4 small areas with 40 people moved in 2 flows",
  );
  await report.close();
});

test("layers between which nobody moved are said to be compared, others are not offered", async () => {
  const report = await Report.open(await Report.write(fixture(), "nobody"));
  const { page } = report;
  await report.go("changes?pair=board22~auth22");
  assert.equal(await page.locator(".figure-title").innerText(), "Nobody is known to have moved");
  const text = await page.locator("main").innerText();
  assert.match(text, /There are errors among the findings/);
  assert.match(text, /5,800 people of 2 areas live in no area/);
  assert.equal(await page.getByLabel("From one layer").locator("option").count(), 2);
  await report.close();
});

test("without open data a page says what it lacks, and never that nothing was found", async () => {
  const report = await Report.open(await Report.write(emptyFixture(), "lacking"));
  const main = report.page.locator("main");
  await report.go("changes");
  assert.match(await main.innerText(), /What moved is worked out from open data/);
  assert.match(await main.innerText(), /Boards, 2030/);
  await report.go("boundaries");
  assert.match(await main.innerText(), /without them/);
  await report.go("findings");
  assert.match(await main.innerText(), /1 open data set was looked for and not found/);
  assert.doesNotMatch(await main.innerText(), /nothing that was looked for is missing/);
  await report.close();
});

test("findings of rules that were not in force are counted, and files without data named", async () => {
  const report = await Report.open(await Report.write(fixture(), "left-out"));
  await report.go("findings");
  const text = await report.page.locator("main").innerText();
  assert.match(text, /Left out: 2 findings of rules that were not in force/);
  assert.match(text, /REG902 a board is too round: 2 findings/);
  assert.match(text, /1 error, 1 warning and 1 note/i);
  await report.close();
});
