// Where the figures come from. The report carries them in the page; a server will answer for them
// over HTTP. The views know only this interface, so a second way is a second implementation.

import type { AreaShape, Description, SmallAreas, Table } from "./document";

export interface DataSource {
  // Where the figures are, as the foot of each page says it.
  readonly statement: string;
  describe(): Promise<Description>;
  // A table that this build does not have comes back empty, without columns.
  table(name: string): Promise<Table>;
  // The shapes of a layer's areas; none where the layer has no boundaries.
  shapes(layer: string): Promise<readonly AreaShape[]>;
  // What is known of small areas; null where nothing is.
  smallAreas(): Promise<SmallAreas | null>;
}

// What the reader is told when the figures cannot be had at all.
export class DataProblem extends Error {}
