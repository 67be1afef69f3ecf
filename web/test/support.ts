// What several tests need.

import { EmbeddedSource } from "../src/data/embedded";
import { loadModel, type Model } from "../src/model/model";
import { fixture, type FixtureDocument } from "./fixture";

export async function modelOf(document: FixtureDocument = fixture()): Promise<Model> {
  return loadModel(new EmbeddedSource(JSON.stringify(document)));
}
