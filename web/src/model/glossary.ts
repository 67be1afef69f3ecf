// The words of the glossary, found in running text.

import { terms, type GlossaryTerm } from "concord:glossary";

export { terms, type GlossaryTerm };

export interface TextPart {
  readonly text: string;
  // Where the part is a word of the glossary, that word.
  readonly term: GlossaryTerm | null;
}

// Words that mean many things outside a glossary are not marked; who looks them up finds them in the list.
const common = ["gain", "mode", "place", "measure", "profile", "published", "kind of body", "band"];

// "Boards" is found by "board", "councils" by "council".
function spellings({ name, also }: GlossaryTerm): string[] {
  const names = name.split(", ").flatMap((one) => one.split(" and "));
  // Of other names those that are written in capitals are too short to be sure of.
  const others = also.split(", ").filter((one) => one.length > 3 && one !== one.toUpperCase());
  return [...names, ...others]
    .map((one) => one.toLowerCase())
    .filter((one) => one.length > 3 && !common.includes(one));
}

const bySpelling = new Map(terms.flatMap((term) => spellings(term).map((one) => [one, term])));

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// The longest first, so that "strategic authority" is not taken for "authority".
const pattern = new RegExp(
  `(?<![\\p{L}\\p{N}])(${[...bySpelling.keys()]
    .sort((a, b) => b.length - a.length)
    .map((one) => escaped(one).replace(/y$/, "(?:y|ies)"))
    .join("|")})(s?)(?![\\p{L}\\p{N}])`,
  "giu",
);

function termOf(word: string): GlossaryTerm | null {
  const plain = word.toLowerCase();
  const tries = [plain, plain.replace(/ies$/, "y"), plain.replace(/s$/, "")];
  for (const one of tries) {
    const term = bySpelling.get(one);
    if (term) return term;
  }
  return null;
}

// Each term is marked where it stands first; `seen` is kept by whoever shows several texts together.
export function glossed(text: string, seen: Set<string>): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const term = termOf(match[0]);
    if (!term || seen.has(term.name)) continue;
    seen.add(term.name);
    if (match.index > end) parts.push({ text: text.slice(end, match.index), term: null });
    parts.push({ text: match[0], term });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), term: null });
  return parts;
}
