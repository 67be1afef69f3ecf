// Somebody who looks at a real server in a window of their own, with a watch on whatever goes wrong there.

import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { eventually, Report } from "../e2e/browser";
import { holds } from "../e2e/holds";
import { password, type System } from "./system";

// Over a real server, on a machine that may be busy.
const patience = 30_000;

export class Visit {
  // Requests that failed, and answers that say no.
  readonly troubles: string[] = [];

  private constructor(readonly report: Report) {
    this.page.setDefaultTimeout(patience);
    this.page.on("requestfailed", (request) => {
      // The news end with the page that listens to them.
      if (!request.url().endsWith("/events")) {
        this.troubles.push(`${request.url()}: ${request.failure()?.errorText}`);
      }
    });
    this.page.on("response", (answer) => {
      if (answer.status() >= 400) this.troubles.push(`${answer.url()}: ${answer.status()}`);
    });
  }

  static async to(system: System, route = "", width = 1280): Promise<Visit> {
    const visit = new Visit(await Report.open(system.address, width));
    await visit.page.goto(`${system.address}${route === "" ? "" : `#/${route}`}`);
    await visit.page.waitForSelector("h1");
    await visit.settled();
    return visit;
  }

  get page(): Page {
    return this.report.page;
  }

  get main(): Locator {
    return this.page.locator("main");
  }

  get notices(): Locator {
    return this.page.locator(".live-notices");
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: typeof name === "string" });
  }

  // Fields are found by the words above them, whatever stands in brackets behind.
  field(label: string): Locator {
    const words = label.replace(/[()?]/g, "\\$&");
    return this.main.getByLabel(new RegExp(`^${words}( \\(optional\\))?$`)).first();
  }

  async fill(label: string, text: string): Promise<void> {
    await this.field(label).fill(text);
  }

  async choose(label: string, value: string): Promise<void> {
    await this.field(label).selectOption(value);
  }

  async says(what: RegExp, where: Locator = this.main): Promise<void> {
    await eventually(() => where.innerText(), what, patience);
  }

  // What was asked is answered, and every picture is drawn.
  async settled(): Promise<void> {
    const asking = this.page.locator("main [role=status]:text('Asking'), h1:text('on their way')");
    await eventually(() => asking.count(), 0, patience);
    await this.page.waitForFunction(() =>
      [...document.querySelectorAll(".plot")].every((plot) => plot.firstElementChild),
    );
  }

  async go(route: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${route}`);
    await this.settled();
  }

  // On a page that is looked at: nobody is kept out, and nothing went wrong on the way to it.
  async holds(): Promise<void> {
    this.report.requests.length = 0;
    await holds(this.report);
    assert.deepEqual(this.troubles, []);
  }

  // The same where answers said no, or nobody answered, as was meant.
  async holdsRefused(): Promise<void> {
    this.report.requests.length = 0;
    await holds(this.report);
    this.troubles.length = 0;
  }

  async fitsAPhone(): Promise<void> {
    const size = this.page.viewportSize() ?? { width: 1280, height: 900 };
    await this.page.setViewportSize({ width: 320, height: 800 });
    await eventually(
      () => this.page.evaluate(() => document.documentElement.scrollWidth),
      320,
      patience,
    );
    await this.page.setViewportSize(size);
  }

  async trySignIn(name: string, word = password): Promise<void> {
    await this.go("account");
    await this.page.fill("[autocomplete=username]", name);
    await this.page.fill("[autocomplete=current-password]", word);
    await this.page.click("main button[type=submit]");
  }

  async signIn(name: string, word = password): Promise<void> {
    await this.trySignIn(name, word);
    await this.says(new RegExp(`You are signed in as ${name}`));
  }

  // As a script in the page would, past everything that the page shows.
  async forge(method: string, path: string, body: string, type: string): Promise<number> {
    return this.page.evaluate(
      async ([method, path, body, type]) => {
        const session = await fetch("api/v1/session").then((answer) => answer.json());
        const answer = await fetch(`api/v1${path}`, {
          ...{ method, body },
          headers: {
            ...{ "Content-Type": type, "Idempotency-Key": "forged" },
            "X-CSRF-Token": String(session.csrf ?? ""),
          },
        });
        return answer.status;
      },
      [method, path, body, type] as const,
    );
  }

  async close(): Promise<void> {
    await this.report.close();
  }
}
