// The terms of GLOSSARY.md as data: `import { terms } from "concord:glossary"`.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

// "**System** (integrated care system, ICS): the NHS bodies …" is the term, what else it is called, and
// what it means. Lines stand under the heading before them.
export function readGlossary(markdown) {
  const terms = [];
  let section = "";
  for (const block of markdown.split(/\n\s*\n/)) {
    const heading = /^## (.*)$/m.exec(block);
    if (heading) section = heading[1];
    const entry = /^\*\*([^*]+)\*\*\s*(?:\(([^)]*)\))?[^:]*:\s*([^]*)$/.exec(block.trim());
    if (!entry) continue;
    const [, names, also = "", meaning] = entry;
    const plain = meaning
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/\*+/g, "")
      .replace(/\s+/g, " ")
      .trim();
    const text = plain.charAt(0).toUpperCase() + plain.slice(1);
    terms.push({ section, name: names.trim(), also: also.trim(), text });
  }
  return terms;
}

export function glossary(root) {
  return {
    name: "glossary",
    setup(build) {
      build.onResolve({ filter: /^concord:glossary$/ }, () => ({
        path: "glossary",
        namespace: "concord",
      }));
      build.onLoad({ filter: /.*/, namespace: "concord" }, async () => {
        const terms = readGlossary(await readFile(join(root, "../GLOSSARY.md"), "utf8"));
        if (terms.length < 20) throw new Error("GLOSSARY.md is not written as it was");
        return { contents: `export const terms = ${JSON.stringify(terms)};`, loader: "js" };
      });
    },
  };
}
