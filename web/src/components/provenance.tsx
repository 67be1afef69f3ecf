// What stands under every figure and table: where it comes from and how it was made.

import type { JSX } from "preact";
import type { Fact } from "../model/provenance";

export function Provenance({ facts }: { facts: readonly Fact[] }): JSX.Element | null {
  if (facts.length === 0) return null;
  return (
    <dl class="provenance">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
