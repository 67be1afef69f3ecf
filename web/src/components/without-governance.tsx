// What a page says of a system that writes down nothing of who may decide.

import type { JSX } from "preact";

export function WithoutGovernance(): JSX.Element {
  return (
    <p class="no-rows">
      This system does not say who may decide what. A folder <code>governance</code> beside its
      other files, with its committees and what was passed to them, fills this page.
    </p>
  );
}
