// Makes a report of a file of data and the bundle, for looking at:
//
//   node scripts/report.mjs DATA.json REPORT.html

import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { fill } from "./fill.mjs";

const [data, report] = process.argv.slice(2);
if (!data || !report) {
  console.error("usage: node scripts/report.mjs DATA.json REPORT.html");
  process.exit(2);
}
const bundle = join(dirname(fileURLToPath(import.meta.url)), "../dist/index.html");
const [page, json] = await Promise.all([readFile(bundle, "utf8"), readFile(data, "utf8")]);
await writeFile(report, fill(page, json, JSON.parse(json).system.name));
