// A field with suggestions, after the pattern of the ARIA practices: the focus stays in the field, arrow
// keys walk through the list, Enter takes, Escape closes it and then empties the field.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

export interface Suggestion {
  readonly key: string;
  readonly title: string;
  // What kind of thing it is, beside the title.
  readonly about?: string;
}

interface ComboboxProps<T extends Suggestion> {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly suggestions: readonly T[];
  readonly onTake: (suggestion: T) => void;
  readonly isLabelHidden?: boolean;
  readonly placeholder?: string;
  // Enter takes the first suggestion where none is marked.
  readonly takesFirst?: boolean;
  // The list opens before anything is typed.
  readonly opensEmpty?: boolean;
  readonly describedBy?: string;
  readonly isWrong?: boolean;
  readonly children?: ComponentChildren;
}

interface Walk {
  readonly isOpen: boolean;
  readonly marked: number;
}

const closed: Walk = { isOpen: false, marked: -1 };

function useKeys<T extends Suggestion>(
  props: ComboboxProps<T>,
  walk: Walk,
  setWalk: (walk: Walk) => void,
): { onKeyDown: (event: KeyboardEvent) => void; take: (suggestion: T) => void } {
  const { suggestions, text } = props;
  const count = suggestions.length;
  const isShown = walk.isOpen && count > 0;
  const take = (suggestion: T): void => {
    setWalk(closed);
    props.onTake(suggestion);
  };
  const step = (by: number): void => {
    // One place more than there are suggestions: the field itself, with nothing marked.
    const places = count + 1;
    const next = isShown ? (walk.marked + 1 + by + places) % places : by > 0 ? 1 : count;
    setWalk({ isOpen: true, marked: next - 1 });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (count > 0) step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      const meant = suggestions[walk.marked] ?? (props.takesFirst ? suggestions[0] : undefined);
      if (!isShown || !meant) return;
      event.preventDefault();
      take(meant);
    } else if (event.key === "Escape") {
      if (isShown) setWalk(closed);
      else if (text !== "") props.onText("");
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return { onKeyDown, take };
}

interface ListProps<T extends Suggestion> {
  readonly id: string;
  readonly label: string;
  readonly suggestions: readonly T[];
  readonly marked: number;
  readonly onTake: (suggestion: T) => void;
}

function List<T extends Suggestion>(props: ListProps<T>): JSX.Element {
  const { id, label, suggestions, marked, onTake } = props;
  const box = useRef<HTMLUListElement>(null);
  useEffect(() => {
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  return (
    <ul class="combobox__list" id={id} role="listbox" aria-label={label} ref={box}>
      {suggestions.map((suggestion, index) => (
        <li
          key={suggestion.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === marked ? "true" : "false"}
          // The focus stays in the field.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          {suggestion.title}
          {suggestion.about && <span class="combobox__about"> {suggestion.about}</span>}
        </li>
      ))}
    </ul>
  );
}

export function Combobox<T extends Suggestion>(props: ComboboxProps<T>): JSX.Element {
  const { label, text, onText, suggestions } = props;
  const id = useId();
  const [walk, setWalk] = useState<Walk>(closed);
  const { onKeyDown, take } = useKeys(props, walk, setWalk);
  const isShown = walk.isOpen && suggestions.length > 0;
  const said = text.trim() === "" || !walk.isOpen ? "" : saidOf(suggestions.length);
  return (
    <div class="combobox">
      <label class={props.isLabelHidden ? "nhsuk-u-visually-hidden" : "nhsuk-label"} for={id}>
        {label}
      </label>
      {props.children}
      <input
        class="nhsuk-input combobox__input"
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        placeholder={props.placeholder}
        aria-autocomplete="list"
        aria-expanded={isShown ? "true" : "false"}
        aria-controls={`${id}-list`}
        aria-activedescendant={
          isShown && walk.marked >= 0 ? `${id}-list-${walk.marked}` : undefined
        }
        aria-describedby={props.describedBy}
        aria-invalid={props.isWrong ? "true" : undefined}
        value={text}
        onInput={(event) => {
          setWalk({ isOpen: true, marked: -1 });
          onText(event.currentTarget.value);
        }}
        onFocus={() => props.opensEmpty && setWalk({ isOpen: true, marked: -1 })}
        onBlur={() => setWalk(closed)}
        onKeyDown={onKeyDown}
      />
      {isShown && (
        <List
          id={`${id}-list`}
          label={label}
          suggestions={suggestions}
          marked={walk.marked}
          onTake={take}
        />
      )}
      <p class="nhsuk-u-visually-hidden" role="status">
        {said}
      </p>
    </div>
  );
}

function saidOf(count: number): string {
  if (count === 0) return "Nothing found.";
  return count === 1 ? "One suggestion." : `${count} suggestions; arrow keys choose.`;
}
