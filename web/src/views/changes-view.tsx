// What moved between two layers: people whose later area does not continue their earlier one.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { Flows } from "../charts/flows";
import { AreaLink } from "../components/area-link";
import { columnsOf, type Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { chooseOnPage } from "../components/navigation";
import { Figure } from "../components/figure";
import { Inset, PageHeading } from "../components/text";
import { NeedsOpenData } from "../components/without-data";
import { counted } from "../format/numbers";
import { comparedPairs, isOfPair, pairKey, type LayerPair } from "../model/boundaries";
import { unplacedAreas } from "../model/changes";
import { fileName, fileStem } from "../model/csv";
import { changesHeadline } from "../model/headlines";
import { layerTitle } from "../model/layers";
import type { ChangeRow, Model } from "../model/model";
import { shortNames } from "../model/names";
import { comparisonFacts } from "../model/provenance";
import { sortRows } from "../model/sorting";

// More flows than this are a tangle; the table has them all.
const drawnAtMost = 24;

export function changeColumns(model: Model): Column<ChangeRow>[] {
  return columnsOf<ChangeRow>(
    model.tables.get("boundary_changes"),
    ["from_name", "to_name", "lsoas", "population", "from_code", "to_code"],
    {
      from_name: {
        title: "From",
        value: (row) => row.from_name || row.from_code,
        show: (row) => <AreaLink layer={row.layer_a} code={row.from_code} name={row.from_name} />,
      },
      to_name: {
        title: "To",
        value: (row) => row.to_name || row.to_code,
        show: (row) => <AreaLink layer={row.layer_b} code={row.to_code} name={row.to_name} />,
      },
      population: { title: "People" },
    },
  );
}

// Short names on each side, by what the names of that side have in common.
function flowNames(rows: readonly ChangeRow[]): ReadonlyMap<string, string> {
  const from = shortNames(rows.map((row) => row.from_name));
  const to = shortNames(rows.map((row) => row.to_name));
  return new Map([...from, ...to]);
}

interface PairProps {
  readonly model: Model;
  readonly pair: LayerPair;
}

// A pair without rows was compared, unless something went wrong; that stands among the findings.
function NobodyMoved({ model, pair }: PairProps): JSX.Element {
  const hasErrors = model.findings.some((finding) => finding.severity === "error");
  return (
    <p>
      Of the people who live in areas of both layers, all live in the area of{" "}
      {layerTitle(model, pair.layerB)} that continues theirs of {layerTitle(model, pair.layerA)}.
      {hasErrors && " There are errors among the findings; what they left out is not counted here."}
    </p>
  );
}

// Whom the moves cannot say anything about.
function Unplaced({ model, pair }: PairProps): JSX.Element | null {
  const areas = unplacedAreas(model, pair);
  if (areas.length === 0) return null;
  const people = areas.reduce((sum, area) => sum + area.people, 0);
  return (
    <Inset>
      <p>
        {counted(people, "person", "people")} of {counted(areas.length, "area", "areas")} live in no
        area of {layerTitle(model, pair.layerB)}, and are not counted as moved:{" "}
        {areas.map((area, index) => (
          <>
            {index > 0 && ", "}
            <AreaLink layer={pair.layerA} code={area.code} name={area.name} />
          </>
        ))}
        .
      </p>
    </Inset>
  );
}

function PairChanges({ model, pair }: PairProps): JSX.Element {
  const rows = useMemo(() => {
    const own = model.changes.filter((row) => isOfPair(row, pair));
    return sortRows(own, (row) => row.population, true);
  }, [model, pair]);
  const drawn = rows.slice(0, drawnAtMost);
  const names = useMemo(() => flowNames(rows), [rows]);
  const [earlier, later] = [layerTitle(model, pair.layerA), layerTitle(model, pair.layerB)];
  const headline = changesHeadline(rows, unplacedAreas(model, pair).length === 0);
  return (
    <>
      <h2 class="figure-title">{headline}</h2>
      <p class="figure-subtitle">
        {earlier} to {later}
      </p>
      <Unplaced model={model} pair={pair} />
      {rows.length === 0 ? (
        <NobodyMoved model={model} pair={pair} />
      ) : (
        <Figure
          title={`${headline}. ${earlier} to ${later}`}
          file={fileStem("boundary_changes", pair.layerA, pair.layerB)}
          facts={comparisonFacts(model, { ...pair, rows, method: "change" })}
        >
          <Flows rows={drawn} names={names} layers={[earlier, later]} />
          {drawn.length < rows.length && (
            <p class="hint">The {drawnAtMost} largest flows are drawn; the table has them all.</p>
          )}
        </Figure>
      )}
      {rows.length > 0 && (
        <DataTable
          name="flows"
          title={`What moved from ${earlier} to ${later}`}
          columns={changeColumns(model)}
          rows={rows}
          keyOf={(row) => `${row.from_code} ${row.to_code}`}
          file={fileName("boundary_changes", pair.layerA, pair.layerB)}
          sort={{ column: "population", descending: true }}
        />
      )}
    </>
  );
}

function NothingCompared({ model, hasOpenData }: { model: Model; hasOpenData: boolean }) {
  if (hasOpenData) return <p class="no-rows">This build was not asked to compare any layers.</p>;
  const pairs = model.description.system.changes;
  return <NeedsOpenData model={model} what="What moved" pairs={pairs} between="to" />;
}

export function ChangesView({ model, route }: ViewProps): JSX.Element {
  const { changes, hasOpenData } = model.description.system;
  const pairs = useMemo(() => comparedPairs(model, changes, model.changes), [model]);
  const wanted = chosen(route.query["pair"], pairs.map(pairKey));
  const pair = pairs.find((known) => pairKey(known) === wanted);
  const options = pairs.map((known) => ({
    value: pairKey(known),
    title: `${layerTitle(model, known.layerA)} to ${layerTitle(model, known.layerB)}`,
  }));
  return (
    <>
      <PageHeading title="Changes">
        <p>
          Which people came into another area when boundaries were redrawn. An area that only took a
          new name or code, or went into another whole, has not moved.
        </p>
      </PageHeading>
      {pair ? (
        <>
          <Controls>
            <Choice
              label="From one layer to the next"
              value={wanted}
              options={options}
              onChoose={(value) => chooseOnPage(route, { pair: value })}
            />
          </Controls>
          <PairChanges model={model} pair={pair} />
        </>
      ) : (
        <NothingCompared {...{ model, hasOpenData }} />
      )}
    </>
  );
}
