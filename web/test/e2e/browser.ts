// One browser for all tests, and pages made from the bundle as the program that writes reports does.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { fill } from "../../scripts/fill.mjs";
import type { FixtureDocument } from "../fixture";
import { fontsIn } from "../pictures/fonts";

const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The same pixels on every machine.
  "--disable-lcd-text",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  "--lang=en-GB",
];
const somewhere = {
  locale: "en-GB",
  timezoneId: "Europe/London",
  reducedMotion: "reduce",
} as const;

let browser: Browser | undefined;
let folder = "";

export async function startBrowser(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), "concord-web-"));
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: switches,
    env: { ...process.env, ...(await fontsIn(join(folder, "fonts"))) } as Record<string, string>,
  });
}

export function browserVersion(): string {
  return browser?.version() ?? "";
}

export async function stopBrowser(): Promise<void> {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
}

// A report on disk, with a watch on what it asks for and complains of.
export class Report {
  readonly requests: string[] = [];
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    readonly address: string,
    isServed: boolean,
  ) {
    page.on("request", (request) => {
      const url = request.url();
      const isOwn = isServed ? url.startsWith(address) : url === address;
      if (!isOwn && !url.startsWith("blob:")) this.requests.push(url);
    });
    page.on("console", (message) => {
      // What a browser itself says of an answer that is no 200 is no complaint of the application.
      const isOfAnswer = isServed && message.text().startsWith("Failed to load resource");
      if (message.type() !== "log" && !isOfAnswer) this.complaints.push(message.text());
    });
    page.on("pageerror", (problem) => this.complaints.push(problem.message));
  }

  static async write(document: FixtureDocument | string, name: string): Promise<string> {
    const json = typeof document === "string" ? document : JSON.stringify(document);
    const title = typeof document === "string" ? "" : String(document.system["name"]);
    const path = join(folder, `${name}.html`);
    const bundle = await readFile(`${process.env.CONCORD_WEB}/dist/index.html`, "utf8");
    await writeFile(path, fill(bundle, json, title));
    return pathToFileURL(path).href;
  }

  // A page that is served lives by requests to its server; one on disk makes none at all.
  static async open(address: string, width = 1280, height = 900): Promise<Report> {
    if (!browser) throw new Error("the browser has not been started");
    const page = await browser.newPage({ ...somewhere, viewport: { width, height } });
    return new Report(page, address, address.startsWith("http:"));
  }

  async go(route: string): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.goto(`${this.address}#/${route}`);
    await this.page.waitForSelector("h1");
    // Charts are drawn when their width is known, a frame after the page.
    await this.page.waitForFunction(() =>
      [...document.querySelectorAll(".plot")].every((plot) => plot.firstElementChild),
    );
    this.requests.length = 0;
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

// What a page comes to show after a choice was made on it: the address changes before the page is drawn
// again, so one look may be a look too early. Looks until it is so, and complains of what it saw last.
export async function eventually<T>(
  look: () => Promise<T>,
  wanted: T | RegExp,
  patience = 5000,
): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    const seen = await look();
    const isSo = wanted instanceof RegExp ? wanted.test(String(seen)) : Object.is(seen, wanted);
    if (isSo) return;
    if (Date.now() > deadline) {
      if (wanted instanceof RegExp) assert.match(String(seen), wanted);
      assert.equal(seen, wanted);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

// Where the keyboard is: a page that a link led to begins at its heading.
export function focused(page: Page): () => Promise<string | undefined> {
  return () => page.evaluate(() => document.activeElement?.tagName);
}
