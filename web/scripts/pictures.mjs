// Takes the pictures of the documents from a report: those of England, with open data, or of Greater
// Manchester, as the names of the pictures say.
//
//   node scripts/pictures.mjs REPORT.html FOLDER NAME…
//
// Long tables are left out, so that a picture shows a page from its head to the licences at its foot.

import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { withPalette } from "./palette.mjs";

const [report, folder, ...names] = process.argv.slice(2);
if (!report || !folder || names.length === 0) {
  console.error("usage: node scripts/pictures.mjs REPORT.html FOLDER NAME…");
  process.exit(2);
}

const mostBytes = 200_000;
const size = { width: 1244, height: 700 };
const pictures = {
  "england-map": "map?layer=icb24&mode=exact",
  "england-boundaries": "boundaries?pair=icb24~sa25",
  "england-changes": "changes?pair=stp21~icb22",
  "england-money": "money?year=2025/26&stream=core",
  "who-decides": "who?place=bury&outcome=decided",
};
// What is left out of each, besides the tables.
const leftOut = {
  "england-map": [".table-block"],
  "england-boundaries": [".table-block", "section", ".hint", ".figure-subtitle ~ h2"],
  "england-changes": [],
  "england-money": [".table-block", ".meanings", "> section", ".part-nav", "> p"],
  "who-decides": ["> p:last-of-type"],
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-lcd-text"],
});
await mkdir(folder, { recursive: true });
for (const name of names) {
  const route = pictures[name];
  if (!route) throw new Error(`there is no picture ${name}`);
  const page = await browser.newPage({ viewport: size });
  await page.goto(`${pathToFileURL(resolve(report)).href}#/${route}`);
  await page.waitForSelector("figure svg, .chain");
  for (const selector of [...leftOut[name], ".picture-tools", ".picture .hint"]) {
    await page.addStyleTag({ content: `main ${selector} { display: none !important; }` });
  }
  const path = join(folder, `${name}.png`);
  const png = withPalette(await page.screenshot({ fullPage: true }));
  if (png.length > mostBytes) throw new Error(`${path} would have ${png.length} bytes`);
  await writeFile(path, png);
  console.log(`${path}: ${Math.round(png.length / 1000)} kB`);
  await page.close();
}
await browser.close();
