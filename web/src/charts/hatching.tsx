// Where there is no figure an area is hatched rather than given a colour.

import type { JSX } from "preact";

export const hatchingId = "no-figure-hatching";
export const hatching = `url(#${hatchingId})`;

export function Hatching({ id }: { id: string }): JSX.Element {
  return (
    <defs>
      <pattern
        id={id}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="6" height="6" fill="#fff" />
        <rect width="1.6" height="6" fill="#768692" />
      </pattern>
    </defs>
  );
}
