// The start: the areas of a layer shaded by a measure, as a map, as tiles or as bars, with the same
// figures as a table.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../app";
import { AreaMap, type ShadedArea } from "../charts/area-map";
import { Legend, legendEntries } from "../charts/legend";
import { RankedBars, type Bar } from "../charts/ranked-bars";
import { Spread } from "../charts/spread";
import { areaOfTile, TileMap } from "../charts/tile-map";
import { chosen, layerChoice } from "../components/choices";
import { Choice, Controls, Switch, type Option } from "../components/controls";
import { chooseOnPage } from "../components/navigation";
import { Figure } from "../components/figure";
import { useShapes } from "../components/shapes";
import { PageHeading } from "../components/text";
import { classify } from "../model/classes";
import { fileStem } from "../model/csv";
import { measureHeadline } from "../model/headlines";
import { hasShapes, hasTiles, layerTitle, profileRows } from "../model/layers";
import { measuresIn, measured, type Measure } from "../model/measures";
import type { Model, ProfileRow } from "../model/model";
import { measureFacts } from "../model/provenance";
import type { Query } from "../routes";
import { MapTable } from "./map-table";
import { barsOf, shadedAreas } from "./shading";

const pictureTitles: Readonly<Record<string, string>> = {
  map: "Map",
  tiles: "Tiles",
  bars: "Bars",
};

// The pictures that can be drawn of this layer and this measure.
function picturesOf(model: Model, layer: string, measure: Measure | undefined): string[] {
  return [
    ...(hasShapes(model, layer) ? ["map"] : []),
    ...(hasTiles(model, layer) ? ["tiles"] : []),
    ...(measure?.kind === "number" ? ["bars"] : []),
  ];
}

interface PictureProps {
  readonly model: Model;
  readonly source: ViewProps["source"];
  readonly layer: string;
  readonly picture: string;
  readonly measure: Measure;
  readonly areas: readonly ShadedArea[];
  readonly bars: readonly Bar[];
}

function WithoutTile({ model, areas }: Pick<PictureProps, "model" | "areas">): JSX.Element | null {
  const { tiles } = model.description;
  const held = new Set(tiles.map((tile) => areaOfTile(areas, tile)?.code));
  const missing = areas.filter((area) => !held.has(area.code));
  if (missing.length === 0) return null;
  return (
    <div class="without-tile">
      <p>Areas of this layer that have no tile:</p>
      <ul>
        {missing.map((area) => (
          <li key={area.code}>
            <a href={area.href}>{area.name}</a>: {area.lines[0]}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ChosenPicture(props: PictureProps): JSX.Element | null {
  const { model, layer, picture, measure, areas, bars } = props;
  const shapes = useShapes(props.source, layer, picture === "map");
  const label = `${measure.title}, ${layerTitle(model, layer)}`;
  if (picture === "map") {
    return shapes ? (
      <AreaMap label={`Map: ${label}`} shapes={shapes} areas={areas} />
    ) : (
      <div class="picture picture--waiting" />
    );
  }
  if (picture === "tiles") {
    return (
      <>
        <TileMap label={`Tiles: ${label}`} tiles={model.description.tiles} areas={areas} />
        <WithoutTile model={model} areas={areas} />
      </>
    );
  }
  return picture === "bars" ? (
    <RankedBars label={`Bars: ${label}`} measure={measure} bars={bars} />
  ) : null;
}

interface MapState {
  readonly layer: string;
  readonly mode: string;
  readonly rows: readonly ProfileRow[];
  readonly measures: readonly Measure[];
  readonly measure: Measure | undefined;
  readonly pictures: readonly string[];
  readonly picture: string;
}

// What the address asks for, as far as it can be had.
function useMapState(model: Model, query: Query): MapState {
  const { layer, mode } = layerChoice(model, query);
  const rows = useMemo(() => profileRows(model, layer, mode), [model, layer, mode]);
  const measures = useMemo(() => measuresIn(rows), [rows]);
  const columns = measures.map(({ column }) => column);
  const column = chosen(query["measure"], columns);
  const measure = measures.find((known) => known.column === column);
  const pictures = picturesOf(model, layer, measure);
  return {
    layer,
    mode,
    rows,
    measures,
    measure,
    pictures,
    picture: chosen(query["picture"], pictures),
  };
}

function MapControls({
  model,
  route,
  state,
}: Pick<ViewProps, "model" | "route"> & { state: MapState }): JSX.Element {
  const { layer, mode, layers, modes } = layerChoice(model, route.query);
  const choose = (name: string) => (value: string) => chooseOnPage(route, { [name]: value });
  const measures = state.measures.map(({ column: value, title }): Option => ({ value, title }));
  const pictures = state.pictures.map((value): Option => {
    return { value, title: pictureTitles[value] ?? value };
  });
  return (
    <Controls>
      <Choice
        label="Measure"
        value={state.measure?.column ?? ""}
        options={measures}
        onChoose={choose("measure")}
      />
      <Choice label="Layer" value={layer} options={layers} onChoose={choose("layer")} />
      <Choice label="Figures" value={mode} options={modes} onChoose={choose("mode")} />
      {pictures.length > 1 && (
        <Switch
          label="Picture"
          value={state.picture}
          options={pictures}
          onChoose={choose("picture")}
        />
      )}
    </Controls>
  );
}

interface ShadedProps {
  readonly model: Model;
  readonly source: ViewProps["source"];
  readonly state: MapState;
  readonly measure: Measure;
}

function Shaded({ model, source, state, measure }: ShadedProps): JSX.Element {
  const { layer, mode, rows, picture } = state;
  const classification = useMemo(() => {
    const values = rows.map((row) => measured(row, measure.column));
    return classify(measure, values);
  }, [measure, rows]);
  const areas = useMemo(
    () => shadedAreas(rows, measure, classification),
    [rows, measure, classification],
  );
  const bars = useMemo(() => barsOf(rows, measure, areas), [rows, measure, areas]);
  const headline = useMemo(() => measureHeadline(rows, measure), [rows, measure]);
  const title = `${headline}. ${layerTitle(model, layer)}`;
  return (
    <>
      <h2 class="figure-title">{headline}</h2>
      <p class="figure-subtitle">{layerTitle(model, layer)}</p>
      <div class="map-and-legend">
        <Figure
          title={title}
          file={fileStem("map", layer, mode, measure.column, picture)}
          facts={measureFacts(model, rows, measure, picture === "map")}
          keys={legendEntries(measure, classification)}
          class={`map-and-legend__picture map-and-legend__picture--${picture}`}
        >
          <ChosenPicture {...{ model, source, layer, picture, measure, areas, bars }} />
        </Figure>
        <div class="panel map-and-legend__legend">
          <Legend measure={measure} classification={classification} />
          {measure.kind === "number" && picture !== "bars" && (
            <Spread measure={measure} bars={bars} />
          )}
        </div>
      </div>
      <MapTable model={model} layer={layer} mode={mode} rows={rows} measure={measure} />
    </>
  );
}

export function MapView({ model, source, route }: ViewProps): JSX.Element {
  const state = useMapState(model, route.query);
  const { measure } = state;
  return (
    <>
      <PageHeading title="Map">
        <p>The areas of a layer by one measure. Choose an area to see all that is known of it.</p>
      </PageHeading>
      <MapControls model={model} route={route} state={state} />
      {measure ? (
        <Shaded model={model} source={source} state={state} measure={measure} />
      ) : (
        <p class="no-rows">There are no figures for this layer.</p>
      )}
    </>
  );
}
