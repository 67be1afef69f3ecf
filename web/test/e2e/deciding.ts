// Who may decide: the map of functions, the questions and the bodies, by pointer and by keyboard, on a
// screen and on paper.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { emptyFixture, fixture } from "../fixture";
import { eventually, focused, Report } from "./browser";

async function text(report: Report, route: string): Promise<string> {
  await report.go(route);
  return report.page.locator("main").innerText();
}

test("a system that writes nothing down says so on each page", async () => {
  const report = await Report.open(await Report.write(emptyFixture(), "no-governance"));
  for (const route of ["functions", "who", "body/committee"]) {
    assert.match(await text(report, route), /does not say who may decide what/, route);
  }
  await report.close();
});

test("the map says in words who holds what, what nobody holds and what two hold", async () => {
  const report = await Report.open(await Report.write(fixture(), "functions"));
  const shown = await text(report, "functions?show=everything");
  assert.match(shown, /1 function is held by nobody; in 1 function two at one scale hold the same/);
  const drawing = report.page.locator(".function-map");
  const words = (await drawing.textContent()) ?? "";
  assert.match(words, /Nobody holds this/);
  assert.match(words, /2 hold it beside another/);
  assert.match(words, /1 only published: no authority/);
  assert.match(words, /1 not on the published map/);
  assert.equal(await drawing.locator(".function-map__gap").count(), 1);
  assert.equal(await drawing.locator(".function-map__box--claimed").count(), 1);
  // The map leads on: from a body to its page, from there to a function.
  const box = drawing.getByRole("link", {
    name: /^Director of Ash, another at this scale holds it too/,
  });
  await box.click();
  await report.page.waitForFunction(() => location.hash === "#/body/director");
  await eventually(() => report.page.locator("h1").innerText(), "Director of Ash");
  await report.close();
});

test("the map is filtered by scale and by function, and the address says so", async () => {
  const report = await Report.open(await Report.write(fixture(), "functions-filter"));
  const { page } = report;
  await report.go("functions?show=everything");
  assert.equal(await page.locator(".data-table tbody tr").count(), 5);
  await page.getByLabel("Scale", { exact: true }).selectOption("place");
  await page.waitForFunction(() => location.hash.includes("scale=place"));
  await eventually(() => page.locator(".data-table tbody tr").count(), 2);
  await page.getByLabel("Function", { exact: true }).selectOption("plan");
  await page.waitForFunction(() => location.hash.includes("function=plan"));
  await eventually(() => page.locator("main").innerText(), /Nothing is held in this way/);
  await report.close();
});

test("the map is saved as a picture with its key, and as rows with pence", async () => {
  const report = await Report.open(await Report.write(fixture(), "functions-save"));
  const { page } = report;
  await report.go("functions");
  const save = async (name: RegExp): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name }).first().click(),
    ]);
    return readFile(await download.path(), "utf8");
  };
  const picture = await save(/Download SVG/);
  assert.match(picture, /Nobody holds this/);
  assert.match(picture, /A dashed box: nobody holds it/);
  assert.match(picture, /Published map: page/);
  const rows = await save(/Download CSV/);
  assert.match(rows, /,10\.50,700\.00,/);
  await report.close();
});

test("a question is answered whole: chains, limits, quorum, conflicts, steps, and why others not", async () => {
  const report = await Report.open(await Report.write(fixture(), "question"));
  const shown = await text(report, "who/small");
  assert.match(shown, /may decide|Who may decide/);
  assert.match(shown, /up to £5,000/);
  assert.match(shown, /3 of 5 voting members, 1 stepping back/);
  assert.match(shown, /member-of-trust/);
  assert.match(shown, /the council agrees/);
  assert.match(shown, /take advice\s+assess need/);
  assert.match(shown, /Director of Ash: the amount is above its limit \(.*£700\)/);
  assert.match(shown, /has no powers of its own/);
  // From the body that law names down to the one who decides.
  const chain = report.page.locator(".question").first().locator(".chain__link");
  assert.equal(await chain.count(), 2);
  assert.match(await chain.first().innerText(), /By law \(Health of Nowhere Act 1900\)\s+Board/);
  assert.match(await chain.last().innerText(), /Delegation to a committee.*up to £5,000/s);
  assert.match(await text(report, "who/roads"), /Nobody who is described here may decide this/);
  assert.match(await text(report, "who/tiny"), /may each decide, and nothing says who goes first/);
  await report.close();
});

test("questions are filtered, found by words, and opened by the keyboard", async () => {
  const report = await Report.open(await Report.write(fixture(), "questions"));
  const { page } = report;
  await report.go("who");
  assert.equal(await page.locator(".question").count(), 3);
  await page.getByLabel("Answer").selectOption("nobody");
  await page.waitForFunction(() => document.querySelectorAll(".question").length === 1);
  await eventually(() => page.evaluate(() => location.hash), /outcome=nobody/);
  await page.getByLabel("Answer").selectOption("");
  await page.getByLabel("Find a question").fill("600 ash");
  await page.waitForFunction(() => document.querySelectorAll(".question").length === 1);
  await page.locator(".question h3 a").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash === "#/who/tiny");
  await eventually(focused(page), "H1");
  await report.close();
});

test("a body's page says all that it may decide, each power once and with its limit", async () => {
  const report = await Report.open(await Report.write(fixture(), "body"));
  const shown = await text(report, "body/committee");
  assert.match(shown, /It may decide in 1 function/);
  const rows = report.page.locator(".data-table tbody tr");
  assert.equal(await rows.count(), 1);
  assert.match(
    await rows.first().innerText(),
    /Buying care\s+Approve\s+every service\s+Ash\s+£5,000/,
  );
  assert.match(shown, /Who may spend £4,000 in Ash\?/);
  assert.match(await text(report, "body/director"), /It may decide nothing on this day/);
  assert.match(await text(report, "body/nobody"), /There is no such body here/);
  await report.close();
});

test("on paper a question keeps its chain, and what can only be clicked is gone", async () => {
  const report = await Report.open(await Report.write(fixture(), "paper-question"));
  const { page } = report;
  await page.emulateMedia({ media: "print" });
  await report.go("who");
  assert.equal(await page.locator(".chain").first().isVisible(), true);
  assert.equal(await page.locator(".controls").isVisible(), false);
  await report.go("functions");
  assert.equal(await page.locator(".function-map").isVisible(), true);
  await report.close();
});
