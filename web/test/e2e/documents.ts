// The pictures in README and docs are of the present pages: taken anew, and held against what stands there.

import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Album } from "../pictures/compare";
import { hiding, viewsOf, type DocumentView } from "../pictures/documents";
import { stand, style, take } from "../pictures/take";
import { real } from "../real/pages";
import { noData, noProgram, reportOf } from "../real/reports";
import { browserVersion, Report } from "./browser";

const root = process.env.CONCORD_WEB ?? "";
const size = { width: 1244, height: 700 };
// A whole page, to the licences at its foot.
const mostHigh = 4000;

function album(): Album {
  return new Album(
    join(root, "../docs/images"),
    join(root, "out/pictures-that-differ"),
    browserVersion(),
  );
}

async function hold(report: Report, view: DocumentView): Promise<void> {
  const { page } = report;
  await report.go(view.route);
  await page.locator("main figure svg, .chain, .glance, .data-table").first().waitFor();
  await style(page, hiding(view));
  if (view.search === undefined) {
    return album().settlesTo(view.name, () => take(page, mostHigh));
  }
  await page.getByRole("combobox", { name: "Search these pages" }).fill(view.search);
  await page.locator(".site-search [role=option]").first().waitFor();
  const look = (): Promise<Buffer> => page.screenshot({ caret: "hide", animations: "disabled" });
  await album().settlesTo(view.name, look);
}

async function holdAll(
  of: DocumentView["of"],
  address: string,
  context: TestContext,
): Promise<void> {
  const report = await Report.open(address, size.width, size.height);
  await stand(report.page);
  for (const view of viewsOf(of)) {
    await context.test(view.name, () => hold(report, view));
  }
  await report.close();
}

test("pictures of England in the documents", { skip: noData }, async (context) => {
  const address = await Report.write(await reportOf("england", "open"), "england-pictures");
  await holdAll("england", address, context);
});

test("pictures of who decides in the documents", { skip: noProgram }, async (context) => {
  const address = await Report.write(await reportOf("greater-manchester", "none"), "gm-pictures");
  await holdAll("greater-manchester", address, context);
});

test("pictures of a server in the documents", async (context) => {
  const { deciding } = await real();
  await holdAll("server", deciding.address, context);
});
