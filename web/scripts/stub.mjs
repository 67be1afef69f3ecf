// Serves the live pages over an invented country, for looking at them:
//
//   node scripts/stub.mjs

import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { glossary } from "./glossary.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const outfile = join(root, "out/stub.mjs");
await esbuild.build({
  absWorkingDir: root,
  entryPoints: ["test/live/serve.ts"],
  outfile,
  bundle: true,
  plugins: [glossary(root)],
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node18",
  jsx: "automatic",
  jsxImportSource: "preact",
  define: { "process.env.CONCORD_WEB": JSON.stringify(root) },
});
await import(pathToFileURL(outfile).href);
