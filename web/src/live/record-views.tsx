// Proposing a decision, and recording its steps.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ViewProps } from "../app";
import { Facts } from "../components/facts";
import { Inset, PageHeading } from "../components/text";
import { decode } from "../model/records";
import { routeHref, type Query } from "../routes";
import { NeedsRight } from "./account-view";
import { DraftForm } from "./draft-form";
import { proposal, steps, type StepForm } from "./draft";
import { may, useLiveState } from "./state";
import type { Values } from "./toml";
import type { Answer } from "./wire";

function today(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

// A proposal begins with the question that was asked, where it comes from one.
function startOf(query: Query): Values {
  const question = ["act", "function", "service", "people", "value"].map((name) => [
    `question.${name}`,
    query[name] ?? "",
  ]);
  return {
    ...Object.fromEntries(question),
    "question.places": (query["place"] ?? "").split(";").join("\n"),
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
          start={startOf(route.query)}
          submit="Propose it"
          send={(toml, key) => api.propose(toml, key)}
          onDone={(answer, values) => setDone({ answer, id: (values["id"] ?? "").trim() })}
        />
      )}
    </>
  );
}

function StepPage({ model, id, step }: Pick<ViewProps, "model"> & { id: string; step: StepForm }) {
  const { api, session } = useLiveState();
  const [done, setDone] = useState<Done | null>(null);
  const isAllowed = may(session, step.right);
  return (
    <>
      <PageHeading title={`${step.title}: decision ${id}`} />
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
          send={(toml, key) => api.step(id, step.verb, toml, key)}
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
