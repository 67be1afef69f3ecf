// Waiting lists of the invented country: two boards over two months, and groups of one system's rows.

type Cell = string | number | boolean | null;
type MakeTable<T> = (meaning: string, columns: string, rows: Cell[][]) => T;

const shareColumns = "value:number lowercl:number uppercl:number";

function groupRows(hostile: string): Cell[][] {
  const row = (split: string, group: string, value: number | null): Cell[] => [
    ...[split, group, 52, 100, value === null ? null : value * 100],
    ...[value, value === null ? null : value - 0.05, value === null ? null : value + 0.05],
    1.5,
  ];
  return [
    row("all", "all", 0.2),
    row("fifth", "1", 0.5),
    row("fifth", "5", 0.1),
    row("fifth", "unknown", 0.9),
    row("fifth", "3", null),
    row("ethnicity", hostile, 0.25),
    row("ethnicity", "unknown", 0.15),
  ];
}

function listRows(hostile: string): Cell[][] {
  const row = (body: string, name: string, weeks: number, value: number): Cell[] => [
    ...["lists22", body, name, "all", "2024-12-31", weeks, 1000, value * 1000],
    ...[value, value - 0.01, value + 0.01],
  ];
  return [
    row("QQ1", `Board ${hostile}`, 18, 0.4),
    row("QQ2", "Plain Board", 18, 0.3),
    row("QQ1", `Board ${hostile}`, 52, 0.05),
    row("QQ2", "Plain Board", 52, 0.02),
  ];
}

export function waitingTables<T>(table: MakeTable<T>, hostile: string): Record<string, T> {
  const month = (body: string, day: string, over: number): Cell[] => [
    ...[body, "all", day, 1000, over, over / 8, "lists22"],
  ];
  return {
    waiting_groups: table(
      "groups",
      `split group weeks:whole waiting:whole over:whole ${shareColumns} ratio:number`,
      groupRows(hostile),
    ),
    waiting_lists: table(
      "lists",
      `source body name list day:date weeks:whole waiting:whole over:whole ${shareColumns}`,
      listRows(hostile),
    ),
    waiting_months: table(
      "months",
      "body list month:date waiting:whole share_over_18:number share_over_52:number source",
      [month("QQ1", "2024-11-01", 0.36), month("QQ1", "2024-12-01", 0.4)],
    ),
    waiting_queue: table("queue", "body list load:number state", [["QQ1", "all", 1.02, "grows"]]),
  };
}
