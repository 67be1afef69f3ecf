// An invented country, small enough to know by heart, with everything that could go wrong in its text.
//
// Two vintages of boards: four areas in `board21`, and the same four a year later in `board22`, of which
// one took 30 people from its neighbour. Two authorities, `north` holding two boards whole and `south`
// a part of a third. Ten shires, a layer without shapes and without tiles.

import { governanceTables } from "./governance-fixture";
import { moneyNames, moneyTables } from "./money-fixture";
import { peopleTables, smallAreas } from "./people-fixture";
import { waitingTables } from "./waiting-fixture";

type Cell = string | number | boolean | null;

interface FixtureTable {
  meaning: string;
  columns: { name: string; type: string; meaning: string }[];
  rows: Cell[][];
}

// Would run if it were ever put in as HTML.
export const hostile = `</script><img src=x onerror="window.hacked=true"><b>Ashmoor</b>`;
export const veryLong = `Llanfair${"pwllgwyngyll".repeat(20)} and the Vale`;
export const formula = `=HYPERLINK("elsewhere")`;

function table(meaning: string, columns: string, rows: Cell[][]): FixtureTable {
  return {
    meaning,
    columns: columns
      .trim()
      .split(/\s+/)
      .map((column) => {
        const [name = "", type = "text"] = column.split(":");
        return { name, type, meaning: `what ${name} says` };
      }),
    rows,
  };
}

const profileColumns = `layer code ods_code name region lsoas:whole lsoas_urban:whole pct_urban:number
  urban_band lsoas_most_deprived_quintile:whole pct_most_deprived_quintile:number deprivation_band
  population:whole size_band utlas:whole utla_band la_tiers trusts:whole trust_band mode
  population_source deprivation_index rural_urban ics_wave:whole vanguards:whole pioneers:whole flags`;

interface Board {
  code: string;
  ods: string;
  name: string | null;
  people: number;
  deprived: number | null;
  band: string | null;
}

const boards: Board[] = [
  { code: "B01", ods: "QAA", name: hostile, people: 1000, deprived: 12.5, band: "low" },
  { code: "B02", ods: "QBB", name: veryLong, people: 2000, deprived: 25.25, band: "medium" },
  { code: "B03", ods: "QCC", name: formula, people: 3000, deprived: 50.75, band: "high" },
  { code: "B04", ods: "QDD", name: null, people: 4000, deprived: null, band: null },
];

function profileRow(layer: string, mode: string, board: Board): Cell[] {
  const isPublished = mode === "published";
  const deprived =
    board.deprived === null || !isPublished ? board.deprived : Math.round(board.deprived);
  const flag = "trusts: printed 2, data give 1 (a test)";
  const isFlagged = layer === "board21" && isPublished && board.code === "B02";
  const printed = layer === "board21" ? [1, 0, 2] : [null, null, null];
  return [
    [layer, board.code, board.ods, board.name, board.code < "B03" ? "Upland" : "Lowland"],
    [10, 5, 50, "mixed", board.deprived === null ? null : 3, deprived, board.band],
    [board.people, "medium", 2, "medium", "Single", 2, "medium", mode],
    [
      isPublished && layer === "board21" ? "as printed" : "registered: lists22",
      "index19",
      "class11",
    ],
    [...printed, isFlagged ? flag : null],
  ].flat();
}

function shireRow(mode: string, index: number): Cell[] {
  return [
    ["shire22", `S${index}`, null, `Shire of ${index}`, index % 2 ? "Upland" : "Lowland"],
    [index, index, 100, "more urban", 0, index / 3, index > 5 ? "high" : "low"],
    [100 * index, "small", 1, "low", "Two-tier", null, null, mode],
    ["resident: census22", "index19", "class11", null, null, null, null],
  ].flat();
}

function profile(): FixtureTable {
  const modes = ["published", "exact"];
  const layers = ["board21", "board22"];
  const rows = layers.flatMap((layer) =>
    modes.flatMap((mode) => boards.map((board) => profileRow(layer, mode, board))),
  );
  const shires = modes.flatMap((mode) =>
    Array.from({ length: 14 }, (_, index) => shireRow(mode, index + 1)),
  );
  return table("the characteristics of the areas", profileColumns, [...rows, ...shires]);
}

const weighed = ["census22", "small11", "best-fit, at most 12 people misplaced"];

function overlaps(): FixtureTable {
  const columns = `layer_a code_a name_a layer_b code_b name_b lsoas:whole population:whole
    share_of_a:number share_of_b:number jaccard:number population_source small_areas fit`;
  return table("the part that each pair of areas has in common", columns, [
    ["board22", "B01", hostile, "auth22", "north", "North", 10, 1000, 1, 1 / 3, 1 / 3, ...weighed],
    ["board22", "B02", veryLong, "auth22", "north", "North", 20, 2000, 1, 2 / 3, 2 / 3, ...weighed],
    ["board22", "B03", formula, "auth22", "south", null, 3, 900, 0.3, 1, 0.3, ...weighed],
    ["board22", "B03", formula, "auth22", "west", "West", 1, 300, 0.1, 1, 0.1, ...weighed],
  ]);
}

function coterminosity(): FixtureTable {
  const columns = `layer_a code_a name_a population:whole layer_b best_code_b best_name_b
    jaccard:number share_in_best:number pieces:whole effective_pieces:number uncovered_share:number
    class population_source small_areas fit`;
  const row = (board: number, people: number, rest: Cell[]): Cell[] => {
    const { code = "", name = null } = boards[board] ?? {};
    return ["board22", code, name, people, "auth22", ...rest, ...weighed];
  };
  return table("how each area of a layer stands to another", columns, [
    row(0, 1000, ["north", "North", 1 / 3, 1, 1, 1, 0, "a-inside-b"]),
    row(1, 2000, ["north", "North", 2 / 3, 1, 1, 1, 0, "a-inside-b"]),
    row(2, 3000, ["south", null, 0.3, 0.3, 2, 1.6, 0.6, "b-inside-a"]),
    row(3, 4000, [null, null, 0, 0, 0, 0, 1, "none"]),
  ]);
}

function changes(): FixtureTable {
  const columns = `layer_a layer_b from_code from_name to_code to_name lsoas:whole population:whole
    population_source small_areas fit`;
  return table("people who moved", columns, [
    ["board21", "board22", "B01", hostile, "B02", veryLong, 3, 30, ...weighed],
    ["board21", "board22", "B03", formula, "B02", veryLong, 1, 10, ...weighed],
  ]);
}

function published(): FixtureTable {
  const columns = "layer code column printed recomputed agrees:truth note source";
  const book = "A book of tables";
  return table("printed values beside what the data give", columns, [
    ["board21", "B01", "trusts", "2", "2", true, null, book],
    ["board21", "B02", "trusts", "2", "1", false, "a test", book],
    ["board21", "B03", "trusts", "2", null, null, null, book],
    ["board21", "B01", "population", "1000", "1000", true, null, book],
  ]);
}

function findings(): FixtureTable {
  const columns = `id severity stage subject message file line:whole column:whole help authority`;
  const help = "give a `lookup`";
  return table("everything worth knowing", columns, [
    ["REG900", "information", "registry", "B01", "`B01` is small", null, null, null, help, "a law"],
    ["REG901", "warning", "registry", "B02", hostile, "a/b.csv", 3, 7, help, null],
    ["REG901", "error", "registry", null, "`x` is missing", "a/b.csv", 4, null, "look", null],
  ]);
}

function inputs(): FixtureTable {
  const columns = `dataset path bytes:whole sha256 rows_read:whole rows_skipped:whole
    rows_repaired:whole rows_outside:whole note`;
  return table("what became of each file", columns, [
    ["lookup", "a/b.csv", 123456, "f".repeat(64), 100, 2, 1, 5, "byte order mark removed"],
    ["people", hostile, 10, "0".repeat(64), 3, 0, 0, 0, null],
  ]);
}

function layers(): FixtureTable {
  const columns =
    "layer kind title valid_from:date valid_to:date areas:whole is_small:truth small_areas";
  return table("the layers", columns, [
    ["board21", "board", "Boards, 2021", "2021-04-01", "2022-06-30", 4, false, "small11"],
    ["board22", "board", "Boards, 2022", "2022-07-01", null, 4, false, "small11"],
    ["auth22", "custom", `Authorities ${hostile}`, null, null, 3, false, "small11"],
    ["small11", "small", "Small areas, 2011", "2011-01-01", null, 40, true, "small11"],
  ]);
}

function square(code: string, column: number, row: number): { code: string; rings: number[][][] } {
  const [west, south] = [column * 500, 52000 - row * 500];
  const ring = [
    [west, south],
    [west + 500, south],
    [west + 500, south + 500],
    [west, south + 500],
    [west, south],
  ];
  return { code, rings: [ring] };
}

const squares = [
  square("B01", 0, 0),
  square("B02", 1, 0),
  square("B03", 0, 1),
  square("B04", 1, 1),
];

export interface FixtureDocument {
  system: Record<string, unknown>;
  tables: Record<string, FixtureTable>;
  [part: string]: unknown;
}

export function fixture(): FixtureDocument {
  return {
    version: "0.0.0",
    system: {
      name: "The Boards of Nowhere & <Elsewhere>",
      as_at: "2022-07-01",
      financial_year: "2022-23",
      profile: "act-2022",
      has_open_data: true,
      profiles: ["board21", "board22", "shire22"],
      published: [{ layer: "board21", source: "A book of tables" }],
      system_layer: "board22",
      authority_layer: "auth22",
      tolerance: 0.01,
      overlaps: [["board22", "auth22"]],
      // The second pair was compared and nobody moved; the third could not be.
      changes: [
        ["board21", "board22"],
        ["board22", "auth22"],
        ["board22", "gone30"],
      ],
      note: "Contains invented information.",
    },
    tables: {
      system_profile: profile(),
      profile_published: published(),
      area_overlap: overlaps(),
      coterminosity: coterminosity(),
      boundary_changes: changes(),
      findings: findings(),
      inputs: inputs(),
      area_layers: layers(),
      layer_fits: table("fits", "layer small_areas how people_misplaced_at_most:whole", [
        ["board21", "small11", "exact", 0],
        ["board22", "small11", "best-fit", 12],
      ]),
      places: table("places", "id name kind population:whole", []),
      ...governanceTables(table, hostile),
      ...moneyTables(table, hostile),
      ...waitingTables(table, hostile),
      ...peopleTables(table, hostile),
    },
    sources: [
      source("index19", "Index of Hardship 2019", "https://example.org/index"),
      source("census-of-22", "Census of Nowhere 2022", `javascript:window.hacked=true`, "census22"),
      source("shapes21", "Outlines of the boards of 2021", "https://example.org/shapes"),
    ],
    absent: [source("lists22", `Lists of 2022 ${hostile}`, "https://example.org/lists")],
    outlines: { board21: "shapes21", board22: "shapes21" },
    names: moneyNames(hostile, veryLong),
    layer_titles: { gone30: "Boards, 2030" },
    not_in_force: [{ id: "REG902", title: "a board is too round", findings: 2 }],
    rules: {
      REG900: { title: "a board is small", explanation: "It `is`.", requirements: ["PIR-R900"] },
      REG901: { title: hostile, explanation: hostile, requirements: [] },
    },
    tiles: [
      { code: "QAA", label: "Ash", column: 3, row: 2 },
      { code: "QBB", label: "Llan", column: 4, row: 2 },
      { code: "B03", label: "Hyp", column: 3, row: 3 },
      { code: "QZZ", label: "None", column: 5, row: 3 },
    ],
    shapes: { board21: squares, board22: squares },
    small_areas: smallAreas as object | null,
  };
}

function source(id: string, title: string, address: string, measure = id): Record<string, string> {
  const publisher = "Office of Nowhere";
  const rest = { licence: "Open", path: `data/${id}.csv`, note: "", date: "2021-03-21" };
  return { id, measure, title, address, publisher, ...rest };
}

// The same country with every table empty and no pictures.
export function emptyFixture(): FixtureDocument {
  const full = fixture();
  const tables = Object.fromEntries(
    Object.entries(full.tables).map(([name, { meaning, columns }]) => {
      return [name, { meaning, columns, rows: [] }];
    }),
  );
  const system = { ...full.system, has_open_data: false };
  const none = { sources: [], rules: {}, tiles: [], shapes: {}, outlines: {}, not_in_force: [] };
  const empty = { ...none, small_areas: null };
  return { ...full, ...empty, system, tables };
}
