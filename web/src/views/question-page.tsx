// One question with its whole answer: everybody who may decide, with every chain, and everybody who may
// not, with the reason.

import type { JSX } from "preact";
import { BodyLink } from "../components/body-link";
import { Chain } from "../components/chain";
import type { Column } from "../components/cells";
import { DataTable } from "../components/data-table";
import { Facts, type Fact } from "../components/facts";
import { Provenance } from "../components/provenance";
import { Inset, PageHeading, Warning } from "../components/text";
import { fileName } from "../model/csv";
import {
  answerHeadline,
  limitWords,
  linesOf,
  quorumWords,
  refusalDetail,
  refusalText,
  workThrough,
  type Worked,
  type WorkedDecider,
} from "../model/deciding";
import { kindTitle, scaleTitle, type AnswerRow, type Governance } from "../model/governance";
import type { QuestionRow } from "../model/governance";
import type { Model } from "../model/model";
import { routeHref } from "../routes";
import { governanceFacts } from "./functions-view";

function DeciderFacts({ answer }: { answer: AnswerRow }): JSX.Element {
  const stepping = answer.stepping_back.split(";").filter((part) => part !== "");
  const facts: readonly Fact[] = [
    ["May decide", limitWords(answer)],
    ["Must be there to decide", quorumWords(answer)],
    ["Meetings", answer.publicity],
    ["Step back, having an interest", stepping.join(", ")],
    ["Stays accountable", answer.accountable],
  ];
  return <Facts facts={facts} />;
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

interface DeciderProps {
  readonly governance: Governance;
  readonly decider: WorkedDecider;
}

function Decider({ governance, decider }: DeciderProps): JSX.Element {
  const { answer, chains } = decider;
  return (
    <section class="panel question">
      <h3>
        <BodyLink governance={governance} id={answer.holder} />
        <span class="rule__count">
          {kindTitle(answer.kind)}, {scaleTitle(answer.scale).toLowerCase()}
          {answer.first === true ? "; first to ask" : ""}
        </span>
      </h3>
      <h4>{chains.length > 1 ? "The chains of powers" : "The chain of powers"}</h4>
      {chains.map((links, index) => (
        <Chain key={index} governance={governance} links={links} />
      ))}
      <DeciderFacts answer={answer} />
      <Lines title="Provided that" lines={linesOf(answer.conditions)} />
      <Lines title="Before it decides" lines={linesOf(answer.steps)} />
    </section>
  );
}

function reasonOf(answer: AnswerRow): string {
  const detail = refusalDetail(answer);
  return detail === "" ? refusalText(answer.refusal) : `${refusalText(answer.refusal)} (${detail})`;
}

function candidateColumns(governance: Governance): Column<AnswerRow>[] {
  const column = (name: string, title: string, value: (row: AnswerRow) => string) => ({
    name,
    title,
    type: "text" as const,
    meaning: "",
    value,
  });
  return [
    {
      ...column("name", "Body, committee or post", (row) => row.name),
      isWide: true,
      show: (row) => <BodyLink governance={governance} id={row.holder} />,
      also: [{ name: "holder", value: (row) => row.holder }],
    },
    column("kind", "Kind", (row) => kindTitle(row.kind)),
    column("scale", "Scale", (row) => scaleTitle(row.scale)),
    { ...column("reason", "Why not", reasonOf), isWide: true },
  ];
}

interface WorkedProps {
  readonly governance: Governance;
  readonly worked: Worked;
  // What the file of those who may not is called after.
  readonly file: string;
  // The name of their table in the address, where a page has several answers.
  readonly name?: string;
}

// Everybody who may decide and everybody who may not, of a question of the build or one asked freely.
export function WorkedAnswer(props: WorkedProps): JSX.Element {
  const { governance, worked, file, name = "others" } = props;
  const { deciders, near, others } = worked;
  return (
    <>
      {worked.question.outcome === "overlap" && (
        <Warning title="Two at one scale may decide">
          <p>What each of them decides should be agreed and written down.</p>
        </Warning>
      )}
      {deciders.length === 0 ? (
        <Inset>
          <p>
            Nobody who is described in this system may decide this. Either it is decided elsewhere,
            or it waits.
          </p>
        </Inset>
      ) : (
        <h2>Who may decide</h2>
      )}
      {deciders.map((decider) => (
        <Decider key={decider.answer.holder} {...{ governance, decider }} />
      ))}
      {near.length > 0 && <h2>Who comes near and may not</h2>}
      {near.length > 0 && (
        <ul class="finding-list">
          {near.map((answer) => (
            <li key={answer.holder} class="finding">
              <BodyLink governance={governance} id={answer.holder} />: {reasonOf(answer)}.
            </li>
          ))}
        </ul>
      )}
      <h2>Everybody who may not, and why</h2>
      <DataTable
        name={name}
        title="Who may not decide, and why"
        columns={candidateColumns(governance)}
        rows={[...near, ...others]}
        keyOf={(row) => row.holder}
        file={fileName("who", file)}
        noRows="Everybody who is described may decide this."
      />
    </>
  );
}

interface QuestionProps {
  readonly model: Model;
  readonly question: QuestionRow;
}

export function QuestionPage({ model, question }: QuestionProps): JSX.Element {
  const { governance } = model;
  const worked = workThrough(governance, question);
  const headline = answerHeadline(governance, question);
  return (
    <>
      <p class="way-back">
        <a href={routeHref("who")}>All questions</a>
      </p>
      <PageHeading title={question.asked}>
        <p class="question__answer">{headline}.</p>
        {question.in_words !== "" && (
          <p class="hint">In the words of the rules: {question.in_words}.</p>
        )}
      </PageHeading>
      <WorkedAnswer governance={governance} worked={worked} file={question.question} />
      <Provenance
        facts={[
          ...governanceFacts(model),
          { term: "The question stands in", value: question.source },
        ]}
      />
    </>
  );
}
