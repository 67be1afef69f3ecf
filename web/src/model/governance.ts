// Who may decide what, as the build wrote it: the map of functions, the questions with their answers,
// and the words that law and scheme use.

import type { Table } from "../data/document";
import { capitalised } from "../format/words";
import { decode, type Decoded } from "./records";

const entryFields = {
  function: "text",
  title: "text",
  scale: "text",
  holder: "text",
  holder_name: "text",
  from: "text",
  instrument: "text",
  acts: "text",
  places: "text",
  limit_low: "number",
  limit_high: "number",
  remark: "text",
  document: "text",
  clause: "text",
  published: "text",
  published_source: "text",
} as const;

const questionFields = {
  question: "text",
  asked: "text",
  function: "text",
  places: "text",
  value: "number",
  affects: "text",
  outcome: "text",
  first: "text",
  in_words: "text",
  source: "text",
} as const;

const answerFields = {
  question: "text",
  holder: "text",
  name: "text",
  kind: "text",
  scale: "text",
  may_decide: "truth",
  first: "truth",
  refusal: "text",
  reason: "text",
  limit_low: "number",
  limit_high: "number",
  quorum: "text",
  publicity: "text",
  stepping_back: "text",
  conditions: "text",
  steps: "text",
  accountable: "text",
} as const;

export const linkFields = {
  question: "text",
  holder: "text",
  chain: "number",
  link: "number",
  link_holder: "text",
  name: "text",
  instrument: "text",
  instrument_title: "text",
  ceiling: "number",
  document: "text",
  clause: "text",
  grant: "text",
  source: "text",
} as const;

const powerFields = {
  function: "text",
  act: "text",
  service: "text",
  place: "text",
  people: "text",
  decider: "text",
  limit_low: "number",
  limit_high: "number",
  chain: "text",
  instrument: "text",
  source: "text",
  conditions: "text",
  reserved: "text",
} as const;

const holderFields = {
  id: "text",
  name: "text",
  kind: "text",
  body_kind: "text",
  of: "text",
  scale: "text",
  area: "text",
  purpose: "text",
  accountable_to: "text",
  terms_of_reference: "text",
  meets_in_public: "truth",
  publishes_papers: "truth",
  members: "number",
  voting_members: "number",
  quorum: "text",
  source: "text",
} as const;

const termFields = { kind: "text", id: "text", title: "text", part_of: "text" } as const;

export type MapRow = Decoded<typeof entryFields>;
export type QuestionRow = Decoded<typeof questionFields>;
export type AnswerRow = Decoded<typeof answerFields>;
export type LinkRow = Decoded<typeof linkFields>;
export type PowerRow = Decoded<typeof powerFields>;
export type HolderRow = Decoded<typeof holderFields>;

export interface Governance {
  readonly map: readonly MapRow[];
  readonly questions: readonly QuestionRow[];
  readonly answers: readonly AnswerRow[];
  readonly links: readonly LinkRow[];
  readonly powers: readonly PowerRow[];
  readonly holders: ReadonlyMap<string, HolderRow>;
  // "function plan" and "act approve": their titles.
  readonly titles: ReadonlyMap<string, string>;
}

export function governanceOf(tables: ReadonlyMap<string, Table>): Governance {
  const read = <S extends Parameters<typeof decode>[1]>(name: string, fields: S): Decoded<S>[] => {
    const table = tables.get(name);
    return table ? decode(table, fields) : [];
  };
  const holders = read("committees", holderFields);
  const terms = read("governance_terms", termFields);
  return {
    map: read("functions_map", entryFields),
    questions: read("questions", questionFields),
    answers: read("question_answers", answerFields),
    links: read("question_links", linkFields),
    powers: read("authority", powerFields),
    holders: new Map(holders.map((row) => [row.id, row])),
    titles: new Map(terms.map((row) => [`${row.kind} ${row.id}`, row.title])),
  };
}

// Whether the system writes down who may decide anything.
export function hasGovernance({ map }: Governance): boolean {
  return map.length > 0;
}

export function holderName(governance: Governance, id: string): string {
  return governance.holders.get(id)?.name || id;
}

export type TermKind = "function" | "act" | "service" | "people" | "place" | "instrument";

export function termTitle(governance: Governance, kind: TermKind, id: string): string {
  return governance.titles.get(`${kind} ${id}`) || id;
}

// What a holder may decide, row by row. Where the same stands with a limit and without, the limit
// counts.
export function powersOf({ powers }: Governance, holder: string): PowerRow[] {
  const high = ({ limit_high }: PowerRow): number => limit_high ?? Infinity;
  const low = ({ limit_low }: PowerRow): number => limit_low ?? 0;
  const best = new Map<string, PowerRow>();
  for (const row of powers.filter(({ decider }) => decider === holder)) {
    const { function: name, act, service, place, chain, instrument, people } = row;
    const key = [name, act, service, place, chain, instrument, people].join(" | ");
    const other = best.get(key);
    if (!other || high(row) < high(other) || low(row) > low(other)) best.set(key, row);
  }
  return [...best.values()];
}

// "approve contract" in words, "everything" where nothing is narrower.
export function termList(governance: Governance, kind: TermKind, ids: string): string {
  const words = ids.split(/[ ;]+/).filter((id) => id !== "");
  if (words.length === 0 || words.includes("everything")) return "everything";
  return words.map((id) => termTitle(governance, kind, id)).join("; ");
}

const kindWords: Readonly<Record<string, string>> = {
  body: "body",
  "sub-committee": "sub-committee",
  "joint-committee": "joint committee",
  "committees-in-common": "committees in common",
};

// "integrated-care-board" as people write it.
export function kindTitle(kind: string): string {
  const words = kind.split("-");
  if (words[0] === "nhs") return ["NHS", ...words.slice(1).map(capitalised)].join(" ");
  return kindWords[kind] ?? words.join(" ");
}

const scaleWords: Readonly<Record<string, string>> = {
  neighbourhood: "Neighbourhood",
  place: "Place",
  system: "System",
  "supra-system": "Several systems",
  region: "Region",
  national: "Nation",
};

// From the most local outwards, as subsidiarity has it.
export const scales = Object.keys(scaleWords);

export function scaleTitle(scale: string): string {
  return scaleWords[scale] ?? scale;
}
