// A word that the glossary explains: what it means shows on hover, on focus and on a tap, stays while the
// pointer is on it, and goes with Escape (WCAG 1.4.13).

import { cloneElement, isValidElement, toChildArray } from "preact";
import type { ComponentChildren, JSX, VNode } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { glossed, type GlossaryTerm } from "../model/glossary";
import { splitCode } from "../format/words";

// How near to the edge of the window an explanation may come, in pixels.
const edge = 12;

// Long enough to reach the explanation with the pointer, in milliseconds.
const patience = 200;

interface WordProps {
  readonly term: GlossaryTerm;
  readonly word: string;
}

export function Word({ term, word }: WordProps): JSX.Element {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const tip = useRef<HTMLSpanElement>(null);
  const leaving = useRef(0);
  useLayoutEffect(() => {
    const box = tip.current;
    if (!isOpen || !box) return;
    box.style.marginLeft = "0";
    const over = box.getBoundingClientRect().right - (document.documentElement.clientWidth - edge);
    if (over > 0) box.style.marginLeft = `${-over}px`;
  }, [isOpen]);
  // At once when it opens: Escape must never come too early.
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const close = (event: KeyboardEvent): void => {
      if (event.key === "Escape") setOpen(false);
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  }, [isOpen]);
  const enter = (): void => {
    clearTimeout(leaving.current);
    setOpen(true);
  };
  const leave = (): void => {
    leaving.current = setTimeout(() => setOpen(false), patience) as unknown as number;
  };
  return (
    <span class="term" onMouseEnter={enter} onMouseLeave={leave}>
      <button
        type="button"
        class="term__word"
        aria-describedby={id}
        onFocus={enter}
        onBlur={leave}
        onClick={() => setOpen(true)}
      >
        {word}
      </button>
      <span class="term__tip" role="tooltip" id={id} hidden={!isOpen} ref={tip}>
        <strong>{term.name}</strong>:{" "}
        {splitCode(term.text).map(({ text, isCode }) => (isCode ? <code>{text}</code> : text))}
      </span>
    </span>
  );
}

export function Glossed({ text, seen }: { text: string; seen?: Set<string> }): JSX.Element {
  return (
    <>
      {glossed(text, seen ?? new Set()).map(({ text: part, term }) =>
        term ? <Word key={part} term={term} word={part} /> : part,
      )}
    </>
  );
}

function isParagraph(child: unknown): child is VNode<{ children?: ComponentChildren }> {
  return isValidElement(child) && child.type === "p";
}

// The running text of paragraphs with its words explained; what is a link or a name in code stays as it
// is.
export function withGlossary(
  children: ComponentChildren,
  seen = new Set<string>(),
): ComponentChildren {
  return toChildArray(children).map((child) => {
    if (typeof child === "string") return <Glossed text={child} seen={seen} />;
    if (!isParagraph(child)) return child;
    return cloneElement(child, {}, withGlossary(child.props.children, seen));
  });
}
