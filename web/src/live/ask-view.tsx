// Who decides, asked freely: what, where and for how much. The question stands in the address, so that an
// answer can be sent on.

import type { JSX } from "preact";
import { useId, useMemo, useState } from "preact/hooks";
import type { ViewProps } from "../app";
import { Combobox } from "../components/combobox";
import { Inset, PageHeading } from "../components/text";
import { WithoutGovernance } from "../components/without-governance";
import { formatDate } from "../format/dates";
import { answerHeadline, type Worked } from "../model/deciding";
import { hasGovernance, termTitle, type Governance } from "../model/governance";
import type { Model } from "../model/model";
import { SearchIndex } from "../model/search";
import { routeHref, type Query } from "../routes";
import { WorkedAnswer } from "../views/question-page";
import { AskProblem } from "./account-view";
import { readAmount } from "./amount";
import { Field, Form, Select, SubmitButton } from "./form";
import { useAsked, useLiveState } from "./state";
import {
  askedIn,
  questionInWords,
  termsOf,
  whatChoices,
  whatFor,
  whatIn,
  workedAnswers,
} from "./who";
import type { Term, What } from "./who";
import { ApiProblem } from "./wire";

const most = 10;

interface PickProps<T> {
  readonly label: string;
  readonly hint: string;
  readonly wrong: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly suggestions: readonly T[];
  readonly onTake: (taken: T) => void;
}

function Pick<T extends Term>(props: PickProps<T>): JSX.Element {
  const { hint, wrong, ...rest } = props;
  const id = useId();
  return (
    <div class={`live-field ${wrong === "" ? "" : "live-field--wrong"}`}>
      <Combobox
        {...rest}
        describedBy={wrong === "" ? `${id}-hint` : `${id}-hint ${id}-wrong`}
        isWrong={wrong !== ""}
        takesFirst
        opensEmpty
      >
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
        {wrong !== "" && (
          <p class="complaint" id={`${id}-wrong`}>
            {wrong}
          </p>
        )}
      </Combobox>
    </div>
  );
}

interface Draft {
  readonly what: What | null;
  readonly whatText: string;
  readonly place: string;
  readonly placeText: string;
  readonly value: string;
  readonly service: string;
  readonly people: string;
}

function draftOf(governance: Governance, query: Query): Draft {
  const what = whatIn(governance, query);
  const { place = "", value = "", service = "", people = "" } = query;
  const placeText = place === "" ? "" : termTitle(governance, "place", place);
  return {
    ...{ what, whatText: what?.title ?? "", place, placeText },
    ...{ value: value.replace(/\.00$/, ""), service, people },
  };
}

interface Wrong {
  readonly what: string;
  readonly place: string;
  readonly value: string;
}

const nothingWrong: Wrong = { what: "", place: "", value: "" };

function wrongIn(draft: Draft): Wrong {
  return {
    what: draft.what ? "" : "Choose one of the suggestions; they follow what you type.",
    place:
      draft.placeText.trim() !== "" && draft.place === ""
        ? "There is no such place here. Choose one of the suggestions, or leave it empty."
        : "",
    value:
      draft.value.trim() !== "" && readAmount(draft.value) === null
        ? "This is no amount. Write it as 250000, £250,000 or 2.4 million, or leave it empty."
        : "",
  };
}

function hrefOf(draft: Draft): string {
  const { what, place, value, service, people } = draft;
  const asked = { act: what?.act ?? "", function: what?.function ?? "", place };
  return routeHref("ask", [], { ...asked, value: readAmount(value) ?? "", service, people });
}

// The service stands in the words of the first field too.
function withService(governance: Governance, { what }: Draft, service: string): Partial<Draft> {
  if (!what) return { service };
  const narrower = whatFor(governance, what, service);
  return { service, what: narrower, whatText: narrower.title };
}

function Narrower({
  governance,
  draft,
  onChange,
}: {
  readonly governance: Governance;
  readonly draft: Draft;
  readonly onChange: (change: Partial<Draft>) => void;
}): JSX.Element {
  const options = (kind: "service" | "people", all: string) => [
    { value: "", title: all },
    ...termsOf(governance, kind).map(({ key, title }) => ({ value: key, title })),
  ];
  return (
    <details class="meanings" open={draft.people !== ""}>
      <summary>Narrower: for which service, for whom</summary>
      <Select
        label="Service"
        value={draft.service}
        options={options("service", "Any service")}
        onChoose={(service) => onChange(withService(governance, draft, service))}
      />
      <Select
        label="People"
        value={draft.people}
        options={options("people", "Everybody")}
        onChoose={(people) => onChange({ people })}
      />
    </details>
  );
}

interface AmountProps {
  readonly value: string;
  readonly wrong: string;
  readonly onValue: (value: string) => void;
}

function Amount({ value, wrong, onValue }: AmountProps): JSX.Element {
  const complaint = { id: "", severity: "error", message: wrong, help: "", subject: "", line: 0 };
  return (
    <Field
      label="For how much"
      hint="In pounds: 250000, £250,000 or 2.4 million."
      value={value}
      onInput={onValue}
      complaints={wrong === "" ? [] : [complaint]}
      isShort
    />
  );
}

function Question({ model, query }: { model: Model; query: Query }): JSX.Element {
  const { governance } = model;
  const [draft, setDraft] = useState(() => draftOf(governance, query));
  const [wrong, setWrong] = useState(nothingWrong);
  const choices = useMemo(() => whatChoices(governance), [governance]);
  const index = useMemo(() => new SearchIndex(choices), [choices]);
  const example = choices[0]?.title ?? "";
  const places = useMemo(() => termsOf(governance, "place"), [governance]);
  const placeIndex = useMemo(() => new SearchIndex(places), [places]);
  const change = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }));
  const ask = (): void => {
    const found = wrongIn(draft);
    setWrong(found);
    if (Object.values(found).some((one) => one !== "")) return;
    location.hash = hrefOf(draft);
  };
  const { placeText, whatText } = draft;
  const isPlaceTaken = draft.place !== "";
  return (
    <Form name="ask who decides" problem={null} onSubmit={ask}>
      <div class="three-fields">
        <Pick
          label="What is to be decided"
          hint={
            example === "" ? "Type what is done, and in which function." : `Such as: ${example}.`
          }
          wrong={wrong.what}
          text={whatText}
          onText={(text) => change({ whatText: text, what: null })}
          suggestions={whatText === "" ? choices.slice(0, most) : index.find(whatText, most)}
          onTake={(what) => change({ what, whatText: what.title, service: what.service })}
        />
        <Pick
          label="Where"
          hint="A place of this system; empty where it does not matter."
          wrong={wrong.place}
          text={placeText}
          onText={(text) => change({ placeText: text, place: "" })}
          suggestions={
            placeText === "" || isPlaceTaken
              ? places.slice(0, 40)
              : placeIndex.find(placeText, most)
          }
          onTake={({ key, title }) => change({ place: key, placeText: title })}
        />
        <Amount value={draft.value} wrong={wrong.value} onValue={(value) => change({ value })} />
      </div>
      <Narrower governance={governance} draft={draft} onChange={change} />
      <SubmitButton isSending={false} title="Ask" />
    </Form>
  );
}

// The fields by themselves, as they stand on the page of the system's own questions.
export function AskForm({ model, route }: ViewProps): JSX.Element {
  return <Question model={model} query={route.page === "ask" ? route.query : {}} />;
}

interface AnswerProps {
  readonly model: Model;
  readonly worked: Worked;
  // One of several, each about a function of its own.
  readonly isOneOfMany: boolean;
}

function OneAnswer({ model, worked, isOneOfMany }: AnswerProps): JSX.Element {
  const { governance } = model;
  const { question } = worked;
  const title = termTitle(governance, "function", question.function);
  return (
    <>
      {isOneOfMany && title !== "" && <h2>{title}</h2>}
      <p class="question__answer">{answerHeadline(governance, question)}.</p>
      <WorkedAnswer
        governance={governance}
        worked={worked}
        file={`asked-${question.function}`}
        name={`others-${question.function}`}
      />
    </>
  );
}

function Answered({ model, query }: { model: Model; query: Query }): JSX.Element {
  const { api } = useLiveState();
  const { governance } = model;
  const asked = askedIn(query);
  const { value, problem, again } = useAsked(
    async () => (asked ? api.who(asked) : null),
    [api, JSON.stringify(asked)],
  );
  if (problem instanceof ApiProblem) return <AskProblem problem={problem} onAgain={again} />;
  if (!value) return <p role="status">Asking who decides.</p>;
  const worked = workedAnswers(value);
  return (
    <div role="region" aria-label="Answer">
      <p role="status" class="nhsuk-u-visually-hidden">
        {worked[0] ? answerHeadline(governance, worked[0].question) : "Nobody may decide this."}
      </p>
      {worked.length === 0 && (
        <Inset>
          <p>Nobody who is described in this system may decide this.</p>
        </Inset>
      )}
      {worked.map((one) => (
        <OneAnswer
          key={one.question.function}
          model={model}
          worked={one}
          isOneOfMany={worked.length > 1}
        />
      ))}
      {value.answer.notes.map((note) => (
        <p class="hint" key={note}>
          {note}
        </p>
      ))}
    </div>
  );
}

// What was asked, as the beginning of a proposal.
function Propose({ query }: { query: Query }): JSX.Element {
  return (
    <p class="only-on-screen">
      <a href={routeHref("propose", [], query)}>Propose a decision on this</a>
    </p>
  );
}

export function AskView({ model, route }: ViewProps): JSX.Element {
  const { governance } = model;
  const words = questionInWords(governance, route.query);
  return (
    <>
      <p class="way-back">
        <a href={routeHref("who")}>The questions of this system</a>
      </p>
      <PageHeading title={words === "" ? "Ask who decides" : "Who may decide this"}>
        {words !== "" && <p class="question__answer">{words}</p>}
        <p class="hint">
          As it stands on {formatDate(model.description.system.asAt)}, from the law and from what
          was passed on.
        </p>
      </PageHeading>
      {hasGovernance(governance) || governance.titles.size > 0 ? (
        <>
          {words !== "" && <Answered model={model} query={route.query} />}
          {words !== "" && <Propose query={route.query} />}
          <section class="only-on-screen">
            {words !== "" && <h2>Ask another question</h2>}
            <Question key={JSON.stringify(route.query)} model={model} query={route.query} />
          </section>
        </>
      ) : (
        <WithoutGovernance />
      )}
    </>
  );
}
