// Reading over a server: every page and state, a question of one's own, a lost connection, newer figures.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, focused } from "./browser";
import { Live, needsStub, stub } from "./live-pages";

// Pages that every server has, and those that only the stub's invented country has.
const everywhere = [
  ...["", "glance", "map", "profile", "boundaries", "functions", "who", "need", "waiting", "money"],
  ...["findings", "sources", "data", "data/findings", "glossary", "decisions", "account", "ask"],
  ...["propose", "record/x/nothing", "rebuild", "audit", "accounts", "decisions/none"],
  "ask?act=nonsense",
];
const invented = [
  ...["record/2021-001/vote", "decisions/2021-001"],
  "ask?act=approve&function=buy&place=ash&value=4000.00",
  "ask?act=approve&function=buy&place=ash&value=9000.00",
  "ask?act=approve&function=roads",
];
const anyone = needsStub === false ? [...everywhere, ...invented] : everywhere;

for (const width of [1280, 320]) {
  test(`every live page, signed out, ${width} pixels wide`, async (context) => {
    const live = await Live.open(width);
    for (const route of anyone) {
      await context.test(route, async () => {
        await live.go(route);
        await live.page.waitForSelector("main :not([role=status])");
        await eventually(() => live.page.locator("main [role=status]:text('Asking')").count(), 0);
        await live.holds();
      });
    }
    await live.close();
  });
}

test("a question in three fields, by keyboard alone, and its answer at an address", async () => {
  const live = await Live.open();
  const { page } = live;
  await live.go("ask");
  const what = page.getByRole("combobox", { name: "What is to be decided" });
  await what.focus();
  // What the system itself asks is offered before anything is typed.
  await page.keyboard.press("ArrowDown");
  assert.equal(await what.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("£4k");
  await page.keyboard.press("Enter");
  await eventually(() => live.text(), /Everybody who may not, and why/);
  assert.match(page.url(), /act=[\w-]+&function=[\w-]+&place=[\w-]+&value=4000\.00/);
  if (needsStub === false) {
    assert.match(page.url(), /act=approve&function=buy&place=ash/);
    assert.equal(await page.locator(".chain__link").count(), 3);
  }
  const there = await Live.open();
  await there.page.goto(page.url());
  await eventually(() => there.text(), /Everybody who may not, and why/);
  await there.close();
  await live.close();
});

test("a field that cannot be asked says why, beside it", async () => {
  const live = await Live.open();
  const { page } = live;
  await live.go("ask");
  await page.getByLabel("For how much").fill("a lot");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  assert.match(await live.text(), /Choose one of the suggestions/);
  assert.match(await live.text(), /This is no amount/);
  assert.equal(await page.locator("[aria-invalid=true]").count(), 2);
  await live.holds();
  await live.close();
});

test(
  "a lost connection is said, the page stays, and it comes back by itself",
  { skip: needsStub },
  async () => {
    const live = await Live.open();
    const { page } = live;
    await live.go("glance");
    await page.waitForTimeout(300);
    await stub.stop();
    const notices = (): Promise<string> => page.locator(".live-notices").innerText();
    await eventually(notices, /The connection is lost; trying again/);
    await live.holds();
    assert.ok((await page.locator(".glance li").count()) > 5);
    await stub.start();
    await eventually(notices, "");
    await live.close();
  },
);

test("newer figures are offered, and put in when asked for", { skip: needsStub }, async () => {
  const live = await Live.open();
  const { page } = live;
  await live.go("glance");
  await page.waitForTimeout(300);
  assert.match(await live.text(), /1 June 2021/);
  stub.land("b2");
  const notices = (): Promise<string> => page.locator(".live-notices").innerText();
  await eventually(notices, /Newer figures are there/);
  assert.match(await live.text(), /1 June 2021/);
  await live.holds();
  await page.getByRole("button", { name: "Show them" }).click();
  await eventually(() => live.text(), /1 June 2022/);
  await eventually(notices, "");
  stub.build = "b1";
  await live.close();
});

test(
  "a window that nobody sees takes no connection, and learns what landed when it is seen",
  {
    skip: needsStub,
  },
  async () => {
    const live = await Live.open();
    const { page } = live;
    await live.go("glance");
    await eventually(async () => stub.listening, 1);
    const turn = (isHidden: boolean): Promise<void> =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, isHidden);
    await turn(true);
    await eventually(async () => stub.listening, 0);
    stub.build = "b2";
    await turn(false);
    await eventually(() => page.locator(".live-notices").innerText(), /Newer figures/);
    await eventually(async () => stub.listening, 1);
    stub.build = "b1";
    await live.close();
  },
);

test("live pages over a build without figures", { skip: needsStub }, async (context) => {
  stub.isEmpty = true;
  const live = await Live.open();
  for (const route of ["glance", "who", "ask", "data", "decisions", "map", "money"]) {
    await context.test(route, async () => {
      await live.go(route);
      await eventually(() => live.page.locator("main [role=status]:text('Asking')").count(), 0);
      await live.holds();
    });
  }
  stub.isEmpty = false;
  await live.close();
});

test(
  "newer figures that cannot be had are said, and the page stays",
  { skip: needsStub },
  async () => {
    const live = await Live.open();
    const { page } = live;
    await live.go("glance");
    await page.waitForTimeout(300);
    stub.land("b2");
    await page.route("**/api/v1/report", (route) => route.fulfill({ status: 503 }));
    await page.getByRole("button", { name: "Show them" }).click();
    const notices = (): Promise<string> => page.locator(".live-notices").innerText();
    await eventually(notices, /They cannot be had: The server cannot give the figures/);
    assert.match(await live.text(), /1 June 2021/);
    stub.build = "b1";
    await live.close();
  },
);

test("a server that is away, has no build, or wants a session", { skip: needsStub }, async () => {
  const live = await Live.open();
  const { page } = live;
  stub.hasReport = false;
  await page.goto(stub.address);
  await eventually(() => live.text(), /no build of this system yet/);
  await live.holds();
  stub.hasReport = true;
  await page.getByRole("button", { name: "Try again" }).click();
  await eventually(() => page.title(), /At a glance/);
  await page.route("**/api/v1/report", (route) => route.abort());
  await page.reload();
  await eventually(() => live.text(), /does not answer/);
  await page.unroute("**/api/v1/report");
  // It looks again by itself.
  await page.waitForFunction(() => document.title.startsWith("At a glance"), null, {
    timeout: 15_000,
  });
  stub.isPrivate = true;
  await page.reload();
  await eventually(() => live.text(), /shown to people who have signed in/);
  await live.holds();
  await page.fill("[autocomplete=username]", "reader");
  await page.fill("[autocomplete=current-password]", "correct horse battery");
  await page.click("main button[type=submit]");
  await eventually(() => page.title(), /At a glance/);
  stub.isPrivate = false;
  await live.close();
});

test("a table is taken as a file from the server", async () => {
  const live = await Live.open();
  const { page } = live;
  await live.go("data");
  const link = page.locator(".table-list a", { hasText: "CSV" }).first();
  await eventually(() => link.count(), 1);
  assert.match((await link.getAttribute("href")) ?? "", /^api\/v1\/tables\/\w+\?format=csv$/);
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.match(file.suggestedFilename(), /^\w+\.csv$/);
  await live.close();
});

test("on paper a live page is the page alone", async () => {
  const live = await Live.open();
  await live.go("decisions");
  await live.page.emulateMedia({ media: "print" });
  assert.equal(await live.page.locator(".site-header__tools").isVisible(), false);
  assert.equal(await live.page.locator("nav").isVisible(), false);
  assert.equal(await live.page.locator("h1").isVisible(), true);
  await live.close();
});

test("a page that a link led to begins at its heading", async () => {
  const live = await Live.open();
  await live.go("glance");
  await live.page.getByRole("link", { name: "Decisions" }).first().click();
  await eventually(focused(live.page), "H1");
  await live.close();
});
