// The pages of money: choices in the address, the pictures beside their tables, and what is empty.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../fixture";
import { eventually, Report } from "./browser";

test("year and stream are chosen, and a body has a page of its own", async () => {
  const report = await Report.open(await Report.write(fixture(), "money"));
  const { page } = report;
  await report.go("money");
  await eventually(() => page.locator(".figure-title").first().innerText(), /^2 of 3 bodies start/);
  assert.equal(await page.locator("figure svg").count(), 2, "the distances and the rule");
  await page.getByLabel("Year").selectOption("2021/22");
  await page.waitForFunction(() => location.hash.includes("year=2021%2F22"));
  const rows = page.locator(".data-table").first().locator("tbody tr");
  await eventually(() => rows.count(), 1);
  await page.getByLabel("Year").selectOption("2022/23");
  await page.getByLabel("Stream of money").selectOption("running-costs");
  await eventually(
    () => page.locator(".figure-title").first().innerText(),
    "1 body gets £2 million, without a target",
  );
  assert.equal(await page.locator("figure").count(), 0, "without targets there is no picture");
  await page.locator(".data-table a").first().click();
  await page.waitForFunction(() => location.hash === "#/money/board%3AB1");
  await eventually(() => page.locator("h1").innerText(), /^Money of NHS .* Board$/);
  // What it is allocated, its money for inequalities, and its places; none for prevention.
  await eventually(() => page.locator(".data-table").count(), 3);
  assert.match(await page.locator("main").innerText(), /0\.129%/);
  await report.close();
});

test("flows are drawn with what they say, and circles are said instead", async () => {
  const report = await Report.open(await Report.write(fixture(), "flows"));
  const { page } = report;
  await report.go("flows");
  await eventually(() => page.locator(".sankey__band").count(), 3);
  const label = await page.locator("svg.sankey").getAttribute("aria-label");
  assert.match(label ?? "", /England to NHS .* Board: £100 for allocation/);
  assert.match(await page.locator("figure .hint").innerText(), /flows back in a circle/);
  await page.getByLabel("Actual").check();
  await page.waitForFunction(() => location.hash.includes("basis=actual"));
  await eventually(() => page.locator(".sankey__band").count(), 1);
  const first = page.locator(".data-table tbody tr").first();
  assert.match(await first.innerText(), /£100\s+£101\.50\s+£1\.50/);
  await report.close();
});

test("the months that are not there are seen, and spending leads to its findings", async () => {
  const document = fixture();
  const findings = document.tables["findings"];
  const stage = findings?.columns.findIndex(({ name }) => name === "stage") ?? -1;
  for (const row of findings?.rows ?? []) row[stage] = "spending";
  const report = await Report.open(await Report.write(document, "spending"));
  const { page } = report;
  await report.go("spending");
  await eventually(
    () => page.locator(".figure-title").first().innerText(),
    "2 of 5 months are complete; 1 missing, 1 twice, 1 without type",
  );
  // Three rows: two financial years of one body, and one of the other.
  await eventually(() => page.locator("figure").first().locator("rect").count(), 5);
  await page.getByRole("link", { name: /on spending$/ }).click();
  await page.waitForFunction(() => location.hash === "#/findings?stage=spending");
  await report.close();
});

test("a fund is worked through from what is put in to who bears what", async () => {
  const report = await Report.open(await Report.write(fixture(), "agreements"));
  const { page } = report;
  await report.go("agreements");
  const title = (number: number): Promise<string> =>
    page.locator("h3.figure-title").nth(number).innerText();
  await eventually(() => title(0), "2 partners pool £100");
  assert.equal(await title(1), "£10 above the plan is borne by agreement");
  assert.equal(await title(2), "£450 over 2 months");
  assert.equal(await page.locator("figure svg").count(), 3);
  // Contributions, shares, schemes; payments and their contract.
  assert.equal(await page.locator(".data-table").count(), 5);
  assert.match(await page.locator("main").innerText(), /60 of 100 of 10/);
  await page.getByLabel("Year").selectOption("2021/22");
  await eventually(() => title(0), "1 partner pools £7");
  await report.close();
});

test("need and deprivation stand beside money, a picture and a table for each", async () => {
  const report = await Report.open(await Report.write(fixture(), "equity"));
  const { page } = report;
  await report.go("equity");
  await eventually(() => page.locator("figure svg").count(), 5);
  assert.equal(await page.locator(".data-table").count(), 5);
  const titles = await page.locator("h3.figure-title").allInnerTexts();
  assert.match(titles[0] ?? "", /\+20 people/);
  assert.match(titles[1] ?? "", /£80 .* to £125/);
  assert.match(await page.locator("main").innerText(), /−5\.00%/, "less of all spending");
  await page.getByLabel("Year").selectOption("2021/22");
  await eventually(() => page.locator(".data-table").count(), 1);
  await report.close();
});

test("without open data the page says which are missing", async () => {
  const document = fixture();
  const allocations = document.tables["allocations"];
  if (allocations) allocations.rows = [];
  const places = document.tables["place_budgets"];
  if (places) places.rows = [];
  const report = await Report.open(await Report.write(document, "no-money"));
  const { page } = report;
  await report.go("money");
  assert.match(
    await page.locator(".no-rows").innerText(),
    /has no allocations[\s\S]*Lists of 2022/,
  );
  await report.close();
});
