// What a secretary fills in: the keys of a proposal and of each step, with the words they stand under.

import { scales, scaleTitle } from "../model/governance";
import type { StepVerb } from "./api";
import type { Key } from "./toml";

export interface Choice {
  readonly value: string;
  readonly title: string;
}

export interface DraftField extends Key {
  readonly label: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly options?: readonly Choice[];
  // Words of the law or the scheme, from which one is chosen: acts, functions, holders.
  readonly from?:
    | "act"
    | "function"
    | "service"
    | "people"
    | "holder"
    | "decider"
    | "place"
    | "step";
}

export interface DraftGroup {
  readonly title: string;
  readonly lead?: string;
  // Opened only by who needs it.
  readonly isFolded?: boolean;
  readonly fields: readonly DraftField[];
}

const none: Choice = { value: "", title: "Not said" };
const choices = (pairs: Readonly<Record<string, string>>): Choice[] => [
  none,
  ...Object.entries(pairs).map(([value, title]) => ({ value, title })),
];

const oneALine = "One on each line.";
const by: DraftField = {
  path: "by",
  kind: "text",
  label: "Recorded by",
  hint: "The post that records this, or a seat of the board that decides. No names of people.",
  isRequired: true,
  from: "holder",
};
const on: DraftField = { path: "on", kind: "date", label: "On", isRequired: true };

function aim(path: string, title: string): DraftField[] {
  return [
    { path: `evidence.${path}.effect`, kind: "long", label: `${title}: the likely effect` },
    {
      path: `evidence.${path}.inequalities`,
      kind: "long",
      label: `${title}: what it means for inequalities`,
    },
  ];
}

export const evidence: DraftGroup = {
  title: "What is shown for it",
  lead: "What the law wants to have been thought of. It may also be added in a later step.",
  isFolded: true,
  fields: [
    ...aim("health", "Health and wellbeing"),
    ...aim("quality", "Quality of services"),
    ...aim("resources", "Use of resources"),
    {
      path: "evidence.inequalities",
      kind: "long",
      label: "Inequalities in access and in outcomes",
    },
    {
      path: "evidence.integration",
      kind: "long",
      label: "Whether joining with other services would lessen them",
      hint: "Such as housing.",
    },
    { path: "evidence.strategy", kind: "long", label: "Regard to the partnership's strategy" },
    { path: "evidence.departs", kind: "long", label: "Why it departs from that strategy" },
    {
      path: "evidence.advice",
      kind: "pairs",
      parts: ["from", "says"],
      label: "Advice",
      hint: `${oneALine} From whom, a colon, what they say.`,
    },
    {
      path: "evidence.insight",
      kind: "pairs",
      parts: ["from", "says"],
      label: "What people who are concerned said",
      hint: `${oneALine} From whom, a colon, what they say.`,
    },
    {
      ...{
        path: "evidence.selection.route",
        kind: "select",
        label: "How the provider is selected",
      },
      options: choices({
        "continue-existing": "The existing provider goes on",
        "most-suitable-provider": "The most suitable provider, without competition",
        competitive: "By competition",
      }),
    },
    { path: "evidence.selection.why", kind: "long", label: "Why in this way" },
    { path: "evidence.selection.criteria", kind: "long", label: "How the criteria were weighed" },
    {
      path: "evidence.selection.published_at",
      kind: "text",
      label: "Where the intention is published",
    },
    { path: "evidence.selection.patients", kind: "long", label: "The interest of patients" },
    { path: "evidence.selection.taxpayers", kind: "long", label: "The interest of taxpayers" },
    {
      path: "evidence.selection.population",
      kind: "long",
      label: "The interest of the population",
    },
    {
      path: "evidence.done",
      kind: "pairs",
      parts: ["step", "how"],
      label: "What else was done before",
      hint: `${oneALine} What the law wants, a colon, how it was done: equality: assessment in paper 12.`,
    },
    {
      path: "evidence.not_owed",
      kind: "named",
      label: "What is not owed here, and why",
      hint: `${oneALine} What, a colon, why: insight: nobody's care changes.`,
    },
  ],
};

export const proposal: readonly DraftGroup[] = [
  {
    title: "The decision",
    fields: [
      {
        ...{ path: "id", kind: "text", label: "Its number", isRequired: true },
        hint: "As your register counts: 2024-017.",
      },
      { path: "title", kind: "text", label: "Title", isRequired: true },
      { path: "summary", kind: "long", label: "In a few sentences" },
      {
        ...{ path: "decider", kind: "text", label: "Who decides", isRequired: true },
        from: "decider",
      },
      by,
      on,
    ],
  },
  {
    title: "The question",
    lead: "From this the server works out who may decide.",
    fields: [
      {
        path: "question.act",
        kind: "select",
        label: "What is done",
        from: "act",
        isRequired: true,
      },
      { path: "question.function", kind: "select", label: "In which function", from: "function" },
      { path: "question.service", kind: "select", label: "For which service", from: "service" },
      { path: "question.places", kind: "list", label: "Where", hint: oneALine, from: "place" },
      { path: "question.people", kind: "select", label: "For whom", from: "people" },
      {
        ...{ path: "question.value", kind: "amount", label: "For how much" },
        hint: "In pounds: 250000, £250,000 or 2.4 million.",
      },
      {
        ...{ path: "question.affected", kind: "list", label: "Organisations that gain or lose" },
        hint: `${oneALine} Their members step back.`,
        from: "holder",
      },
    ],
  },
  {
    title: "Where and how openly",
    fields: [
      {
        ...{ path: "level", kind: "select", label: "Scale at which it is decided" },
        options: [none, ...scales.map((value) => ({ value, title: scaleTitle(value) }))],
      },
      {
        ...{ path: "why_not_at_place", kind: "long", label: "Why not nearer to people" },
        hint: "Needed above place, and where somebody nearer could decide.",
      },
      {
        ...{ path: "openness", kind: "select", label: "How openly" },
        options: choices({ public: "Public", private: "Private", confidential: "Confidential" }),
      },
      { path: "openness_reason", kind: "long", label: "Why not in public" },
      { path: "papers", kind: "list", label: "Papers", hint: oneALine },
      { path: "replaces", kind: "text", label: "The decision that it replaces" },
    ],
  },
  evidence,
];

const meeting: DraftGroup = {
  title: "Who took part",
  lead: "May stay empty where the board discussed on the same day.",
  fields: [
    { path: "present", kind: "list", label: "Present", hint: `${oneALine} Seats, not names.` },
    {
      ...{ path: "stepping_back", kind: "list", label: "Stepped back, having an interest" },
      hint: oneALine,
    },
  ],
};

const outcome: DraftGroup = {
  title: "What was decided",
  fields: [
    {
      ...{ path: "outcome", kind: "select", label: "Outcome", isRequired: true },
      options: choices({ approved: "Approved", declined: "Declined" }),
    },
    { path: "decided", kind: "long", label: "In the words of the minutes", isRequired: true },
  ],
};

const discussion: DraftGroup = {
  title: "The discussion",
  fields: [
    {
      ...{ path: "views", kind: "pairs", parts: ["of", "says"], label: "Views that differed" },
      hint: `${oneALine} Whose, a colon, what they said.`,
    },
    {
      ...{ path: "no_differing_views", kind: "truth", label: "Did no views differ?" },
      options: [none, { value: "yes", title: "No views differed" }],
    },
    { path: "papers", kind: "list", label: "Papers", hint: oneALine },
  ],
};

const settling: readonly DraftField[] = [
  { path: "settling.disagreement", kind: "long", label: "What the disagreement was about" },
  {
    ...{ path: "settling.principles", kind: "long" },
    label: "Which principles of the constitution were called on",
  },
  { path: "settling.consistency", kind: "long", label: "How it fits objectives and agreed plans" },
];
const helper: readonly DraftField[] = [
  {
    ...{ path: "settling.helper_kind", kind: "select", label: "Kind of help" },
    options: choices({ "peer-review": "Peer review", mediation: "Mediation" }),
  },
  { path: "settling.helper", kind: "text", label: "Who helped" },
];
const chair: readonly DraftField[] = [
  { path: "settling.chair", kind: "text", label: "The member who decided as chair" },
  { path: "settling.reason", kind: "long", label: "Why" },
];
const settled = (fields: readonly DraftField[]): DraftGroup => ({
  title: "How disagreement was dealt with",
  fields: [...settling, ...fields],
});

const ballot: DraftGroup = {
  title: "The vote",
  fields: [
    { path: "ballot.for", kind: "list", label: "For", hint: oneALine },
    { path: "ballot.against", kind: "list", label: "Against", hint: oneALine },
    { path: "ballot.abstained", kind: "list", label: "Abstained", hint: oneALine },
    { path: "ballot.casting", kind: "text", label: "Casting vote of" },
  ],
};

const step: DraftGroup = { title: "The step", fields: [by, on] };

export interface StepForm {
  readonly kind: string;
  readonly title: string;
  readonly verb: StepVerb;
  readonly right: "record" | "publish";
  readonly groups: readonly DraftGroup[];
}

function recorded(kind: string, title: string, groups: readonly DraftGroup[]): StepForm {
  return { kind, title, verb: "record", right: "record", groups: [step, ...groups, evidence] };
}

export const steps: readonly StepForm[] = [
  recorded("discussed", "Discussed", [meeting, discussion]),
  recorded("consensus", "Decided by consensus", [meeting, outcome]),
  recorded("resolution-tried", "Disagreement that stays open", [meeting, settled([])]),
  recorded("resolved", "Decided after disagreement was settled", [meeting, settled([]), outcome]),
  recorded("third-party-tried", "Help of others, without agreement", [meeting, settled(helper)]),
  recorded("third-party", "Decided with the help of others", [meeting, settled(helper), outcome]),
  recorded("chair", "Decided by the chair", [meeting, settled(chair), outcome]),
  recorded("vote", "Decided by a vote", [meeting, ballot, outcome]),
  {
    ...{ kind: "published", title: "Published", verb: "publish", right: "publish" },
    groups: [
      step,
      {
        title: "Where it is published",
        fields: [
          { path: "published_at", kind: "text", label: "Address", isRequired: true },
          { path: "papers", kind: "list", label: "Papers", hint: oneALine },
        ],
      },
    ],
  },
  {
    ...{ kind: "withdrawn", title: "Withdrawn", verb: "withdraw", right: "record" },
    groups: [
      step,
      {
        title: "Why",
        fields: [{ path: "reason", kind: "long", label: "Reason", isRequired: true }],
      },
    ],
  },
  {
    ...{ kind: "corrected", title: "A correction", verb: "correct", right: "record" },
    groups: [
      step,
      {
        title: "What was wrong",
        lead: "Words can be mended. Who decided what, with which authority and how, cannot.",
        fields: [
          { path: "reason", kind: "long", label: "Reason", isRequired: true },
          { path: "entry", kind: "whole", label: "Number of the entry", isRequired: true },
          {
            ...{ path: "field", kind: "pairs", parts: ["name", "is"], label: "What it should say" },
            hint: `${oneALine} The part, a colon, its words: /proposal/title: Nursing at home.`,
            isRequired: true,
          },
        ],
      },
    ],
  },
];

export function fieldsOf(groups: readonly DraftGroup[]): DraftField[] {
  return groups.flatMap(({ fields }) => fields);
}
