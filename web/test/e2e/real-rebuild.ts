// Building again over the real server, from the page: stopped, and then to its end.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { eventually } from "./browser";
import { real } from "../real/pages";
import type { System } from "../real/system";
import { Visit } from "../real/visit";

async function buildOf(system: System): Promise<string> {
  const answer = await fetch(`${system.address}api/v1`);
  return ((await answer.json()) as { build: string }).build;
}

// It takes a second or two; a page that is slower than that is given another chance to stop one.
const chances = 6;

async function stopOne(ann: Visit): Promise<void> {
  for (let chance = 0; chance < chances; chance++) {
    await ann.button("Work them out again").click();
    const stop = ann.button("Stop it");
    const again = ann.button("Work them out again");
    await stop.or(again).first().waitFor();
    // Seen by the eye and heard by the ear; then it is stopped.
    await stop.click({ timeout: 2000 }).catch(() => undefined);
    await again.waitFor();
    const text = await ann.main.innerText();
    if (/Stopped: the figures stay as they were/.test(text)) return;
    assert.match(text, /Done: the new figures are there/);
  }
  assert.fail(`of ${chances} builds none was stopped`);
}

test("a rebuild that is stopped leaves the old figures; the next one is offered to every reader", async () => {
  const { places } = await real();
  const [ann, reader] = [await Visit.to(places), await Visit.to(places, "glance")];
  await ann.signIn("ann");
  await ann.go("rebuild");
  await ann.says(/The figures are worked out again/);
  await ann.holds();
  const progress: string[] = [];
  await ann.page.exposeFunction("seen", (text: string) => progress.push(text));
  await ann.page.evaluate(() => {
    const note = (window as unknown as { seen: (text: string) => void }).seen;
    const look = (): void => {
      const bar = document.querySelector(".rebuild__bar");
      if (bar) note(bar.textContent ?? "");
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  await stopOne(ann);
  await ann.holds();
  const before = await buildOf(places);
  const names = (await readFile(join(places.folder, "system.toml"), "utf8")).replace(
    /^name = .*$/m,
    `name = "Tessellation anew"`,
  );
  await writeFile(join(places.folder, "system.toml"), names);
  await ann.button("Work them out again").click();
  await ann.says(/Done: the new figures are there/);
  assert.ok(
    progress.some((text) => /^Now: \w+/.test(text)),
    progress.join("; "),
  );
  // What was stopped never landed: after the build of before comes the one that was awaited.
  const landed = new Set<string>([before]);
  await eventually(async () => landed.add(await buildOf(places)).size, 2, 30_000);
  for (const visit of [ann, reader]) {
    await visit.says(/Newer figures are there/, visit.notices);
    assert.doesNotMatch(await visit.page.locator(".site-header").innerText(), /anew/);
  }
  await reader.button("Show them").click();
  await reader.says(/Tessellation anew/, reader.page.locator(".site-header"));
  await reader.says(/^$/, reader.notices);
  await reader.holds();
  assert.equal(landed.add(await buildOf(places)).size, 2);
  for (const visit of [ann, reader]) await visit.close();
});
