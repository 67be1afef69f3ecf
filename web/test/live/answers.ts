// What the stub server knows: an invented country, who may decide in it, a register, accounts and an audit.

import type { FixtureDocument } from "../fixture";

type Row = readonly (string | number | boolean | null)[];

interface Answer {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  readonly prose: string;
  readonly diagnostics: readonly object[];
}

export function answer(table: string, columns: string, rows: readonly Row[]): Answer {
  const named = columns.split(/\s+/).map((column) => {
    const [name = "", type = "text"] = column.split(":");
    return { name, type };
  });
  return { table, columns: named, rows, notes: [], prose: "", diagnostics: [] };
}

const whoColumns =
  "holder name kind scale may_decide first chain limit_low limit_high quorum publicity " +
  "stepping_back conditions steps accountable reason function";

const act = "Health of Nowhere Act 1900";
const law = `Board (${act})`;

export const hostile = `<img src=x onerror="window.hacked=true"> & Son`;

// Up to £5,000 the committee decides, above it the board; of roads nobody knows.
export function who(asked: URLSearchParams): Answer {
  const name = asked.get("function") || "buy";
  const value = Number(asked.get("value") ?? "0");
  const isSmall = value <= 5000;
  const blank = (holder: string, title: string, kind: string, reason: string): Row => [
    ...[holder, title, kind, "place", "no", "", "", "", "", "", "", "", "", "", "", reason, name],
  ];
  if (name === "roads") {
    const rows = [blank("board", "Board", "nhs-board", "function not held by anyone above")];
    return answer("who", whoColumns, rows);
  }
  const chain = `${law} > ${hostile} (delegation to a committee, scheme 4)`;
  const limits = [
    "",
    "5000.00",
    "3 of 5 voting members",
    "meets in public",
    "",
    "the council agrees",
  ];
  const committee: Row = [
    ...["committee", hostile, "committee", "place", "yes", "yes", chain, ...limits],
    ...["take advice; assess need", "Board", "", name],
  ];
  const board: Row = [
    ...["board", "Board", "nhs-board", "system", "yes", isSmall ? "" : "yes", law, "", "", ""],
    ...["", "", "", "", "Board", "", name],
  ];
  const above = "above a ceiling: limit x of committee is up to £5,000";
  return answer("who", whoColumns, [
    ...(isSmall ? [committee, board] : [board, blank("committee", hostile, "committee", above)]),
    blank("alliance", "Alliance of charities", "forum", "not a holder"),
  ]);
}

const linkColumns =
  "function holder chain:whole link:whole link_holder name instrument instrument_title " +
  "ceiling:money document clause grant source";

// The same question's chains: the board by law, the committee by a delegation of the board's.
export function chainsOf(asked: URLSearchParams): Answer {
  const name = asked.get("function") || "buy";
  if (name === "roads") return answer("who_chains", linkColumns, []);
  const first = (holder: string): Row => [
    ...[name, holder, 1, 1, "board", "Board", "law", "by law", null, act, "", "", ""],
  ];
  const [instrument, title] = ["committee-delegation", "delegation to a committee"];
  const second: Row = [
    ...[name, "committee", 1, 2, "committee", hostile, instrument, title, "5000.00"],
    ...["scheme", "4", "buying", "scheme.csv:2"],
  ];
  const isSmall = Number(asked.get("value") ?? "0") <= 5000;
  const rows = isSmall ? [first("committee"), second, first("board")] : [first("board")];
  return answer("who_chains", linkColumns, rows);
}

export interface Decision {
  readonly id: string;
  readonly title: string;
  readonly decider: string;
  state: string;
  readonly entries: string[];
}

export function firstDecisions(): Decision[] {
  return [
    {
      ...{ id: "2021-001", title: `Nursing in Ash ${hostile}`, decider: "committee" },
      ...{ state: "discussed" },
      entries: ["proposed on 2021-05-01 by clerk", "discussed on 2021-05-08 by clerk"],
    },
    {
      ...{ id: "2021-002", title: "A plan for all", decider: "board", state: "published" },
      entries: ["proposed on 2021-05-02 by clerk", "published on 2021-06-01 by clerk"],
    },
  ];
}

export function register(decisions: readonly Decision[]): Answer {
  const columns = "decision title state route outcome decider last_step:date entries:whole";
  return answer(
    "decisions",
    columns,
    decisions.map(({ id, title, state, decider, entries }) => {
      return [id, title, state, null, null, decider, "2021-06-01", entries.length];
    }),
  );
}

export function inFull({ id, title, state, decider, entries }: Decision): Answer {
  const steps = entries.map((entry, index): Row => {
    const recorded = `recorded at 2021-06-01T10:00:00Z, hash ${String(index).repeat(64)}`;
    return [`entry ${index + 1}`, `${entry}\nview of council: too long\n${recorded}`];
  });
  return answer("decision", "part text", [
    ["decision", `${id}: ${title}`],
    ["state", state],
    ["decider", decider],
    ["act", "approve"],
    ["function", "buy"],
    ["places", "ash"],
    ["value", "4000.00"],
    ["authority", "Board holds `buy` (Health of Nowhere Act 1900) → committee"],
    ["inequalities", "nearer to those who travel least"],
    ["done before", "equality: assessment in paper 12"],
    ...steps,
  ]);
}

// What the rules have against a proposal, as the server says it of the file that was sent.
export function refusals(toml: string): object[] {
  const found: object[] = [];
  const add = (message: string, help: string): number =>
    found.push({ message, help, parameter: "" });
  if (!toml.includes("title = ")) add("DEC001: `title` is missing", "add a title");
  if (toml.includes("9000000")) {
    add("DEC014: `value` is above the limit of committee", "let the board decide, or lower it");
  }
  return found;
}

const rolesOf: Readonly<Record<string, readonly string[]>> = {
  reader: ["read"],
  analyst: ["read", "rebuild"],
  member: ["read", "propose"],
  secretary: ["read", "propose", "record", "publish", "read-audit"],
  finance: ["read"],
  administrator: ["read", "rebuild", "manage-accounts", "read-audit"],
};

export function rightsOf(roles: readonly string[]): string[] {
  return [...new Set(roles.flatMap((role) => rolesOf[role] ?? []))];
}

export interface StubAccount {
  readonly name: string;
  full_name: string;
  roles: readonly string[];
  password: string;
  disabled: boolean;
  code: boolean;
}

export const password = "correct horse battery";

// One of each role, named after it.
export function firstAccounts(): Map<string, StubAccount> {
  const names = Object.keys(rolesOf);
  return new Map(
    names.map((name) => {
      const account = { name, full_name: `${name} of Nowhere`, roles: [name], password };
      return [name, { ...account, disabled: false, code: name === "secretary" }];
    }),
  );
}

export function listTables(document: FixtureDocument): object[] {
  const held = Object.entries(document.tables).map(([name, table]) => {
    const columns = table.columns.map((column) => ({
      name: column.name,
      type: column.type,
      about: column.meaning,
    }));
    return { name, about: table.meaning, rows: table.rows.length, columns };
  });
  // One that is too large for a page.
  const columns = [{ name: "area", type: "text", about: "the small area" }];
  return [...held, { name: "small_area_all", about: "every small area", rows: 33755, columns }];
}
