// Whether a page looks as it is expected to: pictures compared pixel by pixel, and what to do where they differ.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { withPalette } from "../../scripts/palette.mjs";

// The share of pixels that may differ, for browsers draw curves a little differently from version to version:
// one in fifty thousand, less than one other digit in a large figure makes.
export const tolerance = 1 / 50_000;
// Where another version of the browser took the expected ones: letters and corners of controls may be drawn
// otherwise, a panel that is missing is still seen.
export const toleranceOfOthers = 1 / 100;
// By how much one pixel may differ, of 1: what the palette of a stored picture takes away.
const pixelTolerance = 0.1;

export const command = "npm --prefix web run pictures";
const acceptsAll = process.env["PICTURES"] === "accept";
const mostBytes = 200_000;
const mostLooks = 6;
const betweenLooks = 500;

interface Difference {
  readonly share: number;
  readonly pixels: number;
  // What of the two is the same is pale in it, the rest red.
  readonly picture: Buffer;
  readonly sizes: string;
}

// On a sheet of the given size, so that pictures of two heights can be laid on each other.
function sheet(picture: PNG, width: number, height: number): PNG {
  if (picture.width === width && picture.height === height) return picture;
  const result = new PNG({ width, height });
  PNG.bitblt(picture, result, 0, 0, picture.width, picture.height, 0, 0);
  return result;
}

export function difference(expected: Buffer, actual: Buffer): Difference {
  const [one, other] = [PNG.sync.read(expected), PNG.sync.read(actual)];
  const width = Math.max(one.width, other.width);
  const height = Math.max(one.height, other.height);
  const result = new PNG({ width, height });
  const [first, second] = [sheet(one, width, height), sheet(other, width, height)];
  const pixels = pixelmatch(first.data, second.data, result.data, width, height, {
    threshold: pixelTolerance,
  });
  const isOfOneSize = one.width === other.width && one.height === other.height;
  return {
    ...{ pixels, share: pixels / (width * height), picture: PNG.sync.write(result) },
    sizes: isOfOneSize
      ? ""
      : `, ${one.width} × ${one.height} pixels expected and ${other.width} × ${other.height} seen`,
  };
}

// Which browser took the expected pictures: another one may draw letters otherwise.
const noted = join(process.env.CONCORD_WEB ?? "", "test/pictures/taken-by");

async function otherBrowser(version: string): Promise<string> {
  const takenBy = existsSync(noted) ? (await readFile(noted, "utf8")).trim() : "another browser";
  return takenBy === `Chromium ${version}`
    ? ""
    : `The expected pictures were taken by ${takenBy}, and this is Chromium ${version}.`;
}

let hasSaidOther = false;

// What may differ, by whether this browser took the expected pictures: it is said where it did not.
async function allowed(version: string): Promise<number> {
  const other = await otherBrowser(version);
  if (other === "") return tolerance;
  if (!hasSaidOther) {
    console.log(
      `${other} ${toleranceOfOthers * 100} % of the pixels may differ; ${command} renews them.`,
    );
  }
  hasSaidOther = true;
  return toleranceOfOthers;
}

export class Album {
  constructor(
    // Where the expected pictures are.
    private readonly folder: string,
    // Where those go that differ: ignored by git.
    private readonly differing: string,
    private readonly version: string,
    private readonly isAccepting = acceptsAll,
    // The share that may differ, whichever browser took the expected ones.
    private readonly fixed: number | null = null,
  ) {}

  private async accept(path: string, actual: Buffer): Promise<void> {
    const small = withPalette(actual);
    assert.ok(small.length <= mostBytes, `${path} would have ${small.length} bytes`);
    await mkdir(this.folder, { recursive: true });
    await writeFile(path, small);
    console.log(`accepted: ${path}, ${Math.round(small.length / 1000)} kB`);
  }

  async noteBrowser(): Promise<void> {
    if (this.isAccepting) await writeFile(noted, `Chromium ${this.version}\n`);
  }

  // As `holds`, of what `look` sees, which may be a page that is still on its way: then it is looked at again.
  async settlesTo(name: string, look: () => Promise<Buffer>): Promise<void> {
    const path = join(this.folder, `${name}.png`);
    const most = this.fixed ?? (await allowed(this.version));
    let seen = await look();
    for (let times = 0; times < mostLooks && existsSync(path); times += 1) {
      const found = difference(await readFile(path), seen);
      if (found.share <= most && found.sizes === "") break;
      await new Promise((resolve) => setTimeout(resolve, betweenLooks));
      seen = await look();
    }
    await this.holds(name, seen);
  }

  // Fails where a picture differs from the expected one, and leaves the two and their difference behind.
  async holds(name: string, actual: Buffer): Promise<void> {
    const path = join(this.folder, `${name}.png`);
    if (!existsSync(path)) {
      if (this.isAccepting) return this.accept(path, actual);
      assert.fail(`there is no expected picture ${path}: ${command} makes it`);
    }
    const expected = await readFile(path);
    const found = difference(expected, actual);
    const most = this.fixed ?? (await allowed(this.version));
    if (found.share <= most && (found.sizes === "" || most > tolerance)) return;
    if (this.isAccepting) return this.accept(path, actual);
    await mkdir(this.differing, { recursive: true });
    const at = (kind: string): string => join(this.differing, `${name}.${kind}.png`);
    await writeFile(at("expected"), expected);
    await writeFile(at("actual"), actual);
    await writeFile(at("difference"), found.picture);
    assert.fail(
      `${name} looks otherwise: ${(found.share * 100).toFixed(3)} % of its pixels (${found.pixels}) differ` +
        `${found.sizes}; ${(most * 100).toFixed(3)} % may.\n` +
        `Look at ${at("difference")} beside .expected and .actual.\n` +
        `Where the new one is right: ${command}, and look at what it changed.` +
        `\n${await otherBrowser(this.version)}`,
    );
  }
}
