// Where the figures come from and how they were made.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import { columnsOf, type Column } from "../components/cells";
import { DataTable } from "../components/data-table";
import { PageHeading } from "../components/text";
import { fileName } from "../model/csv";
import { sourcesHeadline } from "../model/headlines";
import { layerTitle } from "../model/layers";
import type { LayerRow, Model } from "../model/model";
import { decode, type Decoded } from "../model/records";
import { Licences } from "./licences";
import { routeHref } from "../routes";
import { Methods } from "./methods";
import { sourceColumns } from "./source-columns";

function LayersSection({ model }: { model: Model }): JSX.Element {
  const names = ["title", "layer", "valid_from", "valid_to", "areas", "small_areas"];
  return (
    <section>
      <h2>Layers and vintages</h2>
      <p>
        A layer is one kind of area at one time. Layers of different years are different layers,
        even where nothing but the name of the year has changed.
      </p>
      <DataTable
        name="layers"
        noRows="Layers are known where open data was read."
        title="Layers that this build knows"
        columns={columnsOf<LayerRow>(model.tables.get("area_layers"), names, {
          title: { title: "Layer", value: (row) => row.title || row.layer },
          layer: { title: "Name here" },
        })}
        rows={model.layers}
        keyOf={(row) => row.layer}
        file={fileName("area_layers")}
      />
    </section>
  );
}

const fitFields = { layer: "text", small_areas: "text" } as const;

type Fit = Decoded<typeof fitFields>;

function FitsSection({ model }: { model: Model }): JSX.Element | null {
  const table = model.tables.get("layer_fits");
  if (!table || table.rows.length === 0) return null;
  const rows = decode(table, fitFields);
  const title = (heading: string, layer: (row: Fit) => string): Partial<Column<Fit>> => ({
    title: heading,
    value: (row) => layerTitle(model, layer(row)),
    raw: layer,
  });
  return (
    <section>
      <h2>How well each layer stands on small areas</h2>
      <p>
        Where a layer was drawn from the small areas of another census, each small area is placed
        where most of its people live. The people of the parts that lie elsewhere are counted here
        as possibly misplaced.
      </p>
      <DataTable
        name="fits"
        title="Best fits, with the people possibly misplaced"
        columns={columnsOf<Fit>(table, [], {
          layer: title("Layer", (row) => row.layer),
          small_areas: { ...title("Small areas", (row) => row.small_areas), isWide: true },
          path: { isWide: true },
        })}
        rows={rows}
        keyOf={(row) => `${row.layer} ${row.small_areas}`}
        file={fileName("layer_fits")}
        sort={{ column: "people_misplaced_at_most", descending: true }}
      />
    </section>
  );
}

export function SourcesView({ model }: ViewProps): JSX.Element {
  const { sources } = model.description;
  return (
    <>
      <PageHeading title="Sources and methods">
        <p>Where every figure comes from, under which licence, and how it was made.</p>
      </PageHeading>
      <section>
        <h2>{sourcesHeadline(sources)}</h2>
        <DataTable
          name="sources"
          title="Open data that was read"
          columns={sourceColumns}
          rows={sources}
          keyOf={(source) => source.id}
          file={fileName("sources")}
          noRows="This report was made without open data: it shows what was printed."
        />
      </section>
      <Methods model={model} />
      <LayersSection model={model} />
      <FitsSection model={model} />
      <section class="only-on-screen">
        <h2>Every table, whole</h2>
        <p>
          The tables as the program writes them, with what each column means, stand under{" "}
          <a href={routeHref("data")}>data</a>; the words of these pages in the{" "}
          <a href={routeHref("glossary")}>glossary</a>.
        </p>
      </section>
      <Licences />
    </>
  );
}
