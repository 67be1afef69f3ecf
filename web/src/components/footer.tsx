// The foot of every page: the licences under which the figures may be used, and what made them.

import type { JSX } from "preact";
import { formatDate } from "../format/dates";
import type { Model } from "../model/model";

interface FooterProps {
  readonly model: Model;
  readonly statement: string;
}

export function Footer({ model, statement }: FooterProps): JSX.Element {
  const { system, version } = model.description;
  return (
    <footer class="site-footer">
      <div class="nhsuk-width-container">
        {system.note !== "" && <p>{system.note}</p>}
        <p>
          {system.name}, as at {formatDate(system.asAt)}. Made with Concord {version}. {statement}
        </p>
      </div>
    </footer>
  );
}
