// The search in the head of every page: over bodies, areas, places, functions, indicators, decisions and
// tables, all in what the page already has.

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { findables } from "../model/findable";
import type { Model } from "../model/model";
import { SearchIndex } from "../model/search";
import type { PageName } from "../routes";
import { Combobox } from "./combobox";
import { useLive } from "./live-parts";

const most = 12;

interface SiteSearchProps {
  readonly model: Model;
  readonly titles: Readonly<Partial<Record<PageName, string>>>;
}

export function SiteSearch({ model, titles }: SiteSearchProps): JSX.Element {
  const [text, setText] = useState("");
  const live = useLive();
  const [decisions, setDecisions] = useState<readonly { id: string; title: string }[]>([]);
  const isAsked = text !== "";
  useEffect(() => {
    if (isAsked) live?.decisions().then(setDecisions, () => undefined);
  }, [live, isAsked]);
  // Made when the first letter is typed, for most readers never search.
  const index = useMemo(
    () => (isAsked ? new SearchIndex(findables(model, titles, decisions)) : null),
    [model, titles, decisions, isAsked],
  );
  const suggestions = useMemo(() => index?.find(text, most) ?? [], [index, text]);
  return (
    <div class="site-search" role="search">
      <Combobox
        label="Search these pages"
        isLabelHidden
        placeholder="Search"
        text={text}
        onText={setText}
        suggestions={suggestions}
        takesFirst
        onTake={({ href }) => {
          setText("");
          location.hash = href;
        }}
      />
    </div>
  );
}
