// Bundles the application into one file: the page, its styles and its program.
//
//   node scripts/build.mjs            writes dist/index.html
//
// The program that makes reports replaces two marks in that file, one by the title, one by the data.

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as schemes from "d3-scale-chromatic";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { licences } from "./licences.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const marks = ["<!--concord-title-->", "<!--concord-data-->"];
// Browsers of 2022 and later; what hospitals and councils run updates itself.
const target = ["chrome100", "edge100", "firefox100", "safari15.4"];
const mostBytes = 600_000;
// What goes over the wire.
const mostPackedBytes = 200_000;

// Plot brings every colour scheme of d3-scale-chromatic, a thirtieth of the page. Our charts name their
// colours, so that only the names of the schemes are kept; a chart that used one would fail at once.
const withoutSchemes = {
  name: "without-schemes",
  setup(build) {
    build.onResolve({ filter: /^d3-scale-chromatic$/ }, () => ({
      path: "schemes",
      namespace: "without-schemes",
    }));
    build.onLoad({ filter: /.*/, namespace: "without-schemes" }, () => ({
      contents: Object.keys(schemes)
        .map((name) => `export const ${name} = 0;`)
        .join("\n"),
    }));
  },
};

async function program() {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["src/main.tsx"],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target,
    jsx: "automatic",
    jsxImportSource: "preact",
    // The licences of all packages are put into the page whole; see licences.mjs.
    legalComments: "none",
    metafile: true,
    plugins: [withoutSchemes],
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return {
    script: result.outputFiles[0].text.trim(),
    inputs: Object.keys(result.metafile.inputs).filter((path) => path.includes("/")),
  };
}

async function styles() {
  const { css } = sass.compile(join(root, "src/styles/main.scss"), {
    loadPaths: [join(root, "node_modules/nhsuk-frontend/packages")],
    quietDeps: true,
  });
  const { code } = await esbuild.transform(css, { loader: "css", minify: true, target });
  return code.trim();
}

// Only this very script may run, and nothing may be fetched: text in the data cannot become either.
function policy(script) {
  const digest = createHash("sha256").update(script).digest("base64");
  return [
    "default-src 'none'",
    `script-src 'sha256-${digest}'`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function checked(page) {
  for (const mark of marks) {
    if (page.split(mark).length !== 2) throw new Error(`the page must hold ${mark} exactly once`);
  }
  const addresses = page.match(/(?:src|url)\s*[=(]\s*["']?https?:[^"')\s]*/g);
  if (addresses) throw new Error(`the page would fetch ${addresses.join(", ")}`);
  if (page.length > mostBytes) throw new Error(`the page has ${page.length} of ${mostBytes} bytes`);
  const packed = gzipSync(page).length;
  if (packed > mostPackedBytes)
    throw new Error(`the page has ${packed} of ${mostPackedBytes} bytes compressed`);
  return page;
}

async function page() {
  const [template, { script, inputs }, css] = await Promise.all([
    readFile(join(root, "src/index.html"), "utf8"),
    program(),
    styles(),
  ]);
  const notices = await licences(root, [...inputs, "node_modules/nhsuk-frontend/package.json"]);
  // Functions as replacements: a `$` in the program is no reference to a match.
  const filled = template
    .replace(/\s*\/\*styles\*\/\s*/, () => css)
    .replace(/\s*\/\*program\*\/\s*/, () => script)
    .replace(/\s*\/\*licences\*\/\s*/, () => notices)
    .replace("/*policy*/", () => policy(script));
  return checked(filled);
}

const built = await page();
await mkdir(join(root, "dist"), { recursive: true });
await writeFile(join(root, "dist/index.html"), built);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
console.log(
  `dist/index.html: ${kilobytes(Buffer.byteLength(built))}, ` +
    `${kilobytes(gzipSync(built).length)} compressed`,
);
