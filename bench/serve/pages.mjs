// How soon a cold browser shows the first page, and how evenly the map of small areas moves.
//
//   node pages.mjs ADDRESS      prints {"first_page_ms", "script_bytes", "frames_a_second", "late_frame_ms"}
import { createRequire } from "node:module";

const { chromium } = createRequire(
  new URL("../../web/package.json", import.meta.url),
)("playwright-core");
const [address] = process.argv.slice(2);
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox"],
});

async function firstPage() {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  let script = 0;
  page.on("response", async (response) => {
    if (response.url().endsWith("/app.js"))
      script = Number(response.headers()["content-length"]);
  });
  await page.goto(address);
  const shown = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () =>
          document.querySelector("main h1")
            ? resolve(performance.now())
            : requestAnimationFrame(look);
        look();
      }),
  );
  await context.close();
  return { shown, script };
}

// The mouse drags the map to and fro for two seconds while the page counts its frames.
async function panning() {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
  });
  await page.goto(`${address}#/population`);
  const canvas = page.locator("main canvas").first();
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    globalThis.frames = [];
    const count = (now) => {
      globalThis.frames.push(now);
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  const until = Date.now() + 2000;
  for (let step = 0; Date.now() < until; step++)
    await page.mouse.move(
      x + 60 * Math.sin(step / 8),
      y + 40 * Math.cos(step / 8),
    );
  await page.mouse.up();
  const frames = await page.evaluate(() => globalThis.frames);
  const gaps = frames
    .slice(1)
    .map((frame, i) => frame - frames[i])
    .sort((a, b) => a - b);
  const seconds = (frames[frames.length - 1] - frames[0]) / 1000;
  return {
    rate: gaps.length / seconds,
    late: gaps[Math.floor(gaps.length * 0.95)],
  };
}

const pages = [await firstPage(), await firstPage(), await firstPage()].sort(
  (a, b) => a.shown - b.shown,
);
const moved = await panning();
console.log(
  JSON.stringify({
    first_page_ms: pages[1].shown,
    script_bytes: pages[1].script,
    frames_a_second: moved.rate,
    late_frame_ms: moved.late,
  }),
);
await browser.close();
