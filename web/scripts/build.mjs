// Bundles the application twice from the same code:
//
//   node scripts/build.mjs            writes dist/index.html and dist/live/{index.html,app.js,app.css}
//
// The report is one file: the page, its styles and its program. The program that makes reports replaces
// two marks in it, one by the title, one by the data. What is served live has its styles and its program
// beside the page, so that a policy can forbid everything that stands inside one.

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as schemes from "d3-scale-chromatic";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { glossary } from "./glossary.mjs";
import { licences } from "./licences.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const marks = ["<!--concord-title-->", "<!--concord-data-->"];
// Browsers of 2022 and later; what hospitals and councils run updates itself.
const target = ["chrome100", "edge100", "firefox100", "safari15.4"];
const mostBytes = 600_000;
// What goes over the wire.
const mostPackedBytes = 200_000;
const mostLivePackedBytes = 250_000;

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

// Plot puts its styles into every chart as an element, which the policy of the live page forbids. They
// stand in src/styles/_charts.scss instead; a Plot that is written differently stops the build.
const withoutInlineStyles = {
  name: "without-inline-styles",
  setup(build) {
    build.onLoad({ filter: /@observablehq[\\/]plot[\\/]src[\\/]plot\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const parts = text.split(/svg\.append\("style"\)\.text\(\s*`[^`]*`\s*\)/);
      if (parts.length !== 2) throw new Error(`${path} styles its charts in another way`);
      return { contents: parts.join("svg"), loader: "js" };
    });
  },
};

async function program(entry) {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
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
    plugins: [withoutSchemes, withoutInlineStyles, glossary(root)],
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

// What is fetched comes from where the page comes from, never from another's address.
function withoutAddresses(text) {
  const addresses = text.match(/(?:src|url)\s*[=(]\s*["']?https?:[^"')\s]*/g);
  if (addresses) throw new Error(`the page would fetch ${addresses.join(", ")}`);
  return text;
}

function within(name, size, most, kind = "") {
  if (size > most) throw new Error(`${name} has ${size} of ${most} bytes${kind}`);
}

function checked(page) {
  for (const mark of marks) {
    if (page.split(mark).length !== 2) throw new Error(`the page must hold ${mark} exactly once`);
  }
  within("the page", Buffer.byteLength(page), mostBytes);
  within("the page", gzipSync(page).length, mostPackedBytes, " compressed");
  return withoutAddresses(page);
}

// Nothing may stand inside the page that its policy does not let run, or that would colour it.
function checkedLive(page, script) {
  const inline = page.match(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i);
  if (inline) throw new Error(`the live page holds ${inline[0]}`);
  within("app.js", gzipSync(script).length, mostLivePackedBytes, " compressed");
  withoutAddresses(script);
  return page;
}

const style = "node_modules/nhsuk-frontend/package.json";
const page = (name) => readFile(join(root, name), "utf8");

async function report(css) {
  const [template, { script, inputs }] = await Promise.all([
    page("src/index.html"),
    program("src/main.tsx"),
  ]);
  const notices = await licences(root, [...inputs, style]);
  // Functions as replacements: a `$` in the program is no reference to a match.
  const filled = template
    .replace(/\s*\/\*styles\*\/\s*/, () => css)
    .replace(/\s*\/\*program\*\/\s*/, () => script)
    .replace(/\s*\/\*licences\*\/\s*/, () => notices)
    .replace("/*policy*/", () => policy(script));
  return { "index.html": checked(filled) };
}

async function live(css) {
  const [template, { script, inputs }] = await Promise.all([
    page("src/live/index.html"),
    program("src/live/main.tsx"),
  ]);
  const notices = (await licences(root, [...inputs, style])).replaceAll("&", "&amp;");
  const filled = template.replace("<!--licences-->", () => notices);
  return {
    "live/index.html": checkedLive(filled, script),
    "live/app.js": script,
    "live/app.css": withoutAddresses(css),
  };
}

const css = await styles();
const files = { ...(await live(css)), ...(await report(css)) };
await mkdir(join(root, "dist/live"), { recursive: true });
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
for (const [name, text] of Object.entries(files)) {
  await writeFile(join(root, "dist", name), text);
  const packed = kilobytes(gzipSync(text).length);
  console.log(`dist/${name}: ${kilobytes(Buffer.byteLength(text))}, ${packed} compressed`);
}
