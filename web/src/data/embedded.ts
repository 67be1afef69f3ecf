// The figures that the report carries in itself, in a script element that is never run.

import type { AreaShape, Description, SmallAreas, Table } from "./document";
import { readSmallAreas } from "./packed";
import { fields, readDescription, readShapes, readTable } from "./reading";
import { DataProblem, type DataSource } from "./source";

const elementId = "concord-data";

export class EmbeddedSource implements DataSource {
  readonly statement =
    "Everything on these pages is in this one file: nothing is fetched or sent when you read it.";
  readonly #document: Readonly<Record<string, unknown>>;

  constructor(json: string) {
    try {
      this.#document = fields(JSON.parse(json));
    } catch {
      throw new DataProblem(
        "The figures in this file are damaged. Ask whoever sent it for another copy, or build the " +
          "report again.",
      );
    }
  }

  async describe(): Promise<Description> {
    return readDescription(this.#document);
  }

  async table(name: string): Promise<Table> {
    return readTable(name, fields(this.#document["tables"])[name]);
  }

  async shapes(layer: string): Promise<readonly AreaShape[]> {
    return readShapes(fields(this.#document["shapes"])[layer]);
  }

  async smallAreas(): Promise<SmallAreas | null> {
    return readSmallAreas(this.#document["small_areas"]);
  }
}

export function embeddedSource(page: Document): DataSource {
  const element = page.getElementById(elementId);
  if (!element) {
    throw new DataProblem(
      "This file holds the application but no figures. Open the report that `concord build` writes.",
    );
  }
  return new EmbeddedSource(element.textContent ?? "");
}
