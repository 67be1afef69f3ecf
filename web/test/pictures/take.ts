// Takes the picture of a page: always at the same moment of the same day, when everything on it is still.

import type { Page } from "playwright-core";

// A day of the invented country.
export const today = new Date("2021-06-02T12:00:00Z");
// What lies further down a page is looked at by other tests.
const mostHigh = 1200;

export async function stand(page: Page): Promise<void> {
  await page.clock.setFixedTime(today);
}

// Puts rules on the page by its own means, for a server's policy forbids a style that is put in.
export async function style(page: Page, rules: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, rules);
}

export async function take(page: Page, high = mostHigh): Promise<Buffer> {
  // Neither the caret nor the pointer nor where the keyboard is belongs to the page.
  await page.mouse.move(0, 0);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width } = page.viewportSize() ?? { width: 0 };
  return page.screenshot({
    ...{ fullPage: true, animations: "disabled", caret: "hide", scale: "css" },
    clip: { x: 0, y: 0, width, height: Math.min(height, high) },
  });
}
