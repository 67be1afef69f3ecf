// Pools, contracts and money beside need of the invented country, worked out by hand. The fund: 60 and
// 40 are put in, 110 are spent, and the 10 above the plan are borne as they were put in, 6 and 4. The
// contract: 100 a month, and in May 20 more than planned at a quarter of 50. The formula: 1,000 people
// by need, 1,200 by avoidable deaths with a weight of a tenth, so that 20 are added.

type Cell = string | number | boolean | null;
type MakeTable<T> = (meaning: string, columns: string, rows: Cell[][]) => T;

export function agreementTables<T>(table: MakeTable<T>, hostile: string): Record<string, T> {
  const fund = [hostile, "2022/23"];
  return {
    pool_contributions: table("put in", "fund year contributor basis planned:money paid:money", [
      [...fund, "board:B1", "mandatory", 50, 50],
      [...fund, "board:B1", "voluntary", 10, null],
      [...fund, "board:B3", "voluntary", 40, 40],
      [hostile, "2021/22", "board:B3", "voluntary", 7, 7],
    ]),
    pool_schemes: table("schemes", "fund year scheme title lead planned:money spent:money", [
      [...fund, "beds", `Beds ${hostile}`, "board:B1", 100, 110],
    ]),
    pool_shares: table("shares", "fund year side form kind to amount:money why", [
      [...fund, "overspend", "by-contribution", "partner", "board:B1", 6, "60 of 100 of 10"],
      [...fund, "overspend", "by-contribution", "partner", "board:B3", 4, hostile],
    ]),
    contracts: table("contracts", "contract title commissioner provider", [
      ["beds", hostile, "board:B1", "board:B3"],
    ]),
    contract_payments: table("payments", "contract year month element kind payment:money why", [
      ["beds", "2022/23", "2022-04", "fixed", "block", 100, "a twelfth of 1,200"],
      ["beds", "2022/23", "2022-05", "fixed", "block", 100, "a twelfth of 1,200"],
      ["beds", "2022/23", "2022-05", "more", "aligned", 250, `20 above the plan ${hostile}`],
      ["beds", "2022/23", "2022-05", "more", "subcontract", 80, "passed on"],
    ]),
  };
}

export function equityTables<T>(table: MakeTable<T>, hostile: string): Record<string, T> {
  const formula = "year body need:number adjustment_weight:number effect:number";
  const council = `year service council deprivation_order:whole per_head:money need_index:number
    per_need:money`;
  const place = `year deprivation_order:whole place per_head:money share_of_spending:number
    shift_of_spending:number`;
  return {
    formula: table("formula", formula, [
      ["2022/23", "board:B1", 1000, 0.1, 20],
      ["2022/23", "board:B3", 1000, 0.1, -20],
    ]),
    council_spending: table("councils", council, [
      ["2022/23", "care", `Poor ${hostile}`, 1, 120, 1.5, 80],
      ["2022/23", "care", "Rich Council", 2, 100, 0.8, 125],
      ["2022/23", "care", "Unknown Council", null, 90, null, null],
    ]),
    place_resources: table("places", place, [
      ["2022/23", 1, "place:east", 50, 0.5, -0.05],
      ["2022/23", 2, hostile, 40, 0.5, 0.05],
    ]),
    practice_groups: table("groups", "year deprivation_group:whole per_weighted_patient:money", [
      ["2022/23", 1, 80],
      ["2022/23", 2, 125],
    ]),
    running_costs: table("costs", "year body running_costs:money effect", [
      ["2022/23", "board:B1", 800, `the team is gone ${hostile}`],
      ["2021/22", "board:B1", 1000, null],
    ]),
  };
}
