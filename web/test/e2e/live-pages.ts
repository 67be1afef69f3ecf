// The live application in a browser, over the stub or over the server that CONCORD_SERVER names.

import { Report } from "./browser";
import { holds, holdsAtAnyWidth } from "./holds";
import { password } from "../live/answers";
import { StubServer } from "../live/stub-server";

const server = process.env["CONCORD_SERVER"] ?? "";

// Why a test that must say what the server does cannot be run over a real one; false where it can.
export const needsStub = server === "" ? false : "it tells the stub server what to do";

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

// What a browser itself says of an answer that is no 200: it is no complaint of the application.
const ofAnswers = /^Failed to load resource/;

export class Live {
  private constructor(readonly report: Report) {}

  static async open(width = 1280): Promise<Live> {
    return new Live(await Report.open(address(), width));
  }

  get page(): Report["page"] {
    return this.report.page;
  }

  // Requests to the server itself are what these pages live by; any other would be a leak.
  async go(route: string): Promise<void> {
    await this.report.go(route);
    this.settle();
  }

  settle(): void {
    const { requests, complaints } = this.report;
    const elsewhere = requests.filter((url) => !url.startsWith(address()));
    const own = complaints.filter((text) => !ofAnswers.test(text));
    requests.splice(0, requests.length, ...elsewhere);
    complaints.splice(0, complaints.length, ...own);
  }

  // What holds on every page. At 320 pixels without the slow question, which is asked at the desk.
  async holds(): Promise<void> {
    this.settle();
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
    this.settle();
  }

  async close(): Promise<void> {
    await this.report.close();
  }
}
