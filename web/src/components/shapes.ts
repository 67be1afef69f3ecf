// The shapes of a layer, fetched when a picture first needs them.

import { useEffect, useState } from "preact/hooks";
import type { AreaShape } from "../data/document";
import type { DataSource } from "../data/source";

interface Held {
  readonly layer: string;
  readonly shapes: readonly AreaShape[];
}

// Null until they are there.
export function useShapes(
  source: DataSource,
  layer: string,
  isWanted: boolean,
): readonly AreaShape[] | null {
  const [held, setHeld] = useState<Held | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isCurrent = true;
    void source.shapes(layer).then((shapes) => {
      if (isCurrent) setHeld({ layer, shapes });
    });
    return () => {
      isCurrent = false;
    };
  }, [source, layer, isWanted]);
  return held?.layer === layer ? held.shapes : null;
}
