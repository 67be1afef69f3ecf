// A report's document that is there as a whole, wherever it came from.

import type { AreaShape, Description, SmallAreas, Table } from "./document";
import { readSmallAreas } from "./packed";
import { fields, readDescription, readShapes, readTable } from "./reading";
import type { DataSource } from "./source";

export class DocumentSource implements DataSource {
  readonly #document: Readonly<Record<string, unknown>>;

  constructor(
    document: unknown,
    readonly statement: string,
  ) {
    this.#document = fields(document);
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
