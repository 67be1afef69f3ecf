// The register of decisions, and one decision with everything that was shown for it.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import { BodyLink } from "../components/body-link";
import { columnsOf } from "../components/cells";
import { DataTable } from "../components/data-table";
import { Facts } from "../components/facts";
import { Message, PageHeading, Warning } from "../components/text";
import { capitalised } from "../format/words";
import { formatPounds } from "../format/numbers";
import { termTitle, type Governance, type TermKind } from "../model/governance";
import type { Model } from "../model/model";
import { routeHref } from "../routes";
import { AskProblem } from "./account-view";
import {
  accountOf,
  lookEvery,
  registerHeadline,
  registerRows,
  stateTitle,
  stepsAfter,
  withDays,
} from "./decisions";
import type { Entry, Part, RegisterRow } from "./decisions";
import { steps } from "./draft";
import { ComplaintText } from "./form";
import { may, useAsked, useLiveState } from "./state";
import type { Answer, Complaint } from "./wire";

function Habits({ complaints }: { complaints: readonly Complaint[] }): JSX.Element | null {
  if (complaints.length === 0) return null;
  return (
    <Warning title="What stands out in the register">
      <ul>
        {complaints.map((complaint) => (
          <li key={`${complaint.id} ${complaint.message}`}>
            <ComplaintText complaint={complaint} />
          </li>
        ))}
      </ul>
    </Warning>
  );
}

function Register({ model, answer }: { model: Model; answer: Answer }): JSX.Element {
  const { governance } = model;
  const rows = registerRows(answer.table);
  const columns = columnsOf<RegisterRow>(answer.table, [], {
    decision: {
      title: "Number",
      show: ({ decision }) => <a href={routeHref("decisions", [decision])}>{decision}</a>,
    },
    title: { isWide: true },
    state: { title: "How far", show: ({ state }) => stateTitle(state) },
    route: { title: "By" },
    decider: {
      title: "Who decides",
      show: ({ decider }) => <BodyLink governance={governance} id={decider} />,
    },
    last_step: { title: "Last step" },
  });
  return (
    <>
      <h2 class="figure-title">{registerHeadline(rows)}</h2>
      <DataTable
        name="decisions"
        title="The register of decisions"
        columns={columns}
        rows={rows}
        keyOf={({ decision }) => decision}
        file="decisions.csv"
        noRows="Nothing has been proposed yet."
      />
      <Habits complaints={answer.complaints} />
    </>
  );
}

const partTitles: Readonly<Record<string, string>> = {
  decider: "Who decides",
  act: "What is done",
  function: "In which function",
  service: "For which service",
  places: "Where",
  people: "For whom",
  value: "For how much",
  affected: "Who gains or loses",
  level: "Scale",
  "why not at place": "Why not nearer to people",
  openness: "How openly",
  replaces: "Replaces",
};

const terms: Readonly<Record<string, TermKind>> = {
  act: "act",
  function: "function",
  service: "service",
  people: "people",
};

function partText(governance: Governance, { name, text }: Part): JSX.Element | string {
  const kind = terms[name];
  if (kind) return termTitle(governance, kind, text);
  if (name === "decider") return <BodyLink governance={governance} id={text} />;
  if (name === "value") return formatPounds(Number(text));
  if (name === "places") {
    const places = text.split(", ").map((place) => termTitle(governance, "place", place));
    return places.join(", ");
  }
  return <Message text={text} />;
}

function Parts({ governance, parts }: { governance: Governance; parts: readonly Part[] }) {
  return (
    <Facts
      facts={parts.map(
        (part) =>
          [partTitles[part.name] ?? capitalised(part.name), partText(governance, part)] as const,
      )}
    />
  );
}

function OneEntry({ entry }: { entry: Entry }): JSX.Element {
  return (
    <li class="panel">
      <p>
        <strong>{capitalised(withDays(entry.first))}</strong>
        <span class="hint"> entry {entry.number}</span>
      </p>
      {entry.lines.map((line) => (
        <p class={line.startsWith("recorded at") ? "hint" : ""} key={line}>
          <Message text={line} />
        </p>
      ))}
    </li>
  );
}

function NextSteps({ id, state }: { id: string; state: string }): JSX.Element | null {
  const { session } = useLiveState();
  const next = stepsAfter(state).flatMap((kind) => steps.filter((step) => step.kind === kind));
  const allowed = next.filter(({ right }) => may(session, right));
  if (allowed.length === 0) return null;
  return (
    <section class="only-on-screen">
      <h2>The next step</h2>
      <ul>
        {allowed.map(({ kind, title }) => (
          <li key={kind}>
            <a href={routeHref("record", [id, kind])}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneDecision({ model, id, answer }: { model: Model; id: string; answer: Answer }) {
  const { governance } = model;
  const account = accountOf(answer.table);
  return (
    <>
      <PageHeading title={account.title === "" ? id : account.title}>
        <p class="question__answer">{stateTitle(account.state)}.</p>
      </PageHeading>
      <Parts governance={governance} parts={account.about} />
      <h2>What was shown for it</h2>
      {account.evidence.length === 0 ? (
        <p class="no-rows">Nothing yet.</p>
      ) : (
        <Parts governance={governance} parts={account.evidence} />
      )}
      <h2>How it went</h2>
      <ol class="entry-list">
        {account.entries.map((entry) => (
          <OneEntry key={entry.number} entry={entry} />
        ))}
      </ol>
      <NextSteps id={id} state={account.state} />
      <Habits complaints={answer.complaints} />
    </>
  );
}

function Whole({ model }: { model: Model }): JSX.Element {
  const { api, session } = useLiveState();
  const { value, problem, again } = useAsked(() => api.decisions(), [api], lookEvery);
  const isMissing = problem?.status === 404;
  return (
    <>
      <PageHeading title="Decisions">
        <p>
          What was proposed, decided and published, with the authority and the grounds for it.
          Nothing in the register is ever changed or removed.
        </p>
      </PageHeading>
      <p class="only-on-screen">
        <a href={routeHref("propose")}>Propose a decision</a>
        {!may(session, "propose") && <span class="hint"> (for those who have signed in)</span>}
      </p>
      {isMissing && <p class="no-rows">There is no register yet: nothing has been proposed.</p>}
      {problem && !isMissing && <AskProblem problem={problem} onAgain={again} />}
      {!problem && !value && <p role="status">Asking for the register.</p>}
      {value && <Register model={model} answer={value} />}
    </>
  );
}

function One({ model, id }: { model: Model; id: string }): JSX.Element {
  const { api } = useLiveState();
  const { value, problem, again } = useAsked(() => api.decision(id), [api, id], lookEvery);
  return (
    <>
      <p class="way-back">
        <a href={routeHref("decisions")}>All decisions</a>
      </p>
      {!value && <PageHeading title={`Decision ${id}`} />}
      {problem && <AskProblem problem={problem} onAgain={again} />}
      {!problem && !value && <p role="status">Asking for the decision.</p>}
      {value && <OneDecision model={model} id={id} answer={value} />}
    </>
  );
}

export function DecisionsView({ model, route }: ViewProps): JSX.Element {
  const [id] = route.parts;
  return id === undefined ? <Whole model={model} /> : <One key={id} model={model} id={id} />;
}
