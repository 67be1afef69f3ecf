// The house rules that neither the compiler nor the formatter holds: no file over 400 lines, no
// function over 70.

import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const mostLines = 400;
const mostFunctionLines = 70;

async function* files(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (/\.(tsx?|mjs|scss)$/.test(entry.name)) yield path;
  }
}

function longFunctions(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
  const found = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const first = lineOf(node.getStart(source));
      const lines = lineOf(node.end) - first + 1;
      if (lines > mostFunctionLines) found.push(`${first}: a function of ${lines} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const problems = [];
for (const folder of ["src", "test", "scripts"]) {
  for await (const path of files(join(root, folder))) {
    const text = await readFile(path, "utf8");
    const name = relative(root, path);
    const lines = text.split("\n").length - 1;
    if (lines > mostLines) problems.push(`${name}: ${lines} lines`);
    if (!path.endsWith(".scss")) {
      problems.push(...longFunctions(path, text).map((found) => `${name}:${found}`));
    }
  }
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
