// A name that leads to the page of a body, committee or post.

import type { JSX } from "preact";
import { holderName, type Governance } from "../model/governance";
import { bodyHref } from "../routes";

interface BodyLinkProps {
  readonly governance: Governance;
  readonly id: string;
}

export function BodyLink({ governance, id }: BodyLinkProps): JSX.Element {
  return <a href={bodyHref(id)}>{holderName(governance, id)}</a>;
}
