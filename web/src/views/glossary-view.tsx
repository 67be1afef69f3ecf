// Every word of the glossary, under its headings.

import type { JSX } from "preact";
import type { ViewProps } from "../app";
import { Message, PageHeading } from "../components/text";
import { terms } from "../model/glossary";

export function GlossaryView(_: ViewProps): JSX.Element {
  const sections = [...new Set(terms.map(({ section }) => section))];
  return (
    <>
      <PageHeading title="Glossary">
        <p>The words that these pages use, in two sentences each.</p>
      </PageHeading>
      {sections.map((section) => (
        <section key={section}>
          <h2>{section}</h2>
          <dl class="methods">
            {terms
              .filter((term) => term.section === section)
              .map(({ name, also, text }) => (
                <div key={name}>
                  <dt>
                    {name}
                    {also !== "" && ` (${also})`}
                  </dt>
                  <dd>
                    <Message text={text} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </>
  );
}
