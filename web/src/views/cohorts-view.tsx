// Who is in each cohort and why; the most deprived fifth of the country against that of the areas here;
// segments; how well a model of risk fits.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { Calibration } from "../charts/calibration";
import { ShareRows } from "../charts/share-rows";
import { columnsOf, type Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { Figure } from "../components/figure";
import { chooseOnPage } from "../components/navigation";
import { Message, PageHeading, Warning } from "../components/text";
import { counted, formatShare, formatWhole } from "../format/numbers";
import { fileName } from "../model/csv";
import type { Model } from "../model/model";
import {
  calibrationHeadline,
  cohortRows,
  cohortsHeadline,
  deprivedFifths,
  segmentRows,
  segmentsHeadline,
  stepRows,
  stepsHeadline,
  stratumRows,
} from "../model/people";
import { rowsOf, type AnyRow } from "../model/spending";
import { factsOf } from "./money-frame";

type Part = Pick<ViewProps, "model" | "route">;

const shares: Readonly<Record<string, Partial<Column<AnyRow>>>> = Object.fromEntries(
  [
    ...["share", "observed", "lowercl", "uppercl", "expected", "up_to"],
    ...["value", "everyone", "all_value", "absolute_gap", "gap_lowercl", "gap_uppercl"],
  ].map((name) => [name, { format: formatShare }]),
);

function AllCohorts({ model }: Pick<Part, "model">): JSX.Element {
  const rows = useMemo(() => cohortRows(model), [model]);
  const title = cohortsHeadline(rows);
  const drawn = [...rows]
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0))
    .flatMap(({ cohort, title: name, share }) =>
      share === null ? [] : [{ id: cohort, name, value: share, figure: formatShare(share) }],
    );
  return (
    <section>
      <h2 class="figure-title">{title}</h2>
      <Figure
        title={title}
        file={fileName("cohorts")}
        facts={factsOf([
          ["Source", "the extract of people of this system; the rules of each cohort in the table"],
          ["Released by", rows[0]?.release ?? ""],
          ["Method", "shares of people who are alive and have not opted out"],
        ])}
      >
        <ShareRows label={`${title}. The table below has every figure.`} rows={drawn} />
      </Figure>
      <DataTable
        name="cohorts"
        title="Cohorts"
        columns={columnsOf<AnyRow>(model.tables.get("cohorts"), [], {
          ...shares,
          source: { isWide: true },
          note: { isWide: true },
        })}
        rows={rows}
        keyOf={(row) => String(row.cells["cohort"])}
        file={fileName("cohorts")}
      />
    </section>
  );
}

function Steps({ model, route }: Part): JSX.Element | null {
  const cohorts = useMemo(() => cohortRows(model), [model]);
  const id = chosen(
    route.query["cohort"],
    cohorts.map((row) => row.cohort),
  );
  const cohort = cohorts.find((row) => row.cohort === id);
  const steps = useMemo(
    () =>
      stepRows(model)
        .filter((row) => row.cohort === id)
        .sort((a, b) => (a.step ?? 0) - (b.step ?? 0)),
    [model, id],
  );
  if (!cohort) return null;
  const title = stepsHeadline(cohort, steps);
  const [first] = steps;
  const start =
    first && first.before !== null
      ? [{ id: "0", name: "asked about", value: first.before, figure: formatWhole(first.before) }]
      : [];
  const drawn = steps.flatMap(({ step, must, kept }) =>
    kept === null ? [] : [{ id: String(step), name: must, value: kept, figure: formatWhole(kept) }],
  );
  return (
    <section>
      <Controls>
        <Choice
          label="Cohort"
          value={id}
          options={cohorts.map((row) => ({ value: row.cohort, title: row.title }))}
          onChoose={(value) => chooseOnPage(route, { cohort: value })}
        />
      </Controls>
      <h2 class="figure-title">{title}</h2>
      <Figure
        title={title}
        file={fileName("cohort_steps", id)}
        facts={factsOf([
          ["Rule", cohort.source],
          ["Note", cohort.note],
          ["Released by", cohort.release],
          [
            "Method",
            "each step keeps those of whom it holds; a count too small to show is left out",
          ],
        ])}
      >
        <ShareRows
          label={`${title}. The table below has every figure.`}
          rows={[...start, ...drawn]}
        />
      </Figure>
      <DataTable
        name="steps"
        title="Who was lost at each step"
        columns={columnsOf<AnyRow>(
          model.tables.get("cohort_steps"),
          ["step", "must", "before", "kept", "lost"],
          { must: { isWide: true } },
        )}
        rows={steps}
        keyOf={(row) => String(row.cells["step"])}
        file={fileName("cohort_steps", id)}
      />
      <Profile model={model} cohort={id} name={cohort.title} />
    </section>
  );
}

// What is known of a cohort's access and outcomes, beside everybody else.
function Profile({
  model,
  cohort,
  name,
}: {
  model: Model;
  cohort: string;
  name: string;
}): JSX.Element | null {
  const rows = rowsOf(model, "cohort_profile").filter((row) => row.cells["cohort"] === cohort);
  if (rows.length === 0) return null;
  return (
    <DataTable
      name="profile"
      title={`${name}: shares beside those of everybody else`}
      columns={columnsOf<AnyRow>(model.tables.get("cohort_profile"), [], {
        ...shares,
        others_value: { format: formatShare },
      })}
      rows={rows}
      keyOf={(row) => String(row.cells["measure"])}
      file={fileName("cohort_profile", cohort)}
    />
  );
}

// A fifth of the areas here is another one than the country's: said wherever they differ.
function Fifths({ model }: Pick<Part, "model">): JSX.Element | null {
  const rows = useMemo(() => deprivedFifths(model), [model]);
  const warnings = model.findings.filter((finding) => finding.id === "POP030");
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>The most deprived fifth: the country&apos;s and that of the areas here</h2>
      {warnings.length > 0 && (
        <Warning title="A local fifth is not the country's">
          {warnings.map((finding) => (
            <p key={finding.message}>
              <Message text={finding.message} />
            </p>
          ))}
        </Warning>
      )}
      <ul>
        {rows.map((row) => (
          <li key={row.measure}>
            {row.measure}: of {counted(row.areas_here ?? 0, "small area", "small areas")} here,{" "}
            {formatWhole(row.national ?? 0)} are in the country&apos;s most deprived fifth and{" "}
            {formatWhole(row.local ?? 0)} in that of the areas here;{" "}
            {formatWhole(row.local_not_national ?? 0)} are in the local fifth alone and{" "}
            {formatWhole(row.national_not_local ?? 0)} in the country&apos;s alone.
          </li>
        ))}
      </ul>
      <DataTable
        name="deprived"
        title="Areas in the most deprived fifth"
        columns={columnsOf<AnyRow>(model.tables.get("deprived_fifths"), [])}
        rows={rows}
        keyOf={(row) => String(row.cells["measure"])}
        file={fileName("deprived_fifths")}
      />
    </section>
  );
}

function Segments({ model }: Pick<Part, "model">): JSX.Element | null {
  const rows = useMemo(() => segmentRows(model), [model]);
  if (rows.length === 0) return null;
  const title = segmentsHeadline(rows);
  const drawn = rows.flatMap(({ segment, title: name, share }) =>
    segment === "all" || share === null
      ? []
      : [{ id: segment, name, value: share, figure: formatShare(share) }],
  );
  return (
    <section>
      <h2 class="figure-title">{title}</h2>
      <Figure
        title={title}
        file={fileName("segments")}
        facts={factsOf([
          ["Source", "the extract of people of this system"],
          ["Released by", rows[0]?.release ?? ""],
          ["Method", "everybody is in the first segment whose rule holds"],
        ])}
      >
        <ShareRows label={`${title}. The table below has every figure.`} rows={drawn} />
      </Figure>
      <DataTable
        name="segments"
        title="Segments"
        columns={columnsOf<AnyRow>(model.tables.get("segments"), [], shares)}
        rows={rows}
        keyOf={(row) => String(row.cells["segment"])}
        file={fileName("segments")}
      />
    </section>
  );
}

function Strata({ model }: Pick<Part, "model">): JSX.Element | null {
  const rows = useMemo(() => stratumRows(model), [model]);
  if (rows.length === 0) return null;
  const title = calibrationHeadline(rows);
  const points = rows.flatMap(({ stratum, expected, observed, lowercl, uppercl }) =>
    expected === null || observed === null || lowercl === null || uppercl === null
      ? []
      : [{ name: stratum, expected, observed, low: lowercl, high: uppercl }],
  );
  return (
    <section>
      <h2 class="figure-title">{title}</h2>
      <p class="figure-subtitle">
        Across: what the model expects. Up: what was observed, with its 95% interval. On the broken
        line they agree.
      </p>
      <Figure
        title={title}
        file={fileName("risk_strata")}
        facts={factsOf([
          ["Model", rows[0]?.model ?? ""],
          ["Released by", rows[0]?.release ?? ""],
          ["Method", "Wilson's 95% interval of the share observed in each stratum"],
        ])}
      >
        <Calibration label={`${title}. The table below has every figure.`} points={points} />
      </Figure>
      <DataTable
        name="strata"
        title="Strata of risk, from the lowest"
        columns={columnsOf<AnyRow>(model.tables.get("risk_strata"), [], {
          ...shares,
          model: { isWide: true },
        })}
        rows={rows}
        keyOf={(row) => String(row.cells["stratum"])}
        file={fileName("risk_strata")}
      />
    </section>
  );
}

export function CohortsView({ model, route }: ViewProps): JSX.Element {
  return (
    <>
      <PageHeading title="Cohorts">
        <p>Who is meant by each rule, who is left out at each step, and how well risk is judged.</p>
      </PageHeading>
      {cohortRows(model).length === 0 ? (
        <div class="no-rows">
          <p>
            There are no people one by one. Put an extract into <code>people/</code> of this
            system&apos;s folder, or ask for a synthetic one with <code>people/synthetic.toml</code>
            .
          </p>
        </div>
      ) : (
        <>
          <AllCohorts model={model} />
          <Steps model={model} route={route} />
          <Fifths model={model} />
          <Segments model={model} />
          <Strata model={model} />
        </>
      )}
    </>
  );
}
