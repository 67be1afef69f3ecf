// How far the areas of two layers share their people.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { shareKeys, ShareBars } from "../charts/share-bars";
import { AreaLink } from "../components/area-link";
import { columnsOf, type Column } from "../components/cells";
import { chosen } from "../components/choices";
import { Choice, Controls } from "../components/controls";
import { DataTable } from "../components/data-table";
import { chooseOnPage } from "../components/navigation";
import { Figure } from "../components/figure";
import { PageHeading } from "../components/text";
import { NeedsOpenData } from "../components/without-data";
import { formatIndex, formatPercent, formatShare } from "../format/numbers";
import {
  classCounts,
  classMeanings,
  classTitle,
  distinctPairs,
  isOfPair,
  pairKey,
} from "../model/boundaries";
import { piecesOfArea, type ClassCount, type LayerPair } from "../model/boundaries";
import { fileName, fileStem } from "../model/csv";
import { coterminosityHeadline, coverHeadline } from "../model/headlines";
import { layerTitle } from "../model/layers";
import type { CoterminosityRow, Model } from "../model/model";
import { shortNames } from "../model/names";
import { comparisonFacts } from "../model/provenance";
import { PiecesOfArea } from "./pieces";
import { PlacesSection } from "./places-section";

function ClassTag({ id }: { id: string }): JSX.Element {
  return <span class={`class-tag class-tag--${id}`}>{classTitle(id)}</span>;
}

const countColumns: readonly Column<ClassCount>[] = [
  {
    name: "class",
    title: "Class",
    type: "text",
    meaning: "how an area stands to the other layer",
    value: (row) => row.id,
    show: (row) => <ClassTag id={row.id} />,
  },
  {
    name: "areas",
    title: "Areas",
    type: "whole",
    meaning: "areas of that class",
    value: (row) => row.count,
  },
  {
    name: "population",
    title: "People",
    type: "whole",
    meaning: "people who live in them",
    value: (row) => row.people,
  },
  {
    name: "meaning",
    title: "What it means",
    type: "text",
    meaning: "",
    value: (row) => row.meaning,
    isWide: true,
  },
];

function pairColumns(
  model: Model,
  pair: LayerPair,
  names: ReadonlyMap<string, string>,
): Column<CoterminosityRow>[] {
  const share = { format: formatShare };
  return columnsOf<CoterminosityRow>(
    model.tables.get("coterminosity"),
    [
      "name_a",
      "population",
      "class",
      "best_name_b",
      "jaccard",
      "share_in_best",
      "uncovered_share",
      "pieces",
      "effective_pieces",
    ],
    {
      name_a: {
        title: "Area",
        value: (row) => row.name_a || row.code_a,
        show: (row) => (
          <AreaLink
            layer={pair.layerA}
            code={row.code_a}
            name={names.get(row.code_a) ?? row.name_a}
          />
        ),
      },
      population: { title: "People" },
      class: {
        value: (row) => classTitle(row.class),
        raw: (row) => row.class,
        rank: (row) => classMeanings.findIndex(({ id }) => id === row.class),
        show: (row) => <ClassTag id={row.class} />,
      },
      best_name_b: {
        title: "Fits best",
        value: (row) => row.best_name_b || row.best_code_b || null,
        show: (row) =>
          row.best_code_b === "" ? (
            "none"
          ) : (
            <AreaLink layer={pair.layerB} code={row.best_code_b} name={row.best_name_b} />
          ),
      },
      jaccard: { format: formatIndex },
      effective_pieces: { format: formatIndex },
      share_in_best: { ...share, title: "In the best" },
      uncovered_share: { ...share, title: "In none" },
    },
  );
}

// The best covered first, as the bars stand.
function byCover(one: CoterminosityRow, other: CoterminosityRow): number {
  const best = (other.share_in_best ?? 0) - (one.share_in_best ?? 0);
  return best || (one.uncovered_share ?? 0) - (other.uncovered_share ?? 0);
}

interface PairProps {
  readonly model: Model;
  readonly pair: LayerPair;
  readonly rows: readonly CoterminosityRow[];
}

function Classes({ model, pair, rows }: PairProps): JSX.Element {
  const { tolerance } = model.description.system;
  return (
    <>
      <DataTable
        name="classes"
        title="Areas by class"
        columns={countColumns}
        rows={classCounts(rows)}
        keyOf={(row) => row.id}
        file={fileName("coterminosity_classes", pair.layerA, pair.layerB)}
      />
      <p class="hint">
        Parts of at most {formatPercent(100 * tolerance)} of both areas count as nothing, and shares
        of at least {formatPercent(100 - 100 * tolerance)} as everything.
      </p>
    </>
  );
}

function PairFigures({ model, pair, rows }: PairProps): JSX.Element {
  const ordered = useMemo(() => [...rows].sort(byCover), [rows]);
  const names = useMemo(() => {
    const short = shortNames(rows.map((row) => row.name_a).filter((name) => name !== ""));
    return new Map(
      rows.map((row) => [row.code_a, short.get(row.name_a) ?? (row.name_a || row.code_a)]),
    );
  }, [rows]);
  const title = `${layerTitle(model, pair.layerA)} against ${layerTitle(model, pair.layerB)}`;
  const cover = coverHeadline(rows);
  return (
    <>
      <h2 class="figure-title">{coterminosityHeadline(model, rows)}</h2>
      <p class="figure-subtitle">{title}</p>
      <Classes model={model} pair={pair} rows={rows} />
      <h2>{cover}</h2>
      <Figure
        title={`${cover}. ${title}`}
        file={fileStem("coterminosity", pair.layerA, pair.layerB)}
        facts={comparisonFacts(model, { ...pair, rows, method: "overlap" })}
        keys={shareKeys}
      >
        <ShareBars
          label={`Bars: the people of each area in the area that fits best, in others and in none. ${title}`}
          rows={ordered}
          names={names}
        />
      </Figure>
      <DataTable
        name="areas"
        title={`Every area: ${title}`}
        columns={pairColumns(model, pair, names)}
        rows={ordered}
        keyOf={(row) => row.code_a}
        file={fileName("coterminosity", pair.layerA, pair.layerB)}
      />
    </>
  );
}

interface OneAreaProps extends Pick<ViewProps, "model" | "route"> {
  readonly pair: LayerPair;
  readonly rows: readonly CoterminosityRow[];
}

function OneArea({ model, route, pair, rows }: OneAreaProps): JSX.Element {
  const areas = [...rows].sort((one, other) => one.name_a.localeCompare(other.name_a));
  const code = chosen(
    route.query["area"],
    areas.map((row) => row.code_a),
  );
  const row = areas.find((area) => area.code_a === code);
  const pieces = piecesOfArea(model, pair.layerA, code).find(
    ({ otherLayer }) => otherLayer === pair.layerB,
  );
  return (
    <section>
      <h2>One area and its pieces</h2>
      <Controls>
        <Choice
          label="Area"
          value={code}
          options={areas.map((area) => {
            return { value: area.code_a, title: area.name_a || area.code_a };
          })}
          onChoose={(value) => chooseOnPage(route, { area: value })}
        />
      </Controls>
      {pieces ? (
        <PiecesOfArea model={model} pieces={pieces} name={row?.name_a || code} />
      ) : (
        <p class="no-rows">No area of the other layer holds any of its people.</p>
      )}
    </section>
  );
}

function NothingCompared({ model }: { model: Model }): JSX.Element {
  const { overlaps, hasOpenData } = model.description.system;
  if (hasOpenData) return <p class="no-rows">No two layers were compared in this build.</p>;
  const what = "How areas share their people";
  return <NeedsOpenData model={model} what={what} pairs={overlaps} between="against" />;
}

export function BoundariesView({ model, route }: ViewProps): JSX.Element {
  const pairs = useMemo(() => distinctPairs(model.coterminosity), [model]);
  const wanted = chosen(route.query["pair"], pairs.map(pairKey));
  const pair = pairs.find((known) => pairKey(known) === wanted);
  const rows = useMemo(
    () => (pair ? model.coterminosity.filter((row) => isOfPair(row, pair)) : []),
    [model, wanted],
  );
  const options = pairs.map((known) => ({
    value: pairKey(known),
    title: `${layerTitle(model, known.layerA)} against ${layerTitle(model, known.layerB)}`,
  }));
  return (
    <>
      <PageHeading title="Boundaries">
        <p>How far the areas of one layer and those of another share the same people.</p>
      </PageHeading>
      {pair ? (
        <>
          <Controls>
            <Choice
              label="Layers"
              value={wanted}
              options={options}
              onChoose={(value) => chooseOnPage(route, { pair: value, area: "" })}
            />
          </Controls>
          <PairFigures model={model} pair={pair} rows={rows} />
          <OneArea model={model} route={route} pair={pair} rows={rows} />
        </>
      ) : (
        <NothingCompared model={model} />
      )}
      <PlacesSection model={model} />
    </>
  );
}
