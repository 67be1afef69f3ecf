// Compiles the tests of a folder and runs them with Node's own test runner.
//
//   node scripts/test.mjs unit|e2e

import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { glossary } from "./glossary.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [kind = "unit"] = process.argv.slice(2);
const from = join(root, "test", kind);
const to = join(root, "out", kind);

const tests = (await readdir(from)).filter((name) => name.endsWith(".test.ts")).sort();
if (tests.length === 0) throw new Error(`no tests in ${from}`);
await rm(to, { recursive: true, force: true });
await esbuild.build({
  absWorkingDir: root,
  entryPoints: tests.map((name) => join(from, name)),
  outdir: to,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  plugins: [glossary(root)],
  // What stands in node_modules is loaded from there.
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node18",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  define: { "process.env.CONCORD_WEB": JSON.stringify(root) },
});

const compiled = tests.map((name) => join(to, name.replace(/\.ts$/, ".mjs")));
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...compiled], {
  stdio: "inherit",
});
process.exitCode = run.status ?? 1;
