// What the server answers, checked and typed.

import { fields } from "../data/reading";
import type { Cell, ColumnType, Table } from "../data/document";

// One thing that is wrong, and what to do about it.
export interface Complaint {
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  readonly help: string;
  // The parameter or the key that it is about, where that is known.
  readonly subject: string;
  // The line of the file that was sent; 0 where it is about no line.
  readonly line: number;
}

export interface Answer {
  readonly table: Table;
  readonly notes: readonly string[];
  readonly prose: string;
  readonly complaints: readonly Complaint[];
}

// Signing in by the organisation's own provider.
export interface Offer {
  readonly label: string;
  // It has a place where people sign out of it, too.
  readonly signsOut: boolean;
}

export interface About {
  readonly version: string;
  readonly system: string;
  readonly build: string;
  readonly isPrivate: boolean;
  readonly hasAccounts: boolean;
  readonly openId: Offer | null;
  readonly stages: readonly string[];
}

export interface Session {
  readonly isSignedIn: boolean;
  readonly name: string;
  readonly roles: readonly string[];
  readonly rights: readonly string[];
  readonly csrf: string;
  // Else the organisation's own provider alone signs them in.
  readonly hasPassword: boolean;
}

export const signedOut: Session = {
  ...{ isSignedIn: false, name: "", csrf: "", hasPassword: false },
  ...{ roles: [], rights: [] },
};

export interface Build {
  readonly id: string;
  readonly state: string;
  readonly stage: string;
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly seconds: number;
  readonly complaints: readonly Complaint[];
}

export interface TableListing extends Table {
  // How many rows it has; none of them are in a listing.
  readonly count: number;
}

export interface Account {
  readonly name: string;
  readonly fullName: string;
  readonly roles: readonly string[];
  readonly isDisabled: boolean;
  // Asks for a code from a second device.
  readonly hasCode: boolean;
  // Until when nobody can sign in to it, after too many wrong passwords; empty where somebody can.
  readonly lockedUntil: string;
  // The provider that signs them in too; empty where none does.
  readonly provider: string;
}

export interface AuditEntry {
  readonly sequence: number;
  readonly instant: string;
  readonly actor: string;
  readonly kind: string;
  readonly what: string;
  readonly hash: string;
}

export interface Audit {
  readonly entries: readonly AuditEntry[];
  readonly total: number;
  readonly head: string;
}

export interface Verification {
  readonly entries: number;
  readonly head: string;
  readonly holds: boolean;
  // The first entry that does not hold to the one before it.
  readonly broken: number | null;
}

// Why something was not done. Status 0: nobody answered.
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly complaints: readonly Complaint[] = [],
    // The password was right; a code from the second device is wanted too.
    readonly codeRequired = false,
    readonly retryAfter = 0,
  ) {
    super(message);
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown): string[] => list(value).map(text);

export function readComplaint(value: unknown): Complaint {
  const given = fields(value);
  // A rule's name may stand before what it says.
  const [, rule = "", message = ""] =
    /^(?:([A-Z]{3}\d{3}): )?([^]*)$/.exec(text(given["message"])) ?? [];
  return {
    id: text(given["id"]) || rule,
    severity: text(given["severity"]) || "error",
    message,
    help: text(given["help"]),
    subject: text(given["parameter"]) || text(given["subject"]),
    line: number(given["line"]),
  };
}

const types: readonly ColumnType[] = ["text", "whole", "number", "money", "truth", "date"];

function readCell(value: unknown, type: ColumnType): Cell {
  if (type === "money" && typeof value === "string" && value !== "") {
    const pounds = Number(value);
    return Number.isFinite(pounds) ? pounds : value;
  }
  const isCell = ["string", "number", "boolean"].includes(typeof value);
  return isCell ? (value as Cell) : null;
}

export function readTableOf(value: unknown): Table {
  const given = fields(value);
  const columns = list(given["columns"]).map((entry) => {
    const column = fields(entry);
    const type = types.find((known) => known === column["type"]) ?? "text";
    return { name: text(column["name"]), type, meaning: text(column["about"]) };
  });
  const rows = list(given["rows"]).map((row) =>
    columns.map(({ type }, index) => readCell(list(row)[index], type)),
  );
  return { name: text(given["table"]), meaning: "", columns, rows };
}

export function readAnswer(value: unknown): Answer {
  const given = fields(value);
  return {
    table: readTableOf(given),
    notes: texts(given["notes"]),
    prose: text(given["prose"]),
    complaints: list(given["diagnostics"]).map(readComplaint),
  };
}

export function readSession(value: unknown): Session {
  const given = fields(value);
  if (given["signed_in"] !== true) return signedOut;
  return {
    isSignedIn: true,
    name: text(given["name"]),
    roles: texts(given["roles"]),
    rights: texts(given["rights"]),
    csrf: text(given["csrf"]),
    hasPassword: given["has_password"] !== false,
  };
}

export function readBuild(value: unknown): Build {
  const given = fields(value);
  return {
    id: text(given["id"]),
    state: text(given["state"]) || "running",
    stage: text(given["stage"]),
    step: text(given["step"]),
    done: number(given["done"]),
    total: number(given["total"]),
    seconds: number(given["seconds"]),
    complaints: list(given["diagnostics"]).map(readComplaint),
  };
}

export function readAccount(value: unknown): Account {
  const given = fields(value);
  return {
    name: text(given["name"]),
    fullName: text(given["full_name"]),
    roles: texts(given["roles"]),
    isDisabled: given["disabled"] === true,
    hasCode: given["has_code"] === true,
    lockedUntil: text(given["locked_until"]),
    provider: text(fields(given["external"])["issuer"]),
  };
}

function readOffer(value: unknown): Offer | null {
  const given = fields(value);
  const label = text(given["label"]);
  return label === "" ? null : { label, signsOut: given["signs_out"] === true };
}

export function readAbout(value: unknown): About {
  const given = fields(value);
  return {
    version: text(given["version"]),
    system: text(given["system"]),
    build: text(given["build"]),
    isPrivate: given["mode"] === "private",
    hasAccounts: given["accounts"] === true,
    openId: readOffer(given["openid"]),
    stages: texts(given["stages"]),
  };
}

// A list that stands alone, or under its name.
export function readAccounts(value: unknown): Account[] {
  const given = Array.isArray(value) ? value : list(fields(value)["accounts"]);
  return given.map(readAccount);
}

export function readAudit(value: unknown): Audit {
  const given = fields(value);
  const entries = list(given["entries"]).map((entry): AuditEntry => {
    const one = fields(entry);
    return {
      sequence: number(one["sequence"]),
      instant: text(one["instant"]),
      actor: text(one["actor"]),
      kind: text(one["kind"]),
      what: text(one["what"]),
      hash: text(one["hash"]),
    };
  });
  return { entries, total: number(given["total"]), head: text(given["head"]) };
}

export function readVerification(value: unknown): Verification {
  const given = fields(value);
  const broken = given["broken_entry"];
  return {
    entries: number(given["entries"]),
    head: text(given["head"]),
    holds: given["holds"] === true,
    broken: typeof broken === "number" ? broken : null,
  };
}

export function readListings(value: unknown): TableListing[] {
  return list(fields(value)["tables"]).map((entry) => {
    const one = fields(entry);
    const table = readTableOf(one);
    const [name, meaning] = [text(one["name"]), text(one["about"])];
    return { ...table, name, meaning, rows: [], count: number(one["rows"]) };
  });
}

// One text of an answer of one key.
export const textIn = (value: unknown, key: string): string => text(fields(value)[key]);

const said: Readonly<Record<number, string>> = {
  400: "The server did not understand what was asked.",
  401: "You are not signed in, or your session has ended.",
  403: "Your account may not do this.",
  404: "The server does not know this.",
  409: "Something else of the kind is under way. Wait until it has ended.",
  413: "This is more than the server takes at once.",
  422: "The rules do not allow this.",
  429: "This was tried too often. Wait a little, then try again.",
  503: "The server cannot do this at the moment. Try again in a little while.",
};

export const nobody =
  "The server does not answer. Nothing was lost: try again when the connection is back.";

export async function problemOf(answer: Response): Promise<ApiProblem> {
  const given = fields(await answer.json().catch(() => ({})));
  const complaints = [...list(given["errors"]), ...list(given["diagnostics"])].map(readComplaint);
  const detail = text(given["detail"]) || text(given["title"]);
  const otherwise = said[answer.status] ?? `The server refused this (${answer.status}).`;
  // What is said beside a field need not be said twice.
  const isRepeated = complaints.some(({ message }) => message !== "" && detail.endsWith(message));
  const wait = Number(answer.headers.get("Retry-After") ?? 0);
  const isCodeWanted = given["code_required"] === true;
  return new ApiProblem(
    answer.status,
    isRepeated ? otherwise : detail || otherwise,
    complaints,
    isCodeWanted,
    wait || 0,
  );
}
