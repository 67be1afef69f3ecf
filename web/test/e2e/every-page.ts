// Every page of the invented country, full and empty, on a desk and on a phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyFixture, fixture } from "../fixture";
import { Report } from "./browser";
import { holds } from "./holds";

const routes = [
  "",
  "glance",
  "map",
  "map?picture=tiles",
  "map?picture=bars",
  "map?layer=shire22&measure=deprivation_band",
  "profile?layer=board21",
  "profile?layer=shire22&columns=all",
  "boundaries",
  "boundaries?area=B03",
  "changes",
  "changes?pair=board22~auth22",
  "functions",
  "functions?show=everything",
  "functions?show=differences",
  "functions?function=buy",
  "who",
  "who/small",
  "who/tiny",
  "who/roads",
  "who/nothing",
  "body/committee",
  "body/director",
  "body/nobody",
  "population",
  "population?area=B01&measure=asthma&within=B01",
  "cohorts",
  "cohorts?cohort=few",
  "need",
  "need?over=B01",
  "waiting",
  "waiting?by=ethnicity&weeks=18&board=QQ1",
  "money",
  "money?stream=running-costs",
  "money?year=2021%2F22",
  "money/board:B1",
  "money/nobody",
  "places",
  "places?stream=core",
  "flows",
  "flows?basis=actual",
  "agreements",
  "agreements?year=2021%2F22",
  "equity",
  "equity?year=2021%2F22",
  "spending",
  "spending?by=area_category&entity=Plain+Council",
  "findings",
  "findings?stage=money",
  "sources",
  "data",
  "data/findings",
  "data/nothing",
  "glossary",
  // Pages of a server say in a report that they are that.
  "decisions",
  "area/board21/B02",
  "area/board22/B03",
  "area/auth22/north",
  "area/nowhere/nothing",
  "no-such-page",
];

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
          await holds(report);
          assert.match(await report.page.title(), /Nowhere & <Elsewhere> – Concord$/);
        });
      }
      await report.close();
    });
  }
}

// It takes a third of a second on its own; the limit leaves room for a machine that is busy.
test("the first page is there at once", async () => {
  const report = await Report.open(await Report.write(fixture(), "quick"));
  const started = Date.now();
  await report.page.goto(report.address);
  await report.page.waitForSelector(".glance a");
  const taken = Date.now() - started;
  assert.ok(taken < 5000, `${taken} ms`);
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
