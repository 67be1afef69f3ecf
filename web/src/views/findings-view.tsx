// Everything that is wrong or worth knowing in what was given, and what became of each file.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import { AreaLink } from "../components/area-link";
import { BodyLink } from "../components/body-link";
import { columnsOf } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { chooseOnPage } from "../components/navigation";
import { Message, PageHeading, SeverityTag } from "../components/text";
import { formatDate } from "../format/dates";
import { capitalised, rulesTitle } from "../format/words";
import { counted } from "../format/numbers";
import { fileName } from "../model/csv";
import { groupByRule, severitiesIn, type RuleGroup } from "../model/findings";
import { findingsHeadline } from "../model/headlines";
import { hasGovernance } from "../model/governance";
import { areaName, areaRows, layerOfCode } from "../model/layers";
import type { FindingRow, Model } from "../model/model";
import { InputsSection } from "./inputs-section";

const all = "";

function placeWords({ file, line, column }: FindingRow): string {
  return [file, ...(line === null ? [] : [line, ...(column === null ? [] : [column])])].join(":");
}

function Subject({ model, code }: { model: Model; code: string }): JSX.Element | null {
  if (model.governance.holders.has(code) && hasGovernance(model.governance)) {
    return (
      <p>
        About: <BodyLink governance={model.governance} id={code} />
      </p>
    );
  }
  const layer = layerOfCode(model, code);
  const row = layer === null ? undefined : areaRows(model, { layer, code })[0];
  if (layer === null || !row) return null;
  return (
    <p>
      About: <AreaLink layer={layer} code={code} name={areaName(row)} />
    </p>
  );
}

// What to do, and on whose word.
function Advice({ help, authority }: Pick<FindingRow, "help" | "authority">): JSX.Element {
  return (
    <>
      {help !== "" && (
        <p>
          <strong>What to do:</strong> <Message text={help} />.
        </p>
      )}
      {authority !== "" && (
        <p>
          <strong>Authority:</strong> {authority}.
        </p>
      )}
    </>
  );
}

interface FindingProps {
  readonly model: Model;
  readonly finding: FindingRow;
  readonly group: RuleGroup;
}

function Finding({ model, finding, group }: FindingProps): JSX.Element {
  return (
    <li class="finding">
      <p class="finding__message">
        <SeverityTag severity={finding.severity} /> <Message text={finding.message} />
      </p>
      <Subject model={model} code={finding.subject} />
      <Advice
        help={group.help === "" ? finding.help : ""}
        authority={group.authority === "" ? finding.authority : ""}
      />
      {finding.file !== "" && (
        <p class="finding__place">
          <code>{placeWords(finding)}</code>
        </p>
      )}
    </li>
  );
}

function Group({ model, group }: { model: Model; group: RuleGroup }): JSX.Element {
  return (
    <section class="panel rule">
      <h3>
        <code>{group.id}</code> {capitalised(group.title)}
        <span class="rule__count">{counted(group.findings.length, "finding", "findings")}</span>
      </h3>
      {group.explanation !== "" && (
        <p>
          <Message text={group.explanation} />
        </p>
      )}
      <Advice help={group.help} authority={group.authority} />
      {group.requirements.length > 0 && (
        <p class="hint">Requirements behind the rule: {group.requirements.join(", ")}.</p>
      )}
      <ul class="findings">
        {group.findings.map((finding, index) => (
          <Finding key={index} model={model} finding={finding} group={group} />
        ))}
      </ul>
    </section>
  );
}

const stageTitles: Readonly<Record<string, string>> = {
  registry: "Areas, bodies and places",
  governance: "Who may decide",
  decisions: "Decisions",
  handbook: "Published documents",
  money: "Money",
  spending: "Published spending",
};

interface FilterProps extends Pick<ViewProps, "model" | "route"> {
  readonly stage: string;
  readonly stages: readonly string[];
  readonly severity: string;
  readonly rule: string;
  readonly severities: readonly string[];
  readonly rules: readonly string[];
}

function Filters(props: FilterProps): JSX.Element {
  const { model, route, severity, rule, severities, rules, stage, stages } = props;
  const count = (read: (finding: FindingRow) => string, value: string): number =>
    model.findings.filter((finding) => read(finding) === value).length;
  const severityOptions = severities.map((value) => ({
    value,
    title: `${capitalised(value)} (${count((finding) => finding.severity, value)})`,
  }));
  const ruleOptions = rules.map((value) => {
    const title = model.description.rules.get(value)?.title ?? "";
    return { value, title: `${value} ${title} (${count((finding) => finding.id, value)})` };
  });
  const stageOptions = stages.map((value) => {
    const title = `${stageTitles[value] ?? value} (${count((finding) => finding.stage, value)})`;
    return { value, title };
  });
  return (
    <Controls>
      {stages.length > 1 && (
        <Choice
          label="About"
          value={stage}
          options={[{ value: all, title: "Everything" }, ...stageOptions]}
          onChoose={(value) => chooseOnPage(route, { stage: value })}
        />
      )}
      <Choice
        label="Severity"
        value={severity}
        options={[{ value: all, title: "All severities" }, ...severityOptions]}
        onChoose={(value) => chooseOnPage(route, { severity: value })}
      />
      <Choice
        label="Rule"
        value={rule}
        options={[{ value: all, title: "All rules" }, ...ruleOptions]}
        onChoose={(value) => chooseOnPage(route, { rule: value })}
      />
    </Controls>
  );
}

// Findings of rules that did not apply on the day the report is about.
function NotInForce({ model }: { model: Model }): JSX.Element | null {
  const rules = model.description.notInForce;
  if (rules.length === 0) return null;
  const { asAt, profile } = model.description.system;
  const count = rules.reduce((sum, rule) => sum + rule.findings, 0);
  return (
    <section>
      <h3>Left out: {counted(count, "finding", "findings")} of rules that were not in force</h3>
      <p>
        On {formatDate(asAt)}, under {rulesTitle(profile)}, these rules did not apply.{" "}
        <code>concord check --as-at DATE</code> asks about another day.
      </p>
      <ul>
        {rules.map((rule) => (
          <li key={rule.id}>
            <code>{rule.id}</code> {rule.title}: {counted(rule.findings, "finding", "findings")}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function FindingsView({ model, route }: ViewProps): JSX.Element {
  const severities = severitiesIn(model.findings);
  const stages = [...new Set(model.findings.map((finding) => finding.stage))].sort();
  const stage = chosen(route.query["stage"], [all, ...stages]);
  const rules = [...new Set(model.findings.map((finding) => finding.id))].sort();
  const severity = chosen(route.query["severity"], [all, ...severities]);
  const rule = chosen(route.query["rule"], [all, ...rules]);
  const shown = model.findings.filter(
    (finding) =>
      (stage === all || finding.stage === stage) &&
      (severity === all || finding.severity === severity) &&
      (rule === all || finding.id === rule),
  );
  const groups = groupByRule(model, shown);
  return (
    <>
      <PageHeading title="Findings">
        <p>Everything that is wrong or worth knowing in what was given, rule by rule.</p>
      </PageHeading>
      {model.findings.length === 0 ? (
        <h2 class="figure-title">Nothing was found to be wrong in what was read</h2>
      ) : (
        <>
          <h2 class="figure-title">{findingsHeadline(model.findings)}</h2>
          <Filters {...{ model, route, stage, severity, rule, stages, severities, rules }} />
          <p role="status">{counted(shown.length, "finding", "findings")} shown.</p>
          {groups.map((group) => (
            <Group key={group.id} model={model} group={group} />
          ))}
          <details class="meanings">
            <summary>The same findings as a table</summary>
            <DataTable
              name="findings"
              title="Findings"
              columns={columnsOf<FindingRow>(model.tables.get("findings"), [])}
              rows={shown}
              keyOf={(row) => `${model.findings.indexOf(row)}`}
              file={fileName("findings", severity, rule)}
            />
          </details>
        </>
      )}
      <NotInForce model={model} />
      <InputsSection model={model} />
    </>
  );
}
