// The application over a server: every page and state, people with different rights, a lost connection,
// newer figures, a rebuild that is stopped.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { eventually, focused } from "./browser";
import { Live, needsPeople, needsStub, startServer, stopServer, stub } from "./live-pages";

before(startServer);
after(stopServer);

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

test("every page of somebody with rights", { skip: needsPeople }, async (context) => {
  const pages: readonly (readonly [string, readonly string[]])[] = [
    ["secretary", ["account", "propose", "record/2021-001/vote", "decisions/2021-001", "audit"]],
    ["analyst", ["rebuild"]],
    ["administrator", ["accounts", "audit"]],
  ];
  for (const width of [1280, 320]) {
    for (const [name, routes] of pages) {
      const live = await Live.open(width);
      await live.signIn(name);
      for (const route of routes) {
        await context.test(`${name}: ${route}, ${width}`, async () => {
          await live.go(route);
          await eventually(() => live.page.locator("main [role=status]:text('Asking')").count(), 0);
          // What is folded is looked at too.
          await live.page.evaluate(() => {
            for (const details of document.querySelectorAll("details")) details.open = true;
          });
          await live.holds();
        });
      }
      await live.close();
    }
  }
});

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
  "signing in: a wrong password, a lock, a code, and out again",
  { skip: needsStub },
  async () => {
    const live = await Live.open();
    const { page } = live;
    await live.go("account");
    const tryAs = async (name: string, word: string): Promise<void> => {
      await page.fill("[autocomplete=username]", name);
      await page.fill("[autocomplete=current-password]", word);
      await page.click("main button[type=submit]");
    };
    await tryAs("secretary", "wrong");
    await eventually(() => live.text(), /name or the password is not right/);
    await eventually(() => page.evaluate(() => document.activeElement?.className), "error-summary");
    await tryAs("locked", "wrong");
    await eventually(() => live.text(), /Try again in 5 minutes/);
    await live.holds();
    await live.signIn("secretary");
    assert.match(await live.text(), /record the steps of decisions/);
    await page.getByRole("button", { name: "Set up codes" }).click();
    await eventually(() => live.text(), /JBSW Y3DP[^]*otpauth:/);
    await live.holds();
    await page.getByRole("button", { name: "Sign out" }).click();
    await eventually(() => live.text(), /^Sign in/);
    await live.close();
  },
);

test(
  "a member proposes, is refused beside the field, mends it; a secretary records",
  { skip: needsStub },
  async () => {
    const live = await Live.open();
    const { page } = live;
    await live.signIn("member");
    await live.go("propose?act=approve&function=buy&place=ash&value=9000000.00");
    const fill = (label: string, text: string) => page.getByLabel(label).first().fill(text);
    await fill("Its number", "2021-009");
    await fill("Title", 'A "quoted" title');
    await fill("Who decides", "Board");
    await fill("Recorded by", "clerk");
    await page.getByRole("button", { name: "Propose it" }).click();
    await eventually(() => live.text(), /This was not done/);
    const field = page.locator(".live-field--wrong");
    assert.equal(await field.count(), 1);
    assert.match(
      await field.innerText(),
      /For how much[^]*above the limit[^]*let the board decide/,
    );
    await live.holds();
    await fill("For how much", "4k");
    await page.getByRole("button", { name: "Propose it" }).click();
    await eventually(() => live.text(), /It is recorded[^]*7:9f86d081/);
    await live.holds();
    const sent = stub.written.at(-1);
    // The name was written, the id is sent; quotes stay in their line.
    assert.match(sent?.body ?? "", /^decider = "board"$/m);
    assert.match(sent?.body ?? "", /^title = "A \\"quoted\\" title"$/m);
    assert.match(sent?.body ?? "", /^value = "4000\.00"$/m);
    await live.go("record/2021-009/discussed");
    assert.match(await live.text(), /may not record this step/);
    await live.close();
    const other = await Live.open();
    await other.signIn("secretary");
    await other.go("decisions/2021-009");
    await eventually(() => other.text(), /The next step/);
    await other.page.getByRole("link", { name: "Discussed" }).click();
    await other.page.getByLabel("Recorded by").fill("clerk");
    await other.page.getByLabel("Views that differed").fill("council: too long");
    await other.page.getByRole("button", { name: "Record it" }).click();
    await eventually(() => other.text(), /It is recorded/);
    const step = stub.written.at(-1);
    assert.match(step?.body ?? "", /^step = "discussed"$/m);
    assert.match(step?.body ?? "", /^views = \[\{ of = "council", says = "too long" \}\]$/m);
    await other.close();
  },
);

test(
  "what was sent twice, after a lost connection, is recorded once",
  { skip: needsStub },
  async () => {
    const live = await Live.open();
    const { page } = live;
    await live.signIn("member");
    await live.go("propose");
    await page.getByLabel("Its number").fill("2021-010");
    await page.getByLabel("Title").first().fill("Once");
    await page.getByLabel("Who decides").fill("board");
    await page.getByLabel("Recorded by").fill("clerk");
    await page.getByLabel("What is done").selectOption("approve");
    // The server records it, and the answer is lost on the way.
    await page.route("**/api/v1/decisions", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole("button", { name: "Propose it" }).click();
    await eventually(() => live.text(), /The server does not answer/);
    await page.unroute("**/api/v1/decisions");
    const before = stub.decisions.length;
    await page.getByRole("button", { name: "Propose it" }).click();
    await eventually(() => live.text(), /It is recorded/);
    assert.equal(stub.decisions.length, before);
    await live.close();
  },
);

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

test(
  "a rebuild with its progress, stopped, begun again, and done",
  { skip: needsStub },
  async () => {
    const live = await Live.open();
    const { page } = live;
    await live.signIn("analyst");
    await live.go("rebuild");
    await page.getByLabel("Need").check();
    await page.getByRole("button", { name: "Work them out again" }).click();
    await eventually(() => live.text(), /Now: registry, 1 of 3 parts/);
    assert.equal(stub.written.at(-1)?.body, `{"stages":["need"]}`);
    await live.holds();
    await page.getByRole("button", { name: "Stop it" }).click();
    await eventually(() => live.text(), /Stopped: the figures stay as they were/);
    await page.getByRole("button", { name: "Work them out again" }).click();
    await eventually(() => live.text(), /Under way/);
    stub.progress("money", 3, "done");
    await eventually(() => live.text(), /the new figures are there/);
    await eventually(() => page.locator(".live-notices").innerText(), /Newer figures/);
    stub.build = "b1";
    await live.close();
  },
);

test("accounts are added, changed and closed", { skip: needsStub }, async () => {
  const live = await Live.open();
  const { page } = live;
  await live.signIn("administrator");
  await live.go("accounts");
  const add = page.getByRole("form", { name: "add an account" });
  await add.getByLabel("Name to sign in with").fill("newcomer");
  await add.getByLabel("analyst").check();
  await add.getByLabel("First password").fill("a long first password");
  await add.getByRole("button").click();
  await eventually(() => live.text(), /newcomer/);
  assert.deepEqual(stub.accounts.get("newcomer")?.roles, ["reader", "analyst"]);
  await page.getByRole("button", { name: /^Close it\s*: newcomer$/ }).click();
  await eventually(() => live.text(), /closed: cannot sign in/);
  await live.close();
});

test("the audit says whether it holds", { skip: needsStub }, async () => {
  const live = await Live.open();
  await live.signIn("secretary");
  await live.go("audit");
  const check = live.page.getByRole("button", { name: "Check that nothing was changed" });
  await check.click();
  await eventually(() => live.text(), /holds to the one before it/);
  stub.auditHolds = false;
  await check.click();
  await eventually(() => live.text(), /The audit does not hold[^]*the first is 1/);
  await live.holds();
  stub.auditHolds = true;
  await live.close();
});

test(
  "a session that ended is begun in another window, and nothing that was filled in is lost",
  { skip: needsStub },
  async () => {
    const live = await Live.open();
    const { page } = live;
    await live.signIn("member");
    await live.go("propose");
    await page.getByLabel("Its number").fill("2021-011");
    await page.getByLabel("Title").first().fill("Late");
    await page.getByLabel("Who decides").fill("board");
    await page.getByLabel("Recorded by").fill("clerk");
    stub.endSessions();
    await page.getByRole("button", { name: "Propose it" }).click();
    await eventually(() => live.text(), /Sign in in another window/);
    const [other] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("link", { name: "Sign in in another window" }).click(),
    ]);
    await other.locator("[autocomplete=username]").fill("member");
    await other.locator("[autocomplete=current-password]").fill("correct horse battery");
    await other.locator("main button[type=submit]").click();
    await other.getByText("You are signed in as").waitFor();
    await page.getByRole("button", { name: "Propose it" }).click();
    await eventually(() => live.text(), /It is recorded/);
    await live.close();
  },
);

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
