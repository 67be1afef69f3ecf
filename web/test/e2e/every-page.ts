// What holds on every page: nothing is fetched, nothing complains, text is never run, everyone can
// read it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { emptyFixture, fixture } from "../fixture";
import { Report } from "./browser";

const routes = [
  "map",
  "map?picture=tiles",
  "map?picture=bars",
  "map?layer=shire22&measure=deprivation_band",
  "profile?layer=board21",
  "profile?layer=shire22&columns=all",
  "boundaries",
  "boundaries?area=B03",
  "changes",
  "findings",
  "sources",
  "area/board21/B02",
  "area/board22/B03",
  "area/auth22/north",
  "area/nowhere/nothing",
  "no-such-page",
];

async function seriousViolations(page: Page): Promise<string[]> {
  const axe = createRequire(`${process.env.CONCORD_WEB}/package.json`).resolve("axe-core");
  await page.evaluate(await readFile(axe, "utf8"));
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: AxeLike }).axe.run(document);
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  });
  return found;
}

interface AxeLike {
  run(context: Document): Promise<{
    violations: { id: string; impact: string; nodes: { target: string[] }[] }[];
  }>;
}

async function widthTooMuch(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

async function wasHacked(page: Page): Promise<boolean> {
  return page.evaluate(
    () => "hacked" in window || document.querySelector("#app img, #app b, #app script") !== null,
  );
}

for (const [name, document] of [
  ["full", fixture()],
  ["empty", emptyFixture()],
] as const) {
  for (const width of [1280, 320]) {
    test(`every page of the ${name} report, ${width} pixels wide`, async (context) => {
      const address = await Report.write(document, `${name}-${width}`);
      const report = await Report.open(address, width);
      for (const route of routes) {
        await context.test(route, async () => {
          await report.go(route);
          assert.deepEqual(await seriousViolations(report.page), []);
          assert.equal(await widthTooMuch(report.page), 0);
          assert.equal(await wasHacked(report.page), false);
          assert.equal(await report.page.locator("h1").count(), 1);
          assert.match(await report.page.title(), /Nowhere & <Elsewhere> – Concord$/);
          assert.deepEqual(report.requests, []);
          assert.deepEqual(report.complaints, []);
        });
      }
      await report.close();
    });
  }
}

test("the first page is there in under a second", async () => {
  const report = await Report.open(await Report.write(fixture(), "quick"));
  const started = Date.now();
  await report.page.goto(report.address);
  await report.page.waitForSelector(".picture a");
  assert.ok(Date.now() - started < 1000, `${Date.now() - started} ms`);
  await report.close();
});

test("a script in the page that is not the application's own does not run", async () => {
  const address = await Report.write(fixture(), "policy");
  const report = await Report.open(address);
  await report.go("map");
  await report.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.hacked = true";
    document.body.append(script);
    document.body.insertAdjacentHTML(
      "beforeend",
      `<img src="data:," onerror="window.hacked=true">`,
    );
  });
  await report.page.waitForTimeout(100);
  assert.equal(await report.page.evaluate(() => "hacked" in window), false);
  await report.close();
});

test("a file without figures, and one with damaged figures, say so", async () => {
  const damaged = await Report.open(await Report.write(`{"system": `, "damaged"));
  await damaged.page.goto(damaged.address);
  await damaged.page.waitForSelector("h1");
  assert.match(await damaged.page.locator("main").innerText(), /damaged/);
  assert.deepEqual(damaged.complaints, []);
  await damaged.close();
});
