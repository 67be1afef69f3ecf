// The methods in plain language.

import type { JSX } from "preact";
import { formatPercent } from "../format/numbers";
import { classMeanings } from "../model/boundaries";
import type { Model } from "../model/model";

function MethodList({ entries }: { entries: readonly (readonly [string, string])[] }): JSX.Element {
  return (
    <dl class="methods">
      {entries.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const profileMethods: readonly (readonly [string, string])[] = [
  [
    "Published and exact",
    "Published figures follow the printed tables: percentages and people are rounded to whole " +
      "numbers, bands are taken from the rounded values, and where a layer has a printed table " +
      "the printed value itself is shown, flagged where the data contradict it. Exact figures " +
      "are worked out from the data and not rounded.",
  ],
  [
    "Bands",
    "The areas of a layer fall into thirds. The cuts are the quantiles at one third and two " +
      "thirds, by straight lines between the ordered values. A value below the lower cut is low, " +
      "one above the upper cut is high, and one that lies on a cut is in the middle.",
  ],
  [
    "Most deprived fifth",
    "The share of an area's small areas whose rank in the index of deprivation is in the most " +
      "deprived fifth of the country. It counts small areas, not people.",
  ],
  ["Urban", "The share of an area's small areas that the rural-urban classification calls urban."],
  [
    "Population",
    "People registered with the practices of the area where such a count fits the layer, " +
      "otherwise its residents. What stands below each figure says which.",
  ],
  [
    "Upper-tier councils",
    "Councils of which enough small areas lie in the area, so a council may count in more than " +
      "one. It is an estimate unless it was printed.",
  ],
  [
    "Indexes and classifications",
    "Each is used only with the small areas for which it was made. Where one had to be carried " +
      "over to others, the figure says so.",
  ],
];

const boundaryMethods: readonly (readonly [string, string])[] = [
  [
    "Overlaps",
    "Two layers are laid on the same small areas, and the people who live in each are added up " +
      "for each pair of areas.",
  ],
  [
    "Jaccard index",
    "People in both areas over people in either: 1 where two areas hold the same people, 0 where " +
      "they share none. The area that fits best is the one with the highest.",
  ],
  [
    "Pieces and effective pieces",
    "Pieces counts the areas of the other layer that hold anyone of an area. Effective pieces is " +
      "1 over the sum of the squared shares, so that a sliver hardly counts: an area cut into two " +
      "halves has 2, one cut into 99 and 1 parts in a hundred about 1.",
  ],
  [
    "What moved",
    "An area goes on in the one with the same code, else the same ODS code, else the one that " +
      "shares most of its people. People whose later area is not the one in which their earlier " +
      "area goes on have moved.",
  ],
];

export function Methods({ model }: { model: Model }): JSX.Element {
  const { tolerance } = model.description.system;
  return (
    <section>
      <h2>Methods</h2>
      <h3>Profiles</h3>
      <MethodList entries={profileMethods} />
      <h3>Boundaries</h3>
      <MethodList entries={boundaryMethods} />
      <h3>Classes of coterminosity</h3>
      <p>
        Parts of at most {formatPercent(100 * tolerance)} of both areas count as nothing, and shares
        of at least {formatPercent(100 - 100 * tolerance)} as everything.
      </p>
      <MethodList entries={classMeanings.map(({ title, meaning }) => [title, meaning])} />
    </section>
  );
}
