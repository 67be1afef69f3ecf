// What the shades of a picture mean, with the breaks in words and how they were chosen.

import type { JSX } from "preact";
import type { KeyEntry } from "../components/save-picture";
import { counted } from "../format/numbers";
import type { Classification, ValueClass } from "../model/classes";
import type { Measure } from "../model/measures";
import { sayMeasured } from "../model/saying";

interface LegendProps {
  readonly measure: Measure;
  readonly classification: Classification;
}

const ruleWords: Readonly<Record<Classification["rule"], string>> = {
  "each-value": "One shade for each value.",
  "equal-counts":
    "Shades hold about equal numbers of areas; each gives the lowest and the highest value in it.",
  bands: "Bands are thirds of the layer, or kinds, as the profile gives them.",
};

function rangeWords(measure: Measure, { from, to }: ValueClass): string {
  const first = sayMeasured(measure, from);
  const last = sayMeasured(measure, to);
  return first === last ? first : `${first} to ${last}`;
}

// The same for a picture that leaves the page.
export function legendEntries(measure: Measure, classification: Classification): KeyEntry[] {
  const missing = classification.missing;
  const entries = classification.classes.map((shade): KeyEntry => {
    const count = counted(shade.count, "area", "areas");
    return { colour: shade.colour, text: `${rangeWords(measure, shade)} (${count})` };
  });
  const rest = { colour: "", text: `no figure (${counted(missing, "area", "areas")})` };
  return missing > 0 ? [...entries, rest] : entries;
}

export function Legend({ measure, classification }: LegendProps): JSX.Element {
  return (
    <div class="legend">
      <h3 class="legend__title">{measure.title}</h3>
      <ul>
        {classification.classes.map((shade) => (
          <li key={String(shade.from)}>
            <span class="legend__swatch" style={{ background: shade.colour }} aria-hidden="true" />
            <span class="legend__range">{rangeWords(measure, shade)}</span>
            <span class="legend__count">{counted(shade.count, "area", "areas")}</span>
          </li>
        ))}
        {classification.missing > 0 && (
          <li>
            <span class="legend__swatch legend__swatch--missing" aria-hidden="true" />
            <span class="legend__range">no figure</span>
            <span class="legend__count">{counted(classification.missing, "area", "areas")}</span>
          </li>
        )}
      </ul>
      <p class="hint">{ruleWords[classification.rule]}</p>
    </div>
  );
}
