// Reports of the example systems as the program makes them: what it writes and what the pages read are
// the same, and the figures that are known beforehand stand where a reader looks for them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Report } from "./browser";
import { holds, holdsAtAnyWidth } from "./holds";
import { noData, noProgram, reportOf } from "../real/reports";

const pages = [
  ...["map", "profile", "boundaries", "changes", "functions", "who", "findings", "sources"],
];

interface Made {
  readonly report: Report;
  readonly text: (route: string) => Promise<string>;
}

async function open(json: string, name: string): Promise<Made> {
  const report = await Report.open(await Report.write(json, name));
  const text = async (route: string): Promise<string> => {
    await report.go(route);
    return report.page.locator("main").innerText();
  };
  return { report, text };
}

async function everyPage(json: string, name: string, areas: readonly string[]): Promise<void> {
  for (const width of [1280, 320]) {
    const report = await Report.open(await Report.write(json, `${name}-${width}`), width);
    for (const route of [...pages, ...areas]) {
      await report.go(route);
      await (width > 320 ? holds(report) : holdsAtAnyWidth(report));
    }
    await report.close();
  }
}

test("a country whose every figure is known", { skip: noProgram }, async () => {
  const json = await reportOf("tessellation", "own");
  const { report, text } = await open(json, "tessellation");
  // Four rectangles moved: 3 × 2, 4 × 2, 3 and 1 squares.
  assert.match(await text("changes"), /18 small areas with [\d,]+ people moved in 4 flows/);
  // Lark is Copper, and Robin lies in no authority.
  const boundaries = await text("boundaries");
  assert.match(boundaries, /1 of 8 boards is coterminous with one of the strategic authorities; 1/);
  assert.match(boundaries, /Lark\s+1,375,434\s+Coterminous\s+Copper Authority\s+1\.00/);
  // One misprint: 27 of 48 squares are urban where the table says all.
  assert.match(await text("profile?layer=board22"), /100%\s*data give 56/);
  assert.match(await text("findings"), /No errors, 1 warning and/);
  await report.close();
  await everyPage(json, "tessellation", ["area/board24/T54000015", "area/authority25/T47000004"]);
});

// What the interim report of 2024 says of Greater Manchester: localities decide on procurement up to
// half a million pounds, the board beyond; specialised services belong to a joint committee.
test("Greater Manchester: who decides", { skip: noProgram }, async () => {
  const json = await reportOf("greater-manchester", "none");
  const { report, text } = await open(json, "greater-manchester");
  assert.match(await text("who/community-bury-400k"), /Ask Bury Locality Board first/);
  const above = await text("who/community-bury-4m");
  assert.match(above, /Ask NHS Greater Manchester Integrated Care Board first/);
  assert.match(above, /Bury Locality Board: the amount is above its limit \(.*£500,000\)/);
  assert.match(
    await text("who/specialised-cancer"),
    /Ask North West Specialised Services Committee/,
  );
  assert.match(
    await text("body/bury-committee"),
    /Award a contract\s+every service\s+Bury\s+£500,000/,
  );
  await report.go("functions");
  const map = (await report.page.locator(".function-map").textContent()) ?? "";
  assert.match(map, /20 hold it beside another/);
  assert.match(map, /Powers of a strategic or combined authority\s*Nobody holds this/);
  assert.match(await text("functions?show=differences"), /3 entries differ from the published map/);
  const findings = await text("findings?stage=governance");
  assert.match(findings, /governance\/delegations\.csv:47:1/);
  assert.match(findings, /What to do: add it to the published map, or end the delegation/);
  await report.close();
  await everyPage(json, "greater-manchester", [
    "who/sign-bury-200k",
    "who/transport",
    "body/gm-board",
  ]);
});

test("England from open data", { skip: noData }, async () => {
  const json = await reportOf("england", "open");
  const { report, text } = await open(json, "england");
  const changes = await text("changes");
  assert.match(changes, /192 small areas with [\d,]+ people moved in 4 flows/);
  assert.match(changes, /Sustainability and transformation partnerships, April 2021 to Integrated/);
  // Three boards were divided in 2026, and the trusts cannot say where their people went.
  assert.match(await text("changes?pair=icb24~icb26"), /people of 3 areas live in no area/);
  const printed = await text("profile?layer=stp21&mode=published");
  assert.match(printed, /Most deprived fifth\s+42 of 42/);
  assert.match(printed, /Urban\s+41 of 42/);
  assert.match(printed, /Council tiers\s+42 of 42/);
  await report.go("map?layer=icb24");
  assert.equal(await report.page.locator(".picture a").count(), 42);
  await report.go("map");
  assert.match(await report.page.locator("figure .provenance").innerText(), /2019[\s\S]*Outlines/);
  const boundaries = await text("boundaries");
  assert.match(boundaries, /of 42 integrated care boards are coterminous/);
  assert.match(boundaries, /Greater Manchester\s+[\d,]+\s+Coterminous\s+Greater Manchester/);
  assert.doesNotMatch(await text("findings"), /looked for and not found/);
  await report.close();
  await everyPage(json, "england", ["area/icb22/E54000057"]);
});

test(
  "England without data: 42 tiles, and every page says what it lacks",
  { skip: noProgram },
  async () => {
    const json = await reportOf("england", "none");
    const { report, text } = await open(json, "england-printed");
    await report.go("map");
    assert.equal(await report.page.locator(".picture a .tile").count(), 42);
    for (const route of pages) assert.match(await text(route), /Made without open data/, route);
    assert.match(await text("who"), /does not say who may decide what/);
    assert.match(await text("profile"), /210 of 210 printed values agree with what the other/);
    assert.match(
      await text("profile"),
      /Sustainability and transformation partnerships, April 2021/,
    );
    assert.match(await text("findings"), /\d+ open data sets were looked for and not found/);
    await report.close();
    await everyPage(json, "england-printed", ["area/stp21/E54000007"]);
  },
);
