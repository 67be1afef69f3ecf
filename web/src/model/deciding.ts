// A question worked through: who may decide, by which chain, and why everybody else may not.

import { counted, formatPounds } from "../format/numbers";
import { holderName, type AnswerRow, type Governance, type LinkRow } from "./governance";
import type { QuestionRow } from "./governance";

export interface WorkedDecider {
  readonly answer: AnswerRow;
  // Each chain from the body that law names to the decider.
  readonly chains: readonly (readonly LinkRow[])[];
}

export interface Worked {
  readonly question: QuestionRow;
  readonly deciders: readonly WorkedDecider[];
  // Those who come near, and those who hold nothing of it here.
  readonly near: readonly AnswerRow[];
  readonly others: readonly AnswerRow[];
}

interface RefusalWords {
  readonly words: string;
  // Whether it comes near: it has something of this kind, and one thing stands against it.
  readonly isNear: boolean;
}

const far = (words: string): RefusalWords => ({ words, isNear: false });
const near = (words: string): RefusalWords => ({ words, isNear: true });

const refusals: Readonly<Record<string, RefusalWords>> = {
  "not a holder": far("has no powers of its own: it advises, or it is not there on this day"),
  "function not held by anyone above": far("nobody above it holds this function"),
  "no grant": far("nothing of this was passed to it"),
  "grant not yet or no longer valid": near("what was passed to it is not in force on this day"),
  "instrument not lawful for these kinds": near("what was passed to it was not passed lawfully"),
  "may not be passed on": near("whoever passed it on was not allowed to"),
  "act, service, place or people outside the scope": far(
    "what it holds does not reach this act, service or place",
  ),
  reserved: near("another keeps this decision for itself"),
  "above a ceiling": near("the amount is above its limit"),
  "below a floor": near("the amount is below where its powers begin"),
  "not constituted": near("it has no terms of reference, or nobody fills the post"),
  "conflict leaves no quorum": near("too few of its members are left without an interest"),
};

export function refusalText(refusal: string): string {
  return refusals[refusal]?.words ?? refusal;
}

// A reason that is not known is shown rather than put aside.
export function isNearRefusal(refusal: string): boolean {
  return refusals[refusal]?.isNear ?? true;
}

// What the program says beyond the kind of reason: the record that refuses.
export function refusalDetail({ refusal, reason }: AnswerRow): string {
  return reason.startsWith(`${refusal}: `) ? reason.slice(refusal.length + 2) : "";
}

export function chainsOf(links: readonly LinkRow[], holder: string): LinkRow[][] {
  const own = links.filter((link) => link.holder === holder);
  const numbers = [...new Set(own.map(({ chain }) => chain))];
  return numbers.map((number) => own.filter(({ chain }) => chain === number));
}

export function workThrough(governance: Governance, question: QuestionRow): Worked {
  const own = governance.answers.filter((answer) => answer.question === question.question);
  const links = governance.links.filter((link) => link.question === question.question);
  const may = own.filter((answer) => answer.may_decide === true);
  const mayNot = own.filter((answer) => answer.may_decide !== true);
  const isNear = (answer: AnswerRow): boolean => isNearRefusal(answer.refusal);
  return {
    question,
    deciders: [
      ...may.filter(({ first }) => first === true),
      ...may.filter(({ first }) => first !== true),
    ].map((answer) => ({ answer, chains: chainsOf(links, answer.holder) })),
    near: mayNot.filter(isNear),
    others: mayNot.filter((answer) => !isNear(answer)),
  };
}

export function firstToAsk({ first }: QuestionRow): string[] {
  return first.split(";").filter((id) => id !== "");
}

const mostNamed = 3;

// "A and B", "A, B and 8 others".
function listed(names: readonly string[]): string {
  if (names.length <= mostNamed) return names.join(" and ");
  const named = names.slice(0, mostNamed - 1);
  return `${named.join(", ")} and ${names.length - named.length} others`;
}

// "Ask Bury Locality Board first", as the answer to a question.
export function answerHeadline(governance: Governance, question: QuestionRow): string {
  const names = firstToAsk(question).map((id) => holderName(governance, id));
  if (question.outcome === "unknown") return "A word of this question is not known here";
  if (names.length === 0) return "Nobody who is described here may decide this";
  if (question.outcome === "overlap") {
    return `${listed(names)} may each decide, and nothing says who goes first`;
  }
  return `Ask ${names.join(" and ")} first`;
}

export function limitWords({ limit_low: low, limit_high: high }: AnswerRow): string {
  const parts = [
    ...(low === null ? [] : [`from ${formatPounds(low)}`]),
    ...(high === null ? [] : [`up to ${formatPounds(high)}`]),
  ];
  return parts.length === 0 ? "any amount" : parts.join(" ");
}

// How many must be there. Of a post there is one, and nothing to say.
export function quorumWords({ kind, quorum }: AnswerRow): string {
  return kind === "post" ? "" : quorum;
}

export const outcomeTitles: Readonly<Record<string, string>> = {
  decided: "Somebody may decide",
  overlap: "Two may, and nothing says who goes first",
  nobody: "Nobody may",
  unknown: "Not understood",
};

// "16 questions: 14 have somebody to ask first, …".
export function questionsHeadline(questions: readonly QuestionRow[]): string {
  const count = (outcome: string): number =>
    questions.filter((question) => question.outcome === outcome).length;
  const parts = [
    `${count("decided")} with one to ask first`,
    ...(count("overlap") > 0 ? [`${count("overlap")} where two may decide`] : []),
    ...(count("nobody") > 0 ? [`${count("nobody")} that nobody here may decide`] : []),
  ];
  return `${counted(questions.length, "question", "questions")}: ${parts.join(", ")}`;
}

// Texts that stand one a line.
export function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}
