// The money of the invented country, worked out by hand. Three boards with one rule of pace that takes
// back a fifth of the distance, up to half a per cent: B1 stands 10% above and loses 0.5% of 110, B2
// 1% above and loses 0.2% of 101, B3 5% below and gains 0.5% of 95.

import { agreementTables, equityTables } from "./agreements-fixture";

type Cell = string | number | boolean | null;
type MakeTable<T> = (meaning: string, columns: string, rows: Cell[][]) => T;

export const moneyNames = (hostile: string, veryLong: string): Record<string, string> => ({
  "board:B1": `NHS ${hostile} Board`,
  "board:B2": `NHS ${veryLong} Board`,
  "board:B3": "NHS Plain Board",
  "place:east": "East",
});

// Millions of pounds: baseline 100, growth and target as the words above say.
function allocationRows(): Cell[][] {
  const million = 1_000_000;
  const row = (year: string, body: string, target: number, before: number, by: number): Cell[] => {
    const grown = 110 * million;
    const allocation = grown * (1 + by);
    return [
      ...[year, body, "core", 100 * million, 0.1, target, before, by, allocation],
      ...[allocation / target - 1, 50_000, allocation / 50_000, 0, 0, allocation - grown],
      ...["given", "lists22"],
    ];
  };
  const gaps = (count: number): null[] => Array.from({ length: count }, () => null);
  return [
    row("2022/23", "board:B1", 100 * million, 0.1, -0.005),
    row("2022/23", "board:B2", (110 / 1.01) * million, 0.01, -0.002),
    row("2022/23", "board:B3", (110 / 0.95) * million, -0.05, 0.005),
    row("2021/22", "board:B1", 100 * million, 0.1, -0.005),
    [
      ...["2022/23", "board:B1", "running-costs", 2 * million, ...gaps(4), 2 * million, ...gaps(7)],
      "census-of-22",
    ],
  ];
}

function placeRows(hostile: string): Cell[][] {
  const row = (place: string, stream: string, index: number | null, budget: number): Cell[] => [
    ...["2022/23", "board:B1", place, stream, 1000, 1000 * (index ?? 0), index, budget, budget / 2],
    ...[0.01, budget, budget / 1000, 1, `it is so: ${hostile}`, budget / 100, 0.5, -0.03],
  ];
  return [
    row("place:east", "core", 1.25, 60),
    row(hostile, "core", 0.75, 40),
    row("place:east", "together", 1.2, 60),
    row(hostile, "together", null, 40),
  ];
}

function flowRows(hostile: string): Cell[][] {
  return [
    ["2022/23", "England", "board:B1", "allocation", "plan", 100],
    ["2022/23", "England", "board:B1", "allocation", "actual", 101.5],
    ["2022/23", "board:B1", "place:east", "community", "plan", 60],
    ["2022/23", "board:B1", hostile, "acute", "plan", 40],
    ["2022/23", "place:east", "board:B1", "returned", "plan", 5],
    ["2022/23", "board:B1", "place:east", "nothing", "plan", 0],
    ["2021/22", "England", "board:B1", "allocation", "plan", 90],
  ];
}

const shares = "entity type_category area_category payments:whole amount:money share:number";

function spendTables<T>(table: MakeTable<T>, hostile: string): Record<string, T> {
  const months = ["2020-03", "2020-04", "2020-05", "2020-06"];
  const states = ["complete", "missing", "twice", "without type"];
  return {
    spend_entities: table("bodies", "entity payments:whole amount:money", [
      [hostile, 300, 1_000_000],
      ["Plain Council", 1, 500],
    ]),
    spend_months: table("months", "entity month state payments:whole amount:money", [
      ...months.map((month, index): Cell[] => [hostile, month, states[index] ?? "", 100, 10.5]),
      ["Plain Council", "2020-04", "complete", 1, 500],
    ]),
    spend_shares: table("shares", shares, [
      [hostile, "Acute", "Hospitals", 200, 600_000, 0.6],
      [hostile, null, null, 100, 400_000, 0.4],
      ["Plain Council", "Acute", "Roads", 1, 500, 1],
    ]),
    spend_outliers: table("outliers", "entity area_category month amount:money robust_z:number", [
      [hostile, "Hospitals", "2020-06", 10.5, 4.2],
    ]),
    spend_conflicts: table("conflicts", "kind expense_type taken others amount:money", []),
    spend_suppliers: table("suppliers", "supplier amount:money match candidates", [
      [hostile, 10, "unmatched", null],
    ]),
    spend_files: table("files", "file rows:whole columns", [[`${hostile}.csv`, 300, hostile]]),
  };
}

const allocationColumns = `year body stream baseline:money base_growth:number target:money
  distance_before:number convergence:number allocation:money distance_after:number population:number
  per_head:money with_places:money share_with_places:number gain:money target_basis source`;
const placeColumns = `year body place stream population:number weighted_population:number
  need_index:number target:money baseline:money convergence:number budget:money per_head:money
  change:number explanation fair_share:number current_share:number distance:number`;
const methodColumns = `year subject title rule floor:number cap:number evidence round:money
  quantum:money need inequalities advice gaps note source`;

export function moneyTables<T>(table: MakeTable<T>, hostile: string): Record<string, T> {
  const rule = "-0.025 0.005; 0 0; 0.025 -0.005";
  const core = ["core", "A fifth", rule, null, null, `Found ${hostile}.`, 0.01, null, hostile];
  return {
    allocations: table("allocations", allocationColumns, allocationRows()),
    place_budgets: table("places", placeColumns, placeRows(hostile)),
    money_methods: table("methods", methodColumns, [
      ["2022/23", ...core, "so", hostile, null, null, "lists22"],
      [
        ...["2022/23", "places", null, null, null, null, null, null, null, null, null, null],
        ...["refuse", `An illustration ${hostile}`, "lists22"],
      ],
    ]),
    flows: table("flows", "year from to purpose basis amount:money", flowRows(hostile)),
    inequality_money: table("inequalities", "year body received:money use national_share:number", [
      ["2022/23", "board:B1", 2000, `partial ${hostile}`, 0.00129],
    ]),
    prevention_spending: table("prevention", "year body prevention:money share:number", [
      ["2022/23", "board:B3", 40_000, 0.04],
    ]),
    ...spendTables(table, hostile),
    ...agreementTables(table, hostile),
    ...equityTables(table, hostile),
  };
}
