// Addresses of the pages, kept after the `#` so that they work from disk, can be mailed, and obey the
// back button: `#/area/icb22/E54000057?mode=exact`.

export const pages = [
  "glance",
  "map",
  "profile",
  "boundaries",
  "changes",
  "functions",
  "who",
  "population",
  "cohorts",
  "need",
  "waiting",
  "money",
  "places",
  "flows",
  "agreements",
  "equity",
  "spending",
  "findings",
  "sources",
  "data",
  "glossary",
  "area",
  "body",
  // Only where there is a server to ask: see live/.
  "ask",
  "decisions",
  "propose",
  "record",
  "rebuild",
  "account",
  "accounts",
  "audit",
] as const;

export type PageName = (typeof pages)[number];

export type Query = Readonly<Record<string, string>>;

export interface Route {
  // Null where the address names no page.
  readonly page: PageName | null;
  readonly parts: readonly string[];
  readonly query: Query;
}

const firstPage: PageName = "glance";

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function parseRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const [first = "", ...parts] = path
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
  const query = Object.fromEntries(new URLSearchParams(search));
  if (first === "") return { page: firstPage, parts, query };
  return { page: pages.find((page) => page === first) ?? null, parts, query };
}

// Empty values are left out, so that an address says only what was chosen.
export function routeHref(
  page: PageName,
  parts: readonly string[] = [],
  query: Query = {},
): string {
  const path = [page, ...parts].map(encodeURIComponent).join("/");
  const chosen = Object.entries(query).filter(([, value]) => value !== "");
  const search = new URLSearchParams(chosen).toString();
  return `#/${path}${search === "" ? "" : `?${search}`}`;
}

export function bodyHref(id: string): string {
  return routeHref("body", [id]);
}

export function questionHref(id: string): string {
  return routeHref("who", [id]);
}

export function areaHref(layer: string, code: string): string {
  return routeHref("area", [layer, code]);
}
