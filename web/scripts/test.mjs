// Compiles the tests of a folder and runs them with Node's own test runner.
//
//   node scripts/test.mjs unit|e2e

import { spawn, spawnSync } from "node:child_process";
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

// The files at the same time, each with a browser of its own, for a browser leaves a processor idle half of the
// time; what each says comes whole, one after the other.
function runOne(file) {
  const node = spawn(process.execPath, ["--enable-source-maps", "--test", file]);
  const said = [];
  node.stdout.on("data", (piece) => said.push(piece));
  node.stderr.on("data", (piece) => said.push(piece));
  return new Promise((resolve) => {
    node.on("error", (problem) => resolve({ status: 1, text: `${problem}\n` }));
    node.on("close", (status) => resolve({ status: status ?? 1, text: Buffer.concat(said) }));
  });
}

const compiled = tests.map((name) => join(to, name.replace(/\.ts$/, ".mjs")));
if (kind === "e2e") {
  const runs = await Promise.all(compiled.map(runOne));
  for (const { text } of runs) process.stdout.write(text);
  process.exitCode = Math.max(...runs.map(({ status }) => status));
} else {
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...compiled], {
    stdio: "inherit",
  });
  process.exitCode = run.status ?? 1;
}
