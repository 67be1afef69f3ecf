// What holds on every page of every report: nothing is fetched, nothing complains, text is never run,
// everyone can read it, and every figure says where it comes from.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import type { Report } from "./browser";

interface AxeLike {
  run(
    context: Document,
    options: object,
  ): Promise<{
    violations: { id: string; nodes: { target: string[] }[] }[];
  }>;
}

async function violations(page: Page): Promise<string[]> {
  const axe = createRequire(`${process.env.CONCORD_WEB}/package.json`).resolve("axe-core");
  await page.evaluate(await readFile(axe, "utf8"));
  return page.evaluate(async () => {
    const found = await (window as unknown as { axe: AxeLike }).axe.run(document, {
      // Only these are gathered in full, which takes half the time.
      resultTypes: ["violations"],
    });
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
  });
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

// Figures that do not say where they come from, and pages with pictures but no table.
async function unexplained(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const figures = [...document.querySelectorAll("figure")];
    const silent = figures.filter((figure) => !figure.querySelector(".provenance dd"));
    const hasTable = document.querySelector(".data-table") !== null;
    const alone = figures.length > 0 && !hasTable ? ["a picture without a table"] : [];
    return [...silent.map((figure) => figure.className), ...alone];
  });
}

export async function holds(report: Report): Promise<void> {
  assert.deepEqual(await violations(report.page), []);
  await holdsAtAnyWidth(report);
}

// Without the slow question whether everyone can read it.
export async function holdsAtAnyWidth(report: Report): Promise<void> {
  const { page } = report;
  assert.equal(await widthTooMuch(page), 0);
  assert.equal(await wasHacked(page), false);
  assert.equal(await page.locator("h1").count(), 1);
  assert.deepEqual(await unexplained(page), []);
  assert.deepEqual(report.requests, []);
  assert.deepEqual(report.complaints, []);
}
