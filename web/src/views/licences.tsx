// The licences of the software that draws these pages, which ask to be passed on with it.

import type { JSX } from "preact";

export function Licences(): JSX.Element | null {
  const text = document.getElementById("concord-licences")?.textContent ?? "";
  if (text === "") return null;
  return (
    <details class="meanings licences">
      <summary>Licences of the software in this page</summary>
      <pre tabIndex={0}>{text}</pre>
    </details>
  );
}
