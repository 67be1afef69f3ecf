// What a page says where its figures need open data that this report was made without.

import type { JSX } from "preact";
import type { AskedPair } from "../data/document";
import { layerTitle } from "../model/layers";
import type { Model } from "../model/model";
import { routeHref } from "../routes";

interface NeedsDataProps {
  readonly model: Model;
  // "How areas share their people".
  readonly what: string;
  readonly pairs: readonly AskedPair[];
  readonly between: "against" | "to";
}

export function NeedsOpenData({ model, what, pairs, between }: NeedsDataProps): JSX.Element {
  return (
    <>
      <p class="no-rows">
        {what} is worked out from open data, and this report was made without them.{" "}
        <a href={routeHref("findings")}>Which files are missing</a>.
      </p>
      {pairs.length > 0 && (
        <>
          <p>With them, this page shows:</p>
          <ul>
            {pairs.map(([one, other]) => (
              <li key={`${one} ${other}`}>
                {layerTitle(model, one)} {between} {layerTitle(model, other)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
