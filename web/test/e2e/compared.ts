// How the pages look: their pictures held against the expected ones, and that a change would be seen.

import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test, type TestContext } from "node:test";
import type { Page } from "playwright-core";
import { fixture } from "../fixture";
import { Album, command, difference, tolerance } from "../pictures/compare";
import { stand, style, take } from "../pictures/take";
import { liveViews, reportViews, type View } from "../pictures/views";
import { browserVersion, eventually, Report } from "./browser";
import { Live, needsStub } from "./live-pages";

const root = process.env.CONCORD_WEB ?? "";
const expected = join(root, "test/pictures/expected");
const differing = join(root, "out/pictures-that-differ");
const kinds = ["actual", "difference", "expected"];
const album = (): Album => new Album(expected, differing, browserVersion());

before(() => rm(differing, { recursive: true, force: true }));
after(() => album().noteBrowser());

async function look(report: Report, { route, isPrinted }: View): Promise<Buffer> {
  await report.page.emulateMedia({ media: isPrinted ? "print" : "screen" });
  await report.go(route);
  const onItsWay = report.page.locator(
    "main [role=status]:text('Asking'), h1:text('The figures are on their way')",
  );
  await eventually(() => onItsWay.count(), 0);
  return take(report.page);
}

// Views of one width and one account share a window, for opening and signing in take most of the time.
function windows(views: readonly View[]): View[][] {
  const groups = new Map<string, View[]>();
  for (const view of views) {
    const key = `${view.width} ${view.as}`;
    groups.set(key, [...(groups.get(key) ?? []), view]);
  }
  return [...groups.values()];
}

async function lookAtAll(
  views: readonly View[],
  open: (view: View) => Promise<Report>,
  context: TestContext,
): Promise<void> {
  for (const group of windows(views)) {
    const [first] = group;
    if (!first) continue;
    const report = await open(first);
    for (const view of group) {
      await context.test(view.name, async () => {
        await album().settlesTo(view.name, () => look(report, view));
      });
    }
    await report.close();
  }
}

test("the pages of a report look as they are expected to", async (context) => {
  const address = await Report.write(fixture(), "looks");
  const open = async ({ width }: View): Promise<Report> => {
    const report = await Report.open(address, width);
    await stand(report.page);
    return report;
  };
  await lookAtAll(reportViews, open, context);
});

test(
  "the pages over a server look as they are expected to",
  { skip: needsStub },
  async (context) => {
    const open = async ({ width, as }: View): Promise<Report> => {
      const live = await Live.open(width);
      await stand(live.page);
      if (as) await live.signIn(as);
      return live.report;
    };
    await lookAtAll(liveViews, open, context);
  },
);

const glance: View = { name: "report-glance", route: "glance" };
const changes: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  "a heading that is gone": (page) => style(page, "h1 { visibility: hidden }"),
  "another digit in one figure": (page) =>
    page.evaluate(() => {
      const figure = document.querySelector(".glance__item:nth-child(2) .glance__number");
      if (figure?.textContent === "10,000") figure.textContent = "20,000";
    }),
  "another colour of the links": (page) => style(page, ".glance h2 a { color: #404 }"),
  "a heading that stands lower": (page) => style(page, "h1 { margin-top: 40px }"),
};

// Without this the two tests before it might hold whatever the pages look like.
test("what changes on a page is seen, and the same page twice is not", async (context) => {
  const elsewhere = await mkdtemp(join(tmpdir(), "concord-pictures-"));
  const report = await Report.open(await Report.write(fixture(), "looks-changed"));
  await stand(report.page);
  const first = await look(report, glance);
  assert.equal(difference(first, await look(report, glance)).pixels, 0);
  for (const [name, change] of Object.entries(changes)) {
    await context.test(name, async () => {
      await look(report, glance);
      await change(report.page);
      const strict = new Album(expected, elsewhere, browserVersion(), false, tolerance);
      const problem = await strict.holds(glance.name, await take(report.page)).then(
        () => assert.fail("the change was not seen"),
        (found: Error) => found.message,
      );
      assert.match(problem, /looks otherwise: \d+\.\d+ % of its pixels \(\d+\) differ/);
      assert.ok(problem.includes(command));
      const left = (await readdir(elsewhere)).sort();
      assert.deepEqual(
        left,
        kinds.map((kind) => `${glance.name}.${kind}.png`),
      );
    });
  }
  await report.close();
  await rm(elsewhere, { recursive: true });
});
