// Proposing a decision, and recording its steps.

import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { ViewProps } from "../app";
import { Facts } from "../components/facts";
import { Inset, PageHeading, Warning } from "../components/text";
import { capitalised } from "../format/words";
import { termTitle, type Governance } from "../model/governance";
import { decode } from "../model/records";
import { routeHref, type Query } from "../routes";
import { NeedsRight } from "./account-view";
import { DraftForm } from "./draft-form";
import { proposal, steps, type StepForm } from "./draft";
import { accountOf, lookEvery, stateTitle, withDays, type DecisionAccount } from "./decisions";
import { may, useAsked, useLiveState } from "./state";
import type { Values } from "./toml";
import { ApiProblem, type Answer } from "./wire";

function today(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// A proposal begins with the question that was asked, where it comes from one.
function startOf(governance: Governance, query: Query): Values {
  const question = ["act", "function", "service", "people", "value"].map((name) => [
    `question.${name}`,
    query[name] ?? "",
  ]);
  const places = (query["place"] ?? "").split(";").filter((place) => place !== "");
  return {
    ...Object.fromEntries(question),
    "question.places": places.map((place) => termTitle(governance, "place", place)).join("\n"),
    decider: query["decider"] ?? "",
    on: today(),
  };
}

function Receipt({ answer, id }: { answer: Answer; id: string }): JSX.Element {
  const [row] = decode(answer.table, { entry: "number", hash: "text" });
  return (
    <>
      <Inset>
        <p role="status">
          It is recorded. Put the receipt into the minutes: with it anybody can see later that
          nothing was changed or cut off.
        </p>
      </Inset>
      {row && (
        <Facts facts={[["Receipt", <code key="r">{`${row.entry ?? ""}:${row.hash}`}</code>]]} />
      )}
      {answer.notes
        .filter((note) => !note.startsWith("receipt "))
        .map((note) => (
          <p class="hint" key={note}>
            {note}
          </p>
        ))}
      <p>
        <a href={routeHref("decisions", [id])}>The decision</a>
      </p>
    </>
  );
}

interface Done {
  readonly answer: Answer;
  readonly id: string;
}

export function ProposeView({ model, route }: ViewProps): JSX.Element {
  const { api, session } = useLiveState();
  const [done, setDone] = useState<Done | null>(null);
  return (
    <>
      <p class="way-back">
        <a href={routeHref("decisions")}>All decisions</a>
      </p>
      <PageHeading title="Propose a decision">
        <p>
          The server works out who may decide, and holds the proposal against the rules. What it
          refuses is not recorded.
        </p>
      </PageHeading>
      {!may(session, "propose") && <NeedsRight what="propose a decision" />}
      {may(session, "propose") && done && <Receipt {...done} />}
      {may(session, "propose") && !done && (
        <DraftForm
          name="propose a decision"
          governance={model.governance}
          groups={proposal}
          start={startOf(model.governance, route.query)}
          submit="Propose it"
          send={(toml, key) => api.propose(toml, key)}
          onDone={(answer, values) => setDone({ answer, id: (values["id"] ?? "").trim() })}
        />
      )}
    </>
  );
}

interface StandingProps {
  readonly account: DecisionAccount;
  // How many entries it had when the form was opened.
  readonly before: number;
}

// What the step is about; and what others did to it while the form was filled in.
function Standing({ account, before }: StandingProps): JSX.Element {
  const since = account.entries.slice(before);
  return (
    <>
      <p class="question__answer">{account.title}</p>
      <p>So far: {stateTitle(account.state)}.</p>
      {since.length > 0 && (
        <Warning title="Somebody else recorded a step meanwhile">
          <ul>
            {since.map(({ number, first }) => (
              <li key={number}>{capitalised(withDays(first))}</li>
            ))}
          </ul>
          <p>
            What you filled in is still here. Look at the decision first: this step may not be what
            is needed any more.
          </p>
        </Warning>
      )}
    </>
  );
}

const wasQuicker =
  "Somebody else recorded a step since you opened this form. Look at it first; to record yours all the same, " +
  "send it again.";

// The decision as it stands, how many entries it had at first, and a step that is only sent when its writer
// knows what others did meanwhile.
function useStanding(id: string, { verb }: StepForm) {
  const { api } = useLiveState();
  const { value, look } = useAsked(() => api.decision(id), [api, id], lookEvery);
  const account = useMemo(() => (value ? accountOf(value.table) : null), [value]);
  const before = useRef<number | null>(null);
  // Nobody answered the last time: it may have been recorded all the same, and then the entry is one's own.
  const isUnsure = useRef(false);
  if (account && before.current === null) before.current = account.entries.length;
  const hasMoved = async (): Promise<boolean> => {
    const now = await api.decision(id).catch(() => null);
    return now && account ? accountOf(now.table).entries.length > account.entries.length : false;
  };
  const send = async (toml: string, key: string): Promise<Answer> => {
    try {
      if (!isUnsure.current && (await hasMoved())) throw new ApiProblem(409, wasQuicker);
      return await api.step(id, verb, toml, key);
    } catch (problem) {
      isUnsure.current = problem instanceof ApiProblem && problem.status === 0;
      look();
      throw problem;
    }
  };
  return { account, before: before.current ?? 0, send };
}

function StepPage({ model, id, step }: Pick<ViewProps, "model"> & { id: string; step: StepForm }) {
  const { session } = useLiveState();
  const [done, setDone] = useState<Done | null>(null);
  const isAllowed = may(session, step.right);
  const { account, before, send } = useStanding(id, step);
  return (
    <>
      <PageHeading title={`${step.title}: decision ${id}`} />
      {account && !done && <Standing account={account} before={before} />}
      {!isAllowed && <NeedsRight what="record this step" />}
      {isAllowed && done && <Receipt {...done} />}
      {isAllowed && !done && (
        <DraftForm
          name="record a step"
          governance={model.governance}
          groups={step.groups}
          start={{ on: today() }}
          submit="Record it"
          fixed={step.verb === "record" ? { step: step.kind } : {}}
          send={send}
          onDone={(answer) => setDone({ answer, id })}
        />
      )}
    </>
  );
}

export function RecordView({ model, route }: ViewProps): JSX.Element {
  const [id = "", kind = ""] = route.parts;
  const step = steps.find((known) => known.kind === kind);
  return (
    <>
      <p class="way-back">
        <a href={routeHref("decisions", id === "" ? [] : [id])}>
          {id === "" ? "All decisions" : "The decision"}
        </a>
      </p>
      {step && id !== "" ? (
        <StepPage key={`${id} ${kind}`} model={model} id={id} step={step} />
      ) : (
        <PageHeading title="There is no such step">
          <p>Choose the next step on the page of the decision.</p>
        </PageHeading>
      )}
    </>
  );
}
