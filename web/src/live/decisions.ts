// The register as the server tells it: what stands in the account of one decision, part by part.

import { formatDate } from "../format/dates";
import { counted } from "../format/numbers";
import { capitalised } from "../format/words";
import type { Table } from "../data/document";
import { decode, type Decoded } from "../model/records";

// Others write in the register too; how often it is looked at anew, in milliseconds.
export const lookEvery = 5000;

const registerFields = {
  decision: "text",
  title: "text",
  state: "text",
  route: "text",
  outcome: "text",
  decider: "text",
  last_step: "text",
} as const;
const accountFields = { part: "text", text: "text" } as const;

export type RegisterRow = Decoded<typeof registerFields>;

export function registerRows(table: Table): RegisterRow[] {
  return decode(table, registerFields);
}

const stateWords: Readonly<Record<string, string>> = {
  proposed: "proposed",
  discussed: "discussed",
  "resolution-tried": "open: disagreement was not settled",
  "third-party-tried": "open: help of others did not settle it",
  consensus: "decided by consensus",
  resolved: "decided after disagreement was settled",
  "third-party": "decided with the help of others",
  chair: "decided by the chair",
  vote: "decided by a vote",
  published: "published",
  withdrawn: "withdrawn",
  corrected: "corrected",
};

export function stateTitle(state: string): string {
  return capitalised(stateWords[state] ?? state);
}

// "proposed on 2021-05-01 by clerk" with the day as people write it.
export function withDays(text: string): string {
  return text.replace(/\b\d{4}-\d\d-\d\d\b(?!T)/g, formatDate);
}

const openStates = ["proposed", "discussed", "resolution-tried", "third-party-tried"];

// "12 decisions: 3 published, 2 decided and not yet published, 7 open".
export function registerHeadline(rows: readonly RegisterRow[]): string {
  const count = (of: (state: string) => boolean): number =>
    rows.filter(({ state }) => of(state)).length;
  const published = count((state) => state === "published");
  const open = count((state) => openStates.includes(state));
  const withdrawn = count((state) => state === "withdrawn");
  const decided = rows.length - published - open - withdrawn;
  const parts = [
    ...(published > 0 ? [`${published} published`] : []),
    ...(decided > 0 ? [`${decided} decided and not yet published`] : []),
    ...(open > 0 ? [`${open} not yet decided`] : []),
    ...(withdrawn > 0 ? [`${withdrawn} withdrawn`] : []),
  ];
  const all = counted(rows.length, "decision", "decisions");
  return parts.length === 0 ? all : `${all}: ${parts.join(", ")}`;
}

export interface Part {
  readonly name: string;
  readonly text: string;
}

export interface Entry {
  readonly number: string;
  // What was done, when and by whom; then what was said.
  readonly first: string;
  readonly lines: readonly string[];
}

export interface DecisionAccount {
  readonly title: string;
  readonly state: string;
  readonly about: readonly Part[];
  readonly evidence: readonly Part[];
  readonly entries: readonly Entry[];
}

const aboutParts = [
  "summary",
  "decider",
  "act",
  "function",
  "service",
  "places",
  "people",
  "value",
  "affected",
  "level",
  "why not at place",
  "openness",
  "replaces",
  "authority",
  "stays accountable",
];

export function accountOf(table: Table): DecisionAccount {
  const rows = decode(table, accountFields);
  const textOf = (name: string): string => rows.find(({ part }) => part === name)?.text ?? "";
  const parts = rows.map(({ part, text }): Part => ({ name: part, text }));
  const isEntry = ({ name }: Part): boolean => name.startsWith("entry ");
  const isHead = ({ name }: Part): boolean => name === "decision" || name === "state";
  const isAbout = ({ name }: Part): boolean => aboutParts.includes(name);
  return {
    title: textOf("decision"),
    state: textOf("state"),
    about: parts.filter(isAbout),
    // What this page does not know yet is shown with the evidence rather than left out.
    evidence: parts.filter((part) => !isEntry(part) && !isHead(part) && !isAbout(part)),
    entries: parts.filter(isEntry).map(({ name, text }) => {
      const [first = "", ...lines] = text.split("\n");
      return { number: name.replace("entry ", ""), first, lines };
    }),
  };
}

// Which steps may follow a state. The rules of the register have the last word.
export function stepsAfter(state: string): readonly string[] {
  if (state === "withdrawn") return ["corrected"];
  if (state === "published") return ["corrected"];
  const decided = ["consensus", "resolved", "third-party", "chair", "vote"];
  if (decided.includes(state)) return ["published", "withdrawn", "corrected"];
  const settling = ["resolved", "third-party-tried", "third-party", "chair", "vote"];
  if (state === "resolution-tried" || state === "third-party-tried") {
    return [...settling, "withdrawn", "corrected"];
  }
  if (state === "discussed") return ["consensus", "resolution-tried", "withdrawn", "corrected"];
  return ["discussed", "withdrawn", "corrected"];
}
