// The files that `concord decide` reads, written from what was filled in. Every key stands on a line of
// its own, so that a complaint about a line is one about a field.

export type Kind =
  | "text"
  | "long"
  | "date"
  | "select"
  | "list"
  | "amount"
  | "pairs"
  | "named"
  | "truth"
  | "whole";

export interface Key {
  // "question.value": the tables it stands in, and its name.
  readonly path: string;
  readonly kind: Kind;
  // Of pairs, what their two parts are called.
  readonly parts?: readonly [string, string];
}

export type Values = Readonly<Record<string, string>>;

export interface Written {
  readonly toml: string;
  // Which key stands on which line, from 1.
  readonly keys: ReadonlyMap<number, string>;
  readonly values: Values;
}

export function quoted(text: string): string {
  const escaped = text.replace(/[\\"\u0000-\u001f\u007f]/g, (letter) => {
    if (letter === "\n") return "\\n";
    if (letter === "\t") return "\\t";
    if (letter === "\\" || letter === '"') return `\\${letter}`;
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}

export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

// "trust: too long" is who and what; a line without a colon says only the first.
export function pairOf(line: string): readonly [string, string] {
  const [first = "", ...rest] = line.split(":");
  return [first.trim(), rest.join(":").trim()];
}

function valueOf({ kind, parts = ["", ""] }: Key, text: string): string {
  const items = linesOf(text);
  switch (kind) {
    case "list":
      return `[${items.map(quoted).join(", ")}]`;
    case "pairs": {
      const [one, other] = parts;
      const tables = items.map(pairOf).map(([first, second]) => {
        return `{ ${one} = ${quoted(first)}, ${other} = ${quoted(second)} }`;
      });
      return `[${tables.join(", ")}]`;
    }
    case "named":
      return `{ ${items
        .map(pairOf)
        .map(([name, reason]) => `${quoted(name)} = ${quoted(reason)}`)
        .join(", ")} }`;
    case "truth":
      return text === "yes" ? "true" : "false";
    // What is no date and no number is sent as text, so that the server says what is wrong with it.
    case "date":
      return /^\d{4}-\d\d-\d\d$/.test(text) ? text : quoted(text);
    case "whole":
      return /^\d{1,15}$/.test(text) ? text : quoted(text);
    default:
      return quoted(text.trim());
  }
}

// Empty fields are left out: what was not said is not written.
export function writeToml(keys: readonly Key[], values: Values): Written {
  const lines: string[] = [];
  const places = new Map<number, string>();
  const tableOf = (path: string): string => path.split(".").slice(0, -1).join(".");
  const filled = keys.filter(({ path }) => (values[path] ?? "").trim() !== "");
  const tables = [...new Set(filled.map(({ path }) => tableOf(path)))];
  // What stands in no table must come before the first one.
  for (const table of ["", ...tables.filter((name) => name !== "")]) {
    if (table !== "") lines.push(`[${table}]`);
    for (const key of filled.filter(({ path }) => tableOf(path) === table)) {
      lines.push(`${key.path.split(".").at(-1)} = ${valueOf(key, values[key.path] ?? "")}`);
      places.set(lines.length, key.path);
    }
  }
  return { toml: `${lines.join("\n")}\n`, keys: places, values };
}

interface Spoken {
  readonly line: number;
  readonly subject: string;
  readonly message: string;
  readonly help: string;
}

function inCode(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
}

// The fields under the tables that a help names: "give `effect` under [evidence.health]". Of each table the
// first that is still empty. What stands behind a semicolon is another way out.
function underTables(help: string, written: Written, paths: readonly string[]): string[] {
  const [advice = ""] = help.split(";");
  const names = inCode(advice);
  const tables = [...advice.matchAll(/\[\[?([a-z_.]+)\]/g)].map(([, table = ""]) => table);
  return tables.flatMap((table) => {
    const own = names.map((name) => `${table}.${name}`).filter((path) => paths.includes(path));
    const inside = paths.filter((path) => path === table || path.startsWith(`${table}.`));
    const meant = own.length > 0 ? own : inside;
    return meant.find((path) => (written.values[path] ?? "").trim() === "") ?? meant[0] ?? [];
  });
}

// The fields that a complaint is about: by its subject, by the key or the value that its words name, by what
// its help would write and where, by its own line, or by a word. None where it is about the whole.
export function fieldsAbout(complaint: Spoken, written: Written, keys: readonly Key[]): string[] {
  const { subject, message, help, line } = complaint;
  const paths = keys.map(({ path }) => path);
  const byName = (name: string): string | undefined =>
    paths.find((known) => known === name || known.endsWith(`.${name}`));
  const byValue = (value: string): string | undefined =>
    paths.find((path) => written.values[path]?.trim() === value);
  const named = inCode(message);
  const toWrite = [...help.matchAll(/(\w+) = /g)].map(([, name = ""]) => name);
  const onLine = paths.find((path) => path === written.keys.get(line));
  const said = byName(subject) ?? first(named, byName) ?? first(named, byValue);
  if (said !== undefined) return [said];
  const under = underTables(help, written, paths);
  if (under.length > 0) return under;
  // What is wrong with a whole file stands on its first line.
  const found =
    first(toWrite, byName) ??
    (line > 1 ? onLine : undefined) ??
    first(message.match(/\w{5,}/g) ?? [], byName) ??
    onLine;
  return found === undefined ? [] : [found];
}

function first<T>(items: readonly string[], find: (item: string) => T | undefined): T | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
