// A chain of power, drawn from the body that law names down to the one who decides: each link with how
// it was passed on and where that is written.

import type { JSX } from "preact";
import { formatPounds } from "../format/numbers";
import { capitalised } from "../format/words";
import type { Governance, LinkRow } from "../model/governance";
import { BodyLink } from "./body-link";

function linkSource({ document, clause, grant }: LinkRow): string {
  const written = [document, clause].filter((part) => part !== "").join(", ");
  return written === "" ? grant : written;
}

interface LinkProps {
  readonly governance: Governance;
  readonly link: LinkRow;
}

function Link({ governance, link }: LinkProps): JSX.Element {
  const source = linkSource(link);
  return (
    <li class="chain__link">
      <span class="chain__by">
        {capitalised(link.instrument_title)}
        {source !== "" && <span class="chain__source"> ({source})</span>}
        {link.ceiling !== null && `, up to ${formatPounds(link.ceiling)}`}
      </span>
      <span class="chain__holder">
        <BodyLink governance={governance} id={link.link_holder} />
      </span>
    </li>
  );
}

interface ChainProps {
  readonly governance: Governance;
  readonly links: readonly LinkRow[];
}

export function Chain({ governance, links }: ChainProps): JSX.Element {
  return (
    <ol class="chain">
      {links.map((link) => (
        <Link key={`${link.chain} ${link.link}`} governance={governance} link={link} />
      ))}
    </ol>
  );
}
