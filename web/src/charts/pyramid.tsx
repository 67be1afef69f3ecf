// A pyramid of ages: women and girls to the right, men and boys to the left, each band as a share of
// everybody; marks show the same shares of other people to compare with.

import * as Plot from "@observablehq/plot";
import type { JSX } from "preact";
import { formatShare, formatWhole } from "../format/numbers";
import { peopleIn, type PyramidBand } from "../model/people";
import { chartStyle, PlotFigure } from "./plot-figure";

export const pyramidColours = {
  females: "#17548f",
  males: "#7eb0dc",
  unknown: "#aeb7bd",
  beside: "#212b32",
} as const;

interface PyramidProps {
  readonly label: string;
  readonly bands: readonly PyramidBand[];
  readonly beside: readonly PyramidBand[];
}

interface Part {
  readonly band: string;
  readonly sex: "females" | "males" | "unknown";
  readonly from: number;
  readonly to: number;
  readonly people: number;
  readonly share: number;
}

// Men and boys count to the left of the middle; those of unknown sex stand beyond women and girls.
export function partsOf(bands: readonly PyramidBand[]): Part[] {
  const all = Math.max(1, peopleIn(bands));
  return bands.flatMap(({ band, females, males, unknown }): Part[] => {
    const [right, left, rest] = [females / all, males / all, unknown / all];
    return [
      { band, sex: "females" as const, from: 0, to: right, people: females, share: right },
      { band, sex: "males" as const, from: -left, to: 0, people: males, share: left },
      {
        band,
        sex: "unknown" as const,
        from: right,
        to: right + rest,
        people: unknown,
        share: rest,
      },
    ].filter((part) => part.people > 0);
  });
}

const sexTitles = { females: "women and girls", males: "men and boys", unknown: "sex not known" };

function draw({ bands, beside }: PyramidProps, width: number): Element {
  const parts = partsOf(bands);
  const marks = partsOf(beside).map((part) => ({
    ...part,
    at: part.sex === "males" ? part.from : part.to,
  }));
  const percent = (share: number): string => `${Number((Math.abs(share) * 100).toFixed(1))}%`;
  return Plot.plot({
    width,
    height: bands.length * 20 + 46,
    marginLeft: 52,
    marginRight: 16,
    marginTop: 6,
    marginBottom: 30,
    style: chartStyle,
    x: { label: null, tickFormat: percent, ticks: width < 500 ? 4 : 8, grid: true },
    y: { domain: bands.map(({ band }) => band).reverse(), label: null, tickSize: 0, padding: 0.15 },
    marks: [
      Plot.barX(parts, {
        x1: "from",
        x2: "to",
        y: "band",
        fill: (part: Part) => pyramidColours[part.sex],
        title: (part: Part) =>
          `${part.band}, ${sexTitles[part.sex]}: ${formatWhole(part.people)}, ${formatShare(part.share)}`,
      }),
      Plot.tickX(marks, { x: "at", y: "band", stroke: pyramidColours.beside, strokeWidth: 2 }),
      Plot.ruleX([0], { stroke: "#4c6272" }),
    ],
  });
}

export function Pyramid(props: PyramidProps): JSX.Element {
  return (
    <PlotFigure
      label={props.label}
      draw={(width) => draw(props, width)}
      basis={[props.bands, props.beside]}
    />
  );
}
