// The map of functions as rows for a picture: one function, and who holds it at each scale. What is
// missing or doubled is said in words.

import { counted } from "../format/numbers";
import { scales, type Governance, type MapRow } from "./governance";

export interface MapCell {
  readonly scale: string;
  readonly entries: readonly MapRow[];
  // What a reader must know of the cell beyond its names.
  readonly remarks: readonly string[];
}

export interface FunctionRow {
  readonly function: string;
  readonly title: string;
  readonly isGap: boolean;
  readonly cells: readonly MapCell[];
}

// What the picture shows: what was passed on, what law gives besides, or where a published map differs.
export const mapParts = ["passed-on", "everything", "differences"] as const;
export type MapPart = (typeof mapParts)[number];

export const mapPartTitles: Readonly<Record<MapPart, string>> = {
  "passed-on": "What was passed on",
  everything: "Everything, also by law alone",
  differences: "Where the published map differs",
};

const differing = ["in part", "other scale", "no authority", "not published"];

export function differsFromPublished(row: MapRow): boolean {
  return differing.includes(row.published);
}

// Whether there is a published map to be held against.
export function hasPublishedMap({ map }: Governance): boolean {
  return map.some((row) => row.published !== "");
}

function isOfPart(row: MapRow, part: MapPart): boolean {
  if (part === "everything") return true;
  if (part === "differences") return differsFromPublished(row);
  return row.remark === "gap" || row.instrument !== "statute";
}

export interface MapFilter {
  readonly part: MapPart;
  readonly scale: string;
  readonly function: string;
}

export function filterMap(map: readonly MapRow[], filter: MapFilter): MapRow[] {
  return map.filter(
    (row) =>
      isOfPart(row, filter.part) &&
      (filter.scale === "" || row.scale === filter.scale) &&
      (filter.function === "" || row.function === filter.function),
  );
}

const publishedTexts: Readonly<Record<string, string>> = {
  agrees: "as published",
  "in part": "held only in part, the published map says more",
  "other scale": "published at another scale",
  "no authority": "only published: no authority",
  "not published": "not on the published map",
};

export function publishedWords(state: string): string {
  return publishedTexts[state] ?? state;
}

export function remarkText(remark: string): string {
  if (remark === "gap") return "nobody holds it";
  return remark === "duplicate" ? "another at this scale holds it too" : "";
}

function remarksOf(entries: readonly MapRow[]): string[] {
  const doubled = new Set(
    entries.filter(({ remark }) => remark === "duplicate").map(({ holder }) => holder),
  ).size;
  const published = differing.flatMap((state) => {
    const count = entries.filter((entry) => entry.published === state).length;
    return count === 0 ? [] : [`${count} ${publishedWords(state)}`];
  });
  const doubles =
    doubled === 0 ? [] : [`${doubled} ${doubled === 1 ? "holds" : "hold"} it beside another`];
  return [...doubles, ...published];
}

function isRemarkable(row: MapRow): boolean {
  return row.remark !== "" || differsFromPublished(row);
}

// One entry a holder, for it may have the function in two ways; those with something to know of them
// first, so that a picture that shows a few shows these.
function byHolder(entries: readonly MapRow[]): MapRow[] {
  const ordered = [
    ...entries.filter(isRemarkable),
    ...entries.filter((entry) => !isRemarkable(entry)),
  ];
  return ordered.filter(
    (entry, index) => ordered.findIndex(({ holder }) => holder === entry.holder) === index,
  );
}

export function functionRows(map: readonly MapRow[]): FunctionRow[] {
  const names = [...new Set(map.map((row) => row.function))];
  return names.map((name) => {
    const own = map.filter((row) => row.function === name);
    const cells = scales.flatMap((scale): MapCell[] => {
      const entries = own.filter((row) => row.holder !== "" && row.scale === scale);
      return entries.length === 0
        ? []
        : [{ scale, entries: byHolder(entries), remarks: remarksOf(entries) }];
    });
    return {
      function: name,
      title: own[0]?.title || name,
      isGap: own.some((row) => row.remark === "gap"),
      cells,
    };
  });
}

export function differencesHeadline(rows: readonly MapRow[]): string {
  const entries = counted(rows.length, "entry differs", "entries differ");
  return `${entries} from the published map`;
}

// "15 functions are held by 31 bodies, committees and posts; 4 functions are held by nobody; …".
export function mapHeadline(rows: readonly FunctionRow[]): string {
  const entries = (row: FunctionRow): readonly MapRow[] =>
    row.cells.flatMap((cell) => cell.entries);
  const holders = new Set(rows.flatMap(entries).map(({ holder }) => holder)).size;
  const held = rows.filter(({ cells }) => cells.length > 0);
  const gaps = rows.filter(({ isGap }) => isGap).length;
  const doubled = rows.filter((row) =>
    entries(row).some(({ remark }) => remark === "duplicate"),
  ).length;
  const [only] = held;
  const by = counted(holders, "body, committee or post", "bodies, committees and posts");
  const begin =
    held.length === 1 && only
      ? `${only.title}: held by ${by}`
      : `${counted(held.length, "function is", "functions are")} held by ${by}`;
  const nobody = counted(gaps, "function is", "functions are");
  return [
    ...(held.length > 0 ? [begin] : []),
    ...(gaps > 0 ? [`${nobody} held by nobody`] : []),
    ...(doubled > 0
      ? [`in ${counted(doubled, "function", "functions")} two at one scale hold the same`]
      : []),
  ].join("; ");
}
