// Reading what was written by another program: every value is checked, and one that is missing or of
// the wrong kind becomes an empty one, so that a newer or older build still shows what it can.

import type {
  AreaShape,
  AskedPair,
  Cell,
  ColumnMeaning,
  ColumnType,
  Description,
} from "./document";
import type { PrintedTable, Ring, Rule, RuleNotInForce, Source, System, Table } from "./document";
import type { Tile } from "./document";

type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown, otherwise = 0): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

function cell(value: unknown): Cell {
  const kind = typeof value;
  return kind === "string" || kind === "number" || kind === "boolean" ? (value as Cell) : null;
}

const columnTypes: readonly ColumnType[] = ["text", "whole", "number", "money", "truth", "date"];

function readColumn(value: unknown): ColumnMeaning {
  const given = fields(value);
  const type = columnTypes.find((known) => known === given["type"]) ?? "text";
  return { name: text(given["name"]), type, meaning: text(given["meaning"]) };
}

export function readTable(name: string, value: unknown): Table {
  const given = fields(value);
  const columns = list(given["columns"]).map(readColumn);
  // A column that says the same words over and over lists them once; its cells hold their places.
  const words = list(given["columns"]).map((column) => list(fields(column)["words"]));
  const rows = list(given["rows"]).map((row) => {
    const cells = list(row);
    return columns.map((_, index) => {
      const own = cells[index];
      const known = words[index] ?? [];
      return cell(known.length > 0 && typeof own === "number" ? known[own] : own);
    });
  });
  return { name, meaning: text(given["meaning"]), columns, rows };
}

function readPairs(value: unknown): AskedPair[] {
  return list(value).flatMap((entry) => {
    const [one, other] = list(entry);
    return typeof one === "string" && typeof other === "string" ? [[one, other] as const] : [];
  });
}

function readTexts(value: unknown): ReadonlyMap<string, string> {
  return new Map(Object.entries(fields(value)).map(([name, entry]) => [name, text(entry)]));
}

function readSystem(value: unknown): System {
  const given = fields(value);
  const published = list(given["published"]).map((entry): PrintedTable => {
    const printed = fields(entry);
    return { layer: text(printed["layer"]), source: text(printed["source"]) };
  });
  return {
    name: text(given["name"]),
    asAt: text(given["as_at"]),
    financialYear: text(given["financial_year"]),
    profile: text(given["profile"]),
    hasOpenData: given["has_open_data"] === true,
    profiles: list(given["profiles"]).map(text),
    published,
    systemLayer: text(given["system_layer"]),
    authorityLayer: text(given["authority_layer"]),
    tolerance: number(given["tolerance"]),
    note: text(given["note"]),
    overlaps: readPairs(given["overlaps"]),
    changes: readPairs(given["changes"]),
  };
}

function readSource(value: unknown): Source {
  const given = fields(value);
  return {
    id: text(given["id"]),
    measure: text(given["measure"]),
    title: text(given["title"]),
    publisher: text(given["publisher"]),
    licence: text(given["licence"]),
    date: text(given["date"]),
    address: text(given["address"]),
    path: text(given["path"]),
    note: text(given["note"]),
  };
}

function readRules(value: unknown): ReadonlyMap<string, Rule> {
  return new Map(
    Object.entries(fields(value)).map(([id, entry]) => {
      const given = fields(entry);
      const requirements = list(given["requirements"]).map(text);
      const explanation = text(given["explanation"]);
      return [id, { title: text(given["title"]), explanation, requirements }];
    }),
  );
}

function readNotInForce(value: unknown): RuleNotInForce {
  const given = fields(value);
  return {
    id: text(given["id"]),
    title: text(given["title"]),
    findings: number(given["findings"]),
  };
}

function readTile(value: unknown): Tile {
  const given = fields(value);
  return {
    code: text(given["code"]),
    label: text(given["label"]),
    column: number(given["column"]),
    row: number(given["row"]),
  };
}

// A ring is one list: the first point, and the steps from each to the next. Pairs are read too.
function readRing(value: unknown): Ring {
  const given = list(value);
  if (typeof given[0] !== "number") {
    return given.flatMap((point) => {
      const [longitude, latitude] = list(point);
      const isPoint = typeof longitude === "number" && typeof latitude === "number";
      return isPoint ? [[longitude, latitude] as const] : [];
    });
  }
  const ring: [number, number][] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i + 1 < given.length; i += 2) {
    x += number(given[i]);
    y += number(given[i + 1]);
    ring.push([x, y]);
  }
  return ring;
}

export function readShapes(value: unknown): readonly AreaShape[] {
  return list(value).map((entry) => {
    const given = fields(entry);
    return { code: text(given["code"]), rings: list(given["rings"]).map(readRing) };
  });
}

export function readDescription(value: unknown): Description {
  const given = fields(value);
  return {
    version: text(given["version"]),
    system: readSystem(given["system"]),
    sources: list(given["sources"]).map(readSource),
    absent: list(given["absent"]).map(readSource),
    outlines: readTexts(given["outlines"]),
    layerTitles: readTexts(given["layer_titles"]),
    names: readTexts(given["names"]),
    rules: readRules(given["rules"]),
    notInForce: list(given["not_in_force"]).map(readNotInForce),
    tiles: list(given["tiles"]).map(readTile),
    tableNames: Object.keys(fields(given["tables"])),
    shapeLayers: Object.entries(fields(given["shapes"]))
      .filter(([, shapes]) => list(shapes).length > 0)
      .map(([layer]) => layer),
  };
}
