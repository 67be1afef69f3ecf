// The system at a glance: one number and one sentence of each part, each leading to its page.

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ViewProps } from "../app";
import { useLive } from "../components/live-parts";
import { Message, PageHeading } from "../components/text";
import { formatDate } from "../format/dates";
import { rulesTitle } from "../format/words";
import { decisionsGlance, glances, type Glance } from "../model/glance";
import type { Model } from "../model/model";

function Item({ glance }: { glance: Glance }): JSX.Element {
  const { topic, href, number, says } = glance;
  return (
    <li class={`panel glance__item ${number === null ? "glance__item--none" : ""}`}>
      <h2>
        <a href={href}>{topic}</a>
      </h2>
      {number === null ? (
        <p>
          <strong>Not there.</strong> <Message text={says} />
        </p>
      ) : (
        <p>
          <span class="glance__number">{number}</span> <Message text={says} />.
        </p>
      )}
    </li>
  );
}

// The register is asked for where there is a server: a build only has it as it stood then.
function useGlances(model: Model): readonly Glance[] {
  const live = useLive();
  const [states, setStates] = useState<readonly string[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    live?.decisions().then(
      (known) => isCurrent && setStates(known.map(({ state }) => state)),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [live]);
  return useMemo(() => {
    const known = glances(model);
    if (states === null) return known;
    const published = states.filter((state) => state === "published").length;
    const register = decisionsGlance(states.length, published, "");
    return known.map((one) => (one.topic === "Decisions" ? register : one));
  }, [model, states]);
}

export function GlanceView({ model }: ViewProps): JSX.Element {
  const { system } = model.description;
  const items = useGlances(model);
  return (
    <>
      <PageHeading title={system.name}>
        <p>
          How it stands on {formatDate(system.asAt)}, by {rulesTitle(system.profile)}. Each heading
          leads to the page that says more, with its sources.
        </p>
      </PageHeading>
      <ul class="glance">
        {items.map((glance) => (
          <Item key={glance.topic} glance={glance} />
        ))}
      </ul>
    </>
  );
}
