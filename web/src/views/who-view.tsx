// Who decides: real questions, each with whom to ask first, by which chain of powers, and why others
// may not.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import { Chain } from "../components/chain";
import { chosen } from "../components/choices";
import { Choice, Controls, Search } from "../components/controls";
import { useLive } from "../components/live-parts";
import { chooseOnPage } from "../components/navigation";
import { PageHeading } from "../components/text";
import { WithoutGovernance } from "../components/without-governance";
import { formatDate } from "../format/dates";
import { counted } from "../format/numbers";
import {
  answerHeadline,
  firstToAsk,
  limitWords,
  outcomeTitles,
  questionsHeadline,
  quorumWords,
  workThrough,
} from "../model/deciding";
import { holderName, termTitle, type Governance, type QuestionRow } from "../model/governance";
import type { Model } from "../model/model";
import { matchesWords } from "../model/sorting";
import { questionHref, type Route } from "../routes";
import { QuestionPage } from "./question-page";

const all = "";

function questionOf(model: Model, route: Route): QuestionRow | undefined {
  const [id] = route.parts;
  return model.governance.questions.find(({ question }) => question === id);
}

export function whoTitle(model: Model, route: Route, otherwise: string): string {
  return questionOf(model, route)?.asked ?? otherwise;
}

function OneQuestion({ model, question }: { model: Model; question: QuestionRow }): JSX.Element {
  const { governance } = model;
  const { deciders, near } = workThrough(governance, question);
  const first = deciders.filter(({ answer }) => answer.first === true);
  return (
    <section class="panel question">
      <h3>
        <a href={questionHref(question.question)}>{question.asked}</a>
      </h3>
      <p class="question__answer">{answerHeadline(governance, question)}.</p>
      {first.map(({ answer, chains }) => (
        <div key={answer.holder}>
          {chains[0] && <Chain governance={governance} links={chains[0]} />}
          <p class="hint">
            {answer.name} may decide {limitWords(answer)}
            {quorumWords(answer) !== "" && `; it needs ${quorumWords(answer)}`}
            {answer.publicity !== "" && `; it ${answer.publicity.replace(", ", " and ")}`}.
          </p>
        </div>
      ))}
      {near.length > 0 && (
        <p class="hint">
          {counted(near.length, "other comes", "others come")} near and may not:{" "}
          {near
            .slice(0, 3)
            .map(({ name }) => name)
            .join(", ")}
          {near.length > 3 && " …"}
        </p>
      )}
      <p class="only-on-screen">
        <a href={questionHref(question.question)}>
          The whole answer<span class="nhsuk-u-visually-hidden">: {question.asked}</span>
        </a>
      </p>
    </section>
  );
}

interface QuestionFilter {
  readonly outcome: string;
  readonly place: string;
  readonly first: string;
  readonly words: string;
}

function parts(list: string): string[] {
  return list.split(";").filter((part) => part !== "");
}

function fits(governance: Governance, question: QuestionRow, filter: QuestionFilter): boolean {
  const cells = [
    ...[question.asked, question.in_words, answerHeadline(governance, question)],
    ...parts(question.places).map((place) => termTitle(governance, "place", place)),
  ];
  return (
    (filter.outcome === all || question.outcome === filter.outcome) &&
    (filter.place === all || parts(question.places).includes(filter.place)) &&
    (filter.first === all || firstToAsk(question).includes(filter.first)) &&
    matchesWords(cells, filter.words.trim())
  );
}

interface FilterProps extends Pick<ViewProps, "model" | "route"> {
  readonly filter: QuestionFilter;
}

function Filters({ model, route, filter }: FilterProps): JSX.Element {
  const { governance } = model;
  const { questions } = governance;
  const distinct = (read: (question: QuestionRow) => readonly string[]): string[] => [
    ...new Set(questions.flatMap(read)),
  ];
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  const options = (first: string, values: readonly string[], say: (value: string) => string) => [
    { value: all, title: first },
    ...values.map((value) => ({ value, title: say(value) })),
  ];
  const outcomes = distinct(({ outcome }) => [outcome]);
  return (
    <Controls>
      <Choice
        label="Answer"
        value={filter.outcome}
        options={options("Every answer", outcomes, (value) => outcomeTitles[value] ?? value)}
        onChoose={choose("outcome")}
      />
      <Choice
        label="Where"
        value={filter.place}
        options={options(
          "Everywhere",
          distinct(({ places }) => parts(places)),
          (value) => termTitle(governance, "place", value),
        )}
        onChoose={choose("place")}
      />
      <Choice
        label="Whom to ask first"
        value={filter.first}
        options={options("Anybody", distinct(firstToAsk), (value) => holderName(governance, value))}
        onChoose={choose("first")}
      />
      <Search label="Find a question" value={filter.words} onSearch={choose("find")} />
    </Controls>
  );
}

function Questions({ model, route }: Pick<ViewProps, "model" | "route">): JSX.Element {
  const isLive = useLive() !== null;
  const { governance } = model;
  const { outcome = all, place = all, first = all, find = "" } = route.query;
  const { questions } = governance;
  const filter: QuestionFilter = {
    outcome: chosen(outcome, [all, ...questions.map((question) => question.outcome)]),
    place: chosen(place, [all, ...questions.flatMap((question) => parts(question.places))]),
    first: chosen(first, [all, ...questions.flatMap(firstToAsk)]),
    words: find,
  };
  const shown = questions.filter((question) => fits(governance, question, filter));
  return (
    <>
      <h2 class="figure-title">{questionsHeadline(questions)}</h2>
      <Filters {...{ model, route, filter }} />
      <p role="status">{counted(shown.length, "question", "questions")} shown.</p>
      {shown.map((question) => (
        <OneQuestion key={question.question} model={model} question={question} />
      ))}
      {!isLive && (
        <p class="hint">
          <code>concord who</code> answers any other question in the same way.
        </p>
      )}
    </>
  );
}

export function WhoView({ model, route, source }: ViewProps): JSX.Element {
  const { governance } = model;
  const live = useLive();
  const question = questionOf(model, route);
  if (question) return <QuestionPage model={model} question={question} />;
  const isUnknown = route.parts.length > 0;
  return (
    <>
      <PageHeading title="Who decides">
        <p>
          Who may decide on {formatDate(model.description.system.asAt)}, worked out from the law and
          from what was passed on; not from what anybody is called.
        </p>
      </PageHeading>
      {isUnknown && (
        <p class="no-rows">There is no such question here; these are the ones there are.</p>
      )}
      {live && governance.titles.size > 0 && (
        <section class="panel only-on-screen">
          <h2 class="figure-title">Ask your own question</h2>
          <live.Ask {...{ model, route, source }} />
        </section>
      )}
      {governance.questions.length > 0 ? (
        <Questions model={model} route={route} />
      ) : (
        <WithoutGovernance />
      )}
    </>
  );
}
