// Takes the pictures of the documents from a report, or from a server at http://…: those of England, with
// open data, or of Greater Manchester, as the names of the pictures say; `served-…` from a server of the
// latter.
//
//   node scripts/pictures.mjs REPORT.html|ADDRESS FOLDER NAME…
//
// Long tables are left out, so that a picture shows a page from its head to the licences at its foot.

import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { withPalette } from "./palette.mjs";

const [report, folder, ...names] = process.argv.slice(2);
if (!report || !folder || names.length === 0) {
  console.error("usage: node scripts/pictures.mjs REPORT.html|ADDRESS FOLDER NAME…");
  process.exit(2);
}

const mostBytes = 200_000;
const size = { width: 1244, height: 700 };
const pictures = {
  "england-glance": "glance",
  "england-map": "map?layer=icb24&mode=exact",
  "england-boundaries": "boundaries?pair=icb24~sa25",
  "england-changes": "changes?pair=stp21~icb22",
  "england-money": "money?year=2025/26&stream=core",
  "who-decides": "who?place=bury&outcome=decided",
  "served-question":
    "ask?act=award-contract&function=contracts&service=community&place=bury&value=400000.00",
};
// What is left out of each, besides the tables.
const leftOut = {
  "england-glance": [],
  "england-map": [".table-block"],
  "england-boundaries": [".table-block", "section", ".hint", ".figure-subtitle ~ h2"],
  "england-changes": [],
  "england-money": [".table-block", ".meanings", "> section", ".part-nav", "> p"],
  "who-decides": ["> p:last-of-type"],
  "served-question": [
    ".table-block",
    "h2:has(+ .table-block)",
    ".finding-list",
    "h2:has(+ .finding-list)",
  ],
};
const address = report.startsWith("http") ? report : pathToFileURL(resolve(report)).href;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-lcd-text"],
});
await mkdir(folder, { recursive: true });
for (const name of names) {
  const route = pictures[name];
  if (!route) throw new Error(`there is no picture ${name}`);
  const page = await browser.newPage({ viewport: size });
  await page.goto(`${address}#/${route}`);
  await page.waitForSelector("figure svg, .chain, .glance");
  for (const selector of [...leftOut[name], ".picture-tools", ".picture .hint"]) {
    // By the page's own means, for a server's policy forbids a style that is put in.
    await page.evaluate((wanted) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`main ${wanted} { display: none !important; }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }, selector);
  }
  const path = join(folder, `${name}.png`);
  const png = withPalette(await page.screenshot({ fullPage: true }));
  if (png.length > mostBytes) throw new Error(`${path} would have ${png.length} bytes`);
  await writeFile(path, png);
  console.log(`${path}: ${Math.round(png.length / 1000)} kB`);
  await page.close();
}
await browser.close();
