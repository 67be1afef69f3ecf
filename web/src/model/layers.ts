// Which layers there are, what they are called, and which areas they hold.

import type { Model, ProfileRow } from "./model";
import { shortNames } from "./names";

// "icb22" where nothing better is known: the kind in capitals and the year in full.
function titleFromName(layer: string): string {
  const parts = /^([a-z]+)(\d\d)$/.exec(layer);
  return parts ? `${parts[1]?.toUpperCase()} 20${parts[2]}` : layer;
}

export function layerTitle(model: Model, layer: string): string {
  const known = model.layers.find((row) => row.layer === layer)?.title;
  return known || model.description.layerTitles.get(layer) || titleFromName(layer);
}

// What the areas of a layer are called in running text: "Integrated care boards, July 2022" are
// "integrated care boards". Empty where the title is not of that form, as of most what-ifs.
export function layerNoun(model: Model, layer: string): string {
  const [, noun = ""] = /^([^,:]+), [^,:]*\b\d{4}\b/.exec(layerTitle(model, layer)) ?? [];
  // A word that is all capitals keeps them.
  const isPlainWord = /^\p{Lu}\p{Ll}/u.test(noun);
  return isPlainWord ? noun.charAt(0).toLocaleLowerCase("en-GB") + noun.slice(1) : noun;
}

// In the order in which the system asks for them; any others after.
export function profileLayers(model: Model): string[] {
  const held = new Set(model.profile.map((row) => row.layer));
  const wanted = model.description.system.profiles.filter((layer) => held.has(layer));
  return [...new Set([...wanted, ...held])];
}

const modeOrder = ["published", "exact"];

export function profileModes(model: Model, layer: string): string[] {
  const held = new Set(model.profile.filter((row) => row.layer === layer).map((row) => row.mode));
  const known = modeOrder.filter((mode) => held.has(mode));
  return [...new Set([...known, ...held])];
}

export function profileRows(model: Model, layer: string, mode: string): ProfileRow[] {
  return model.profile.filter((row) => row.layer === layer && row.mode === mode);
}

// The layer to begin with: the system's own where it has a profile, else the first that has one.
export function startingLayer(model: Model): string {
  const layers = profileLayers(model);
  const own = model.description.system.systemLayer;
  return layers.includes(own) ? own : (layers[0] ?? "");
}

export function areaName(row: ProfileRow): string {
  return row.name || row.ods_code || row.code;
}

// What each area of these rows is called in a chart, by code.
export function chartNames(rows: readonly ProfileRow[]): ReadonlyMap<string, string> {
  const short = shortNames(rows.filter((row) => row.name !== "").map((row) => row.name));
  return new Map(rows.map((row) => [row.code, short.get(row.name) ?? areaName(row)]));
}

export interface AreaReference {
  readonly layer: string;
  readonly code: string;
}

// The rows of one area, in every mode.
export function areaRows(model: Model, area: AreaReference): ProfileRow[] {
  return model.profile.filter((row) => row.layer === area.layer && row.code === area.code);
}

// Areas of other layers with the same code or the same ODS code: the same body in another vintage.
export function sameAreaElsewhere(model: Model, area: AreaReference): ProfileRow[] {
  const own = areaRows(model, area)[0];
  const seen = new Set<string>([area.layer]);
  return model.profile.filter((row) => {
    const same = row.code === area.code || (own?.ods_code && row.ods_code === own.ods_code);
    if (!same || seen.has(row.layer)) return false;
    seen.add(row.layer);
    return true;
  });
}

// The layer in which a bare code is best shown: the system's own before the others.
export function layerOfCode(model: Model, code: string): string | null {
  const layers = new Set(model.profile.filter((row) => row.code === code).map((row) => row.layer));
  if (layers.size === 0) return null;
  const order = [model.description.system.systemLayer, ...profileLayers(model)];
  return order.find((layer) => layers.has(layer)) ?? null;
}

export function hasShapes(model: Model, layer: string): boolean {
  return model.description.shapeLayers.includes(layer);
}

// A layer can stand on tiles where at least one of its areas has one.
export function hasTiles(model: Model, layer: string): boolean {
  const codes = new Set(model.description.tiles.map((tile) => tile.code));
  return model.profile.some(
    (row) => row.layer === layer && (codes.has(row.ods_code) || codes.has(row.code)),
  );
}
