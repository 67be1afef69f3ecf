// A question asked freely, and its answer in the shape in which the pages draw answers.

import { formatPounds } from "../format/numbers";
import { chainsOf, isNearRefusal, type Worked, type WorkedDecider } from "../model/deciding";
import type { AnswerRow, Governance, QuestionRow, TermKind } from "../model/governance";
import { linkFields, termTitle } from "../model/governance";
import { decode } from "../model/records";
import type { Query } from "../routes";
import type { Asked, Who } from "./api";

// What is to be decided: an act, the function in which it is done, and the service that it is about; each
// of the last two empty for every one.
export interface What {
  readonly key: string;
  readonly title: string;
  readonly name: string;
  readonly words: string;
  readonly act: string;
  readonly function: string;
  readonly service: string;
  readonly likelier: number;
}

export interface Term {
  readonly key: string;
  readonly title: string;
  readonly name: string;
}

export function termsOf(governance: Governance, kind: TermKind): Term[] {
  return [...governance.titles].flatMap(([id, title]) => {
    const [own, ...rest] = id.split(" ");
    const key = rest.join(" ");
    return own === kind ? [{ key, title: title || key, name: title || key }] : [];
  });
}

function whatOf(
  governance: Governance,
  [act, name, service = ""]: readonly [string, string, string?],
  likelier = 0,
): What {
  const words = termTitle(governance, "act", act);
  const about = service === "" ? "" : `, for ${termTitle(governance, "service", service)}`;
  const anywhere = service === "" ? ", in any function" : "";
  const within = name === "" ? anywhere : `: ${termTitle(governance, "function", name)}`;
  const title = `${words}${within}${about}`;
  const ids = `${act} ${name} ${service}`;
  return { key: ids, title, name: title, words: ids, act, function: name, service, likelier };
}

// Every act in every function, each act by itself, and each for every service. Likelier meant is what the
// system's own questions ask, and what somebody was given to decide.
export function whatChoices(governance: Governance): What[] {
  const acts = termsOf(governance, "act").map(({ key }) => key);
  const seen = new Map<string, What>();
  const add = (asked: readonly [string, string, string?], likelier = 0): void => {
    const what = whatOf(governance, asked, likelier);
    if (!seen.has(what.key)) seen.set(what.key, what);
  };
  for (const { cells, function: name } of governance.questions) {
    const [act, service] = [String(cells["act"] ?? ""), String(cells["service"] ?? "")];
    if (act === "") continue;
    add([act, name, service], 2);
    add([act, name], 2);
  }
  for (const { act, function: name } of governance.powers) if (act !== "") add([act, name], 1);
  for (const act of acts) add([act, ""], 0.5);
  for (const act of acts) {
    for (const { key } of termsOf(governance, "function")) add([act, key]);
    for (const { key } of termsOf(governance, "service")) add([act, "", key]);
  }
  return [...seen.values()];
}

export function whatFor(governance: Governance, what: What, service: string): What {
  return whatOf(governance, [what.act, what.function, service]);
}

export function whatIn(governance: Governance, query: Query): What | null {
  const { act = "", function: name = "", service = "" } = query;
  return act === "" ? null : whatOf(governance, [act, name, service]);
}

// What the address asks; null where it asks nothing yet.
export function askedIn(query: Query): Asked | null {
  const { act = "", place = "" } = query;
  if (act === "") return null;
  const others = ["function", "service", "people", "value", "as_at"];
  const asked = Object.fromEntries(others.map((name) => [name, query[name] ?? ""]));
  return { act, place: place.split(";"), ...asked };
}

const answerFields = {
  holder: "text",
  name: "text",
  kind: "text",
  scale: "text",
  may_decide: "text",
  first: "text",
  limit_low: "text",
  limit_high: "text",
  quorum: "text",
  publicity: "text",
  stepping_back: "text",
  conditions: "text",
  steps: "text",
  accountable: "text",
  reason: "text",
  function: "text",
} as const;

const isYes = (text: string): boolean => text === "yes" || text === "true";

function amount(text: string): number | null {
  return text === "" || !Number.isFinite(Number(text)) ? null : Number(text);
}

function lines(text: string): string {
  return text.split("; ").join("\n");
}

// One question for each function that the answer speaks of.
export function workedAnswers({ answer, chains }: Who): Worked[] {
  const rows = decode(answer.table, answerFields);
  const links = decode(chains.table, { ...linkFields, function: "text" });
  const functions = [...new Set(rows.map((row) => row.function))];
  return functions.map((name): Worked => {
    const own = rows.filter((row) => row.function === name);
    const answers = own.map((row): AnswerRow => {
      const [refusal = "", ...detail] = row.reason.split(": ");
      const read = {
        question: name,
        may_decide: isYes(row.may_decide),
        first: isYes(row.first),
        limit_low: amount(row.limit_low),
        limit_high: amount(row.limit_high),
        stepping_back: row.stepping_back.split("; ").join(";"),
        conditions: lines(row.conditions),
        steps: lines(row.steps),
        accountable: row.accountable,
        refusal,
        reason: detail.length === 0 ? refusal : row.reason,
      };
      return { ...row, ...read };
    });
    const behind = links.filter((link) => link.function === name);
    const deciders = answers
      .filter((row) => row.may_decide)
      .map((row): WorkedDecider => ({ answer: row, chains: chainsOf(behind, row.holder) }));
    const refused = answers.filter((row) => !row.may_decide);
    return {
      question: questionOf(name, deciders),
      deciders,
      near: refused.filter(({ refusal }) => isNearRefusal(refusal)),
      others: refused.filter(({ refusal }) => !isNearRefusal(refusal)),
    };
  });
}

function questionOf(name: string, deciders: readonly WorkedDecider[]): QuestionRow {
  const first = deciders.filter(({ answer }) => answer.first).map(({ answer }) => answer.holder);
  const outcome = first.length === 0 ? "nobody" : first.length > 1 ? "overlap" : "decided";
  return {
    ...{ question: name, asked: "", function: name, places: "", value: null, affects: "" },
    ...{ outcome, first: first.join(";"), in_words: "", source: "", cells: {} },
  };
}

// The question in a sentence, as it heads its answer.
export function questionInWords(governance: Governance, query: Query): string {
  const what = whatIn(governance, query);
  if (!what) return "";
  const places = (query["place"] ?? "").split(";").filter((place) => place !== "");
  const where = places.map((place) => termTitle(governance, "place", place)).join(" and ");
  const value = query["value"] ?? "";
  const parts = [
    what.title,
    ...(query["people"] ? [`for ${termTitle(governance, "people", query["people"])}`] : []),
    ...(where === "" ? [] : [`in ${where}`]),
    ...(value === "" ? [] : [`for ${formatPounds(Number(value))}`]),
  ];
  return parts.join(", ");
}
