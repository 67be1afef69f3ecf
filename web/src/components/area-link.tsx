// A name that leads to the page of its area, where there is one.

import type { JSX } from "preact";
import { areaHref } from "../routes";

interface AreaLinkProps {
  readonly layer: string;
  readonly code: string;
  readonly name: string;
}

export function AreaLink({ layer, code, name }: AreaLinkProps): JSX.Element {
  return <a href={areaHref(layer, code)}>{name === "" ? code : name}</a>;
}
