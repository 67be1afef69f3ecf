// The foot of every page: the licences under which the figures may be used, and what made them.

import type { JSX } from "preact";

interface FooterProps {
  readonly note: string;
  readonly made: string;
  readonly statement: string;
}

export function Footer({ note, made, statement }: FooterProps): JSX.Element {
  return (
    <footer class="site-footer">
      <div class="nhsuk-width-container">
        {note !== "" && <p>{note}</p>}
        <p>
          {made} <span class="only-on-screen">{statement}</span>
        </p>
      </div>
    </footer>
  );
}
