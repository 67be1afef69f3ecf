// Choices that several pages offer in the same way: which layer, and which kind of figures.

import { layerTitle, profileLayers, profileModes, startingLayer } from "../model/layers";
import type { Model } from "../model/model";
import { modeTitle } from "../model/provenance";
import type { Query } from "../routes";
import type { Option } from "./controls";

// What was asked for where it can be had; otherwise what the page begins with.
export function chosen(wanted: string | undefined, options: readonly string[], first = ""): string {
  if (wanted !== undefined && options.includes(wanted)) return wanted;
  return options.includes(first) ? first : (options[0] ?? "");
}

export interface LayerChoice {
  readonly layer: string;
  readonly mode: string;
  readonly layers: readonly Option[];
  readonly modes: readonly Option[];
}

export function layerChoice(model: Model, query: Query): LayerChoice {
  const layers = profileLayers(model);
  const layer = chosen(query["layer"], layers, startingLayer(model));
  const modes = profileModes(model, layer);
  return {
    layer,
    mode: chosen(query["mode"], modes),
    layers: layers.map((value) => ({ value, title: layerTitle(model, value) })),
    modes: modes.map((value) => ({ value, title: modeTitle(value) })),
  };
}
