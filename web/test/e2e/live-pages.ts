// The live application in a browser, over the stub or over the server that CONCORD_SERVER names.

import { Report } from "./browser";
import { holds, holdsAtAnyWidth } from "./holds";
import * as knows from "../live/answers";
import { StubServer } from "../live/stub-server";

const server = process.env["CONCORD_SERVER"] ?? "";

// Why a test that must say what the server does cannot be run over a real one; false where it can.
export const needsStub = server === "" ? false : "it tells the stub server what to do";

// Of accounts that are named after their roles.
const password = process.env["CONCORD_PASSWORD"] ?? knows.password;

export const needsPeople =
  server === "" || process.env["CONCORD_PASSWORD"] !== undefined
    ? false
    : "nobody said the password of the accounts there: CONCORD_PASSWORD";

export const stub = new StubServer();

export async function startServer(): Promise<void> {
  if (server === "") await stub.start();
}

export async function stopServer(): Promise<void> {
  if (server === "") await stub.stop();
}

export function address(): string {
  const given = server === "" ? stub.address : server;
  return given.endsWith("/") ? given : `${given}/`;
}

export class Live {
  private constructor(readonly report: Report) {}

  static async open(width = 1280): Promise<Live> {
    return new Live(await Report.open(address(), width));
  }

  get page(): Report["page"] {
    return this.report.page;
  }

  async go(route: string): Promise<void> {
    await this.report.go(route);
  }

  // What holds on every page. At 320 pixels without the slow question, which is asked at the desk.
  async holds(): Promise<void> {
    const isWide = (this.page.viewportSize()?.width ?? 0) > 320;
    await (isWide ? holds(this.report) : holdsAtAnyWidth(this.report));
  }

  async text(): Promise<string> {
    return this.page.locator("main").innerText();
  }

  async signIn(name: string): Promise<void> {
    await this.go("account");
    await this.page.fill("[autocomplete=username]", name);
    await this.page.fill("[autocomplete=current-password]", password);
    await this.page.click("main button[type=submit]");
    const code = this.page.locator("[autocomplete=one-time-code]");
    await code.or(this.page.getByText("You are signed in as")).first().waitFor();
    if ((await code.count()) > 0) {
      await code.fill("123 456");
      await this.page.click("main button[type=submit]");
      await this.page.getByText("You are signed in as").waitFor();
    }
  }

  async close(): Promise<void> {
    await this.report.close();
  }
}
