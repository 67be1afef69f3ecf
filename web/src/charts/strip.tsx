// One value among all the others of its layer, on a line. The words beside it say the same.

import type { JSX } from "preact";

interface StripProps {
  readonly values: readonly (number | null)[];
  readonly value: number | null;
}

const width = 160;
const height = 20;
const edge = 6;

export function Strip({ values, value }: StripProps): JSX.Element | null {
  const known = values.filter((other): other is number => other !== null);
  if (value === null || known.length < 2) return null;
  const least = Math.min(...known);
  const most = Math.max(...known);
  const x = (of: number): number =>
    edge + ((of - least) / (most - least || 1)) * (width - 2 * edge);
  return (
    <svg class="strip" viewBox={`0 0 ${width} ${height}`} width={width} aria-hidden="true">
      <line x1={edge} x2={width - edge} y1={height / 2} y2={height / 2} />
      {known.map((other, index) => (
        <circle key={index} cx={x(other).toFixed(1)} cy={height / 2} r="3" />
      ))}
      <circle class="strip__this" cx={x(value).toFixed(1)} cy={height / 2} r="6" />
    </svg>
  );
}
