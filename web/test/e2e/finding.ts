// The search in the head, the words that are explained, and the page of tables, in a report.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fixture } from "../fixture";
import { eventually, focused, Report } from "./browser";
import { holds } from "./holds";

async function open(name: string, width = 1280): Promise<Report> {
  return Report.open(await Report.write(fixture(), name), width);
}

test("the search: arrows walk, Enter leads there, Escape closes and then empties", async () => {
  const report = await open("search");
  const { page } = report;
  await report.go("glance");
  const field = page.getByRole("combobox", { name: "Search these pages" });
  await field.focus();
  await page.keyboard.type("directr");
  await eventually(() => field.getAttribute("aria-expanded"), "true");
  await holds(report);
  await page.keyboard.press("ArrowDown");
  const marked = await field.getAttribute("aria-activedescendant");
  assert.match(await page.locator(`[id="${marked}"]`).innerText(), /Director of Ash/);
  assert.equal(await page.locator("[aria-selected=true]").count(), 1);
  await page.keyboard.press("Escape");
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  assert.equal(await field.inputValue(), "directr");
  await page.keyboard.press("Escape");
  assert.equal(await field.inputValue(), "");
  await page.keyboard.type("director of");
  await page.keyboard.press("Enter");
  await eventually(() => page.locator("h1").innerText(), "Director of Ash");
  await eventually(focused(page), "H1");
  await report.close();
});

test("the list of the search stays in a narrow window", async () => {
  const report = await open("search-narrow", 320);
  await report.go("glance");
  await report.page.getByRole("combobox").fill("board");
  await eventually(() => report.page.locator("[role=option]").count(), /^[1-9]/);
  await holds(report);
  await report.close();
});

test("a word is explained on hover and on focus, stays under the pointer, and goes with Escape", async () => {
  const report = await open("words");
  const { page } = report;
  await report.go("boundaries");
  const word = page.locator(".term__word").first();
  const tip = page.locator(".term [role=tooltip]").first();
  assert.equal(await tip.isVisible(), false);
  assert.equal(await word.getAttribute("aria-describedby"), await tip.getAttribute("id"));
  await word.hover();
  await eventually(() => tip.isVisible(), true);
  await holds(report);
  await tip.hover();
  await page.waitForTimeout(400);
  assert.equal(await tip.isVisible(), true);
  await page.keyboard.press("Escape");
  await eventually(() => tip.isVisible(), false);
  await page.mouse.move(5, 5);
  await word.focus();
  await eventually(() => tip.isVisible(), true);
  await page.keyboard.press("Escape");
  await eventually(() => tip.isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement?.className), "term__word");
  await report.close();
});

test("an explanation stays in a narrow window", async () => {
  const report = await open("words-narrow", 320);
  await report.go("boundaries");
  const words = report.page.locator(".term__word");
  for (let index = 0; index < (await words.count()); index++) {
    await words.nth(index).focus();
    await holds(report);
    const box = await report.page.locator("[role=tooltip]:not([hidden])").first().boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
  }
  await report.close();
});

test("every table says what its columns mean, and is found by one of them", async () => {
  const report = await open("data");
  const { page } = report;
  await report.go("data");
  const all = await page.locator(".table-list > li").count();
  assert.equal(all, Object.keys(fixture().tables).length);
  await page.getByLabel("Find a table or a column").fill("jaccard");
  await eventually(() => page.locator(".table-list > li").count(), 2);
  await page.locator(".table-list > li a").first().click();
  await eventually(() => page.title(), /^Table /);
  assert.ok((await page.locator("dl.methods dt").count()) > 5);
  await report.close();
});
