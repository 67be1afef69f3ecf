// A newcomer's way through every page of the real server, by pointer and by keyboard alone.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { eventually, focused } from "./browser";
import { real } from "../real/pages";
import { Visit } from "../real/visit";

async function namesOfPages(visit: Visit): Promise<string[]> {
  const links = await visit.page.locator("nav[aria-label=Pages] a").allInnerTexts();
  // "Findings, 3" is the page and how many there are.
  return links.map((text) => text.replace(/[\s,]+[\d,]+$/, "").trim());
}

// Pages with a picture or a table say above it what it shows. The whole page is looked at in one moment, and again until
// it does: it may still be coming.
async function saysWhatItShows(visit: Visit): Promise<void> {
  const missing = (): Promise<string> =>
    visit.main.evaluate((main) => {
      const titles = [...main.querySelectorAll<HTMLElement>("h1, .figure-title")].map((title) =>
        title.innerText.trim(),
      );
      const titled = main.querySelectorAll("figure .figure-title, figure[aria-labelledby]").length;
      if (titles.length === 0) return "a title";
      if (titles.includes("")) return `words in a title: ${titles.join("; ")}`;
      const isTold = main.querySelector("figure") === null || titled > 0 || titles.length > 1;
      return isTold ? "" : "the finding of a figure";
    });
  await eventually(missing, "");
}

// The page of that name has been opened, and what it asked for is here.
async function arrives(visit: Visit, name: string): Promise<void> {
  const current = visit.page.locator("nav[aria-label=Pages] [aria-current=page]");
  await eventually(() => current.innerText(), new RegExp(`^${name}`), 30_000);
  await visit.settled();
}

async function byPointer(visit: Visit): Promise<string[]> {
  const seen: string[] = [];
  for (const name of await namesOfPages(visit)) {
    await visit.page.locator("nav[aria-label=Pages] a", { hasText: name }).first().click();
    await arrives(visit, name);
    await visit.says(/\S/);
    await saysWhatItShows(visit);
    await visit.holds();
    await visit.fitsAPhone();
    seen.push(await visit.page.title());
  }
  return seen;
}

test("every page of the navigation is opened by clicking, and holds on a desk and on a phone", async (context) => {
  const { deciding, places } = await real();
  for (const system of [places, deciding]) {
    const visit = await Visit.to(system);
    const first = await visit.page.title();
    await context.test(first, async () => {
      const titles = await byPointer(visit);
      assert.ok(titles.length >= 15, titles.join("; "));
      assert.equal(new Set(titles).size, titles.length);
      assert.equal(titles[0], first);
    });
    await visit.close();
  }
});

test("every page of the navigation is opened by keyboard alone", async () => {
  const { places } = await real();
  const visit = await Visit.to(places);
  const { page } = visit;
  for (const name of await namesOfPages(visit)) {
    // A page begins at its heading, and the way back up leads through the navigation.
    const isAtHeading = (await focused(page)()) === "H1";
    const step = isAtHeading ? "Shift+Tab" : "Tab";
    await page.keyboard.press(step);
    const at = (): Promise<string> =>
      page.evaluate(() => {
        const here = document.activeElement;
        return here?.closest("nav") ? (here.textContent ?? "") : "";
      });
    for (let stops = 0; !(await at()).startsWith(name); stops++) {
      assert.ok(stops < 60, `no way to ${name} by the tab key`);
      await page.keyboard.press(step);
    }
    await page.keyboard.press("Enter");
    await arrives(visit, name);
    if (name !== "At a glance") await eventually(focused(page), "H1", 30_000);
  }
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a question, its answer with the chain of powers, and its address elsewhere", async () => {
  const { deciding } = await real();
  const visit = await Visit.to(deciding, "who");
  const { page } = visit;
  const what = page.getByRole("combobox", { name: "What is to be decided" });
  await what.fill("award a contract");
  await page.getByRole("option").first().click();
  const form = page.getByRole("form", { name: "ask who decides" });
  await form.getByLabel("Where").fill("bur");
  await page.getByRole("option", { name: /^Bury/ }).first().click();
  await visit.fill("For how much", "£400k");
  await visit.button("Ask").click();
  // The interim report of 2024: localities decide on procurement up to half a million pounds.
  await visit.says(/Ask Bury Locality Board first/);
  const chain = page.locator(".chain").first();
  assert.match(
    await chain.innerText(),
    /NHS Greater Manchester Integrated Care Board[^]*Bury Locality Board/,
  );
  await visit.holds();
  await visit.fitsAPhone();
  const there = page.url();
  await page.reload();
  await visit.says(/Ask Bury Locality Board first/);
  assert.equal(page.url(), there);
  await visit.fill("For how much", "4 million");
  await visit.button("Ask").click();
  await visit.says(/Ask NHS Greater Manchester Integrated Care Board first/);
  await page.goBack();
  await visit.says(/Ask Bury Locality Board first/);
  await page.goBack();
  await visit.says(/Who decides/);
  assert.match(page.url(), /#\/who$/);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});

test("a place is found by the search, and has a profile that stays when the page is loaded again", async () => {
  const { places } = await real();
  const visit = await Visit.to(places);
  const { page } = visit;
  await page.getByRole("combobox", { name: "Search these pages" }).fill("lark");
  await page.getByRole("option", { name: "Lark Board Boards, April 2024" }).click();
  await visit.settled();
  // As the example works it out with a pencil: 7 of its 51 squares.
  await visit.says(/920,000 people[^]*13\.7% of its small areas in the most deprived fifth/);
  assert.match(page.url(), /#\/area\/board24\/T54000011$/);
  await visit.holds();
  await visit.fitsAPhone();
  await page.reload();
  await visit.says(/920,000 people/);
  await page.goBack();
  await eventually(() => page.title(), /At a glance/, 30_000);
  await visit.close();
});

// What the example works out with a pencil.
const byHand = join(process.env.CONCORD_WEB ?? "", "../examples/tessellation/expected/profile.csv");

// By layer, area and kind of figures: small areas, those of towns, and people. No cell before them has a comma.
function profileOf(csv: string): Map<string, string> {
  const [head = "", ...lines] = csv.trimEnd().split("\n");
  const names = head.split(",");
  const rows = lines.map((line) => {
    const cells = line.split(",");
    return (name: string): string => cells[names.indexOf(name)] ?? "";
  });
  return new Map(
    rows.map((of) => [
      ["layer", "code", "mode"].map(of).join(" "),
      ["lsoas", "lsoas_urban", "population"].map(of).join(" "),
    ]),
  );
}

test("a table as the page saves it has the rows that the API gives", async () => {
  const { places } = await real();
  const visit = await Visit.to(places, "data");
  const { page } = visit;
  const link = page.locator(".table-list a", { hasText: "CSV of system_profile" }).first();
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const downloaded = await readFile(await file.path(), "utf8");
  const answer = await fetch(`${places.address}api/v1/tables/system_profile`, {
    headers: { Accept: "text/csv" },
  });
  assert.equal(downloaded, await answer.text());
  assert.match(downloaded, /^layer,code,/);
  const given = profileOf(downloaded);
  const worked = profileOf(await readFile(byHand, "utf8"));
  assert.ok(worked.size >= 20);
  for (const [key, figures] of worked) assert.equal(given.get(key), figures, key);
  await page.getByRole("link", { name: "system_profile", exact: true }).click();
  await visit.says(/Columns[^]*Rows/);
  const rows = downloaded.trimEnd().split("\n").length - 1;
  const [own] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^Download CSV/ }).click(),
  ]);
  const saved = await readFile(await own.path(), "utf8");
  assert.equal(saved.trimEnd().split("\n").length - 1, rows);
  assert.deepEqual(visit.troubles, []);
  await visit.close();
});
