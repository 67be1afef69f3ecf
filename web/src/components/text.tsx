// Small pieces of text that every view uses. What comes from data is always put in as text.

import type { ComponentChildren, JSX } from "preact";
import { capitalised, splitCode } from "../format/words";
import { withGlossary } from "./glossary";

export function NoFigure(): JSX.Element {
  return (
    <span class="no-figure">
      <span aria-hidden="true">–</span>
      <span class="nhsuk-u-visually-hidden">no figure</span>
    </span>
  );
}

// A message of the program, with the names as they stand in files set apart.
export function Message({ text }: { text: string }): JSX.Element {
  return (
    <>{splitCode(text).map(({ text: part, isCode }) => (isCode ? <code>{part}</code> : part))}</>
  );
}

const severityTags: Readonly<Record<string, string>> = {
  error: "nhsuk-tag--red",
  warning: "nhsuk-tag--orange",
  information: "nhsuk-tag--blue",
};

export function SeverityTag({ severity }: { severity: string }): JSX.Element {
  return (
    <strong class={`nhsuk-tag ${severityTags[severity] ?? "nhsuk-tag--grey"}`}>
      {capitalised(severity)}
    </strong>
  );
}

const bandTags: Readonly<Record<string, string>> = {
  low: "band--low",
  small: "band--low",
  "more rural": "band--low",
  medium: "band--middle",
  mixed: "band--middle",
  high: "band--high",
  large: "band--high",
  "more urban": "band--high",
};

export function BandTag({ band }: { band: string }): JSX.Element {
  return <span class={`band ${bandTags[band] ?? ""}`}>{band}</span>;
}

interface NoticeProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

// Something the reader must not miss.
export function Warning({ title, children }: NoticeProps): JSX.Element {
  return (
    <div class="notice notice--warning">
      <p class="notice__title">{title}</p>
      {children}
    </div>
  );
}

export function Inset({ children }: { children: ComponentChildren }): JSX.Element {
  return <div class="notice">{children}</div>;
}

interface PageHeadingProps {
  readonly title: string;
  readonly children?: ComponentChildren;
}

// The heading takes the focus when the page opens; it is no stop of the tab key.
export function PageHeading({ title, children }: PageHeadingProps): JSX.Element {
  return (
    <header class="page-heading">
      <h1 tabIndex={-1}>{title}</h1>
      {children && <div class="page-heading__lead">{withGlossary(children)}</div>}
    </header>
  );
}
