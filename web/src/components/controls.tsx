// The ways a reader chooses something.

import { toChildArray, type ComponentChildren, type JSX } from "preact";
import { useId } from "preact/hooks";

export interface Option {
  readonly value: string;
  readonly title: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
}

export function Choice({ label, value, options, onChoose }: ChoiceProps): JSX.Element {
  const id = useId();
  return (
    <div class="control">
      <label class="nhsuk-label" for={id}>
        {label}
      </label>
      <select
        class="nhsuk-select"
        id={id}
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.title}
          </option>
        ))}
      </select>
    </div>
  );
}

// A few choices side by side, all of them visible.
export function Switch({ label, value, options, onChoose }: ChoiceProps): JSX.Element {
  const name = useId();
  return (
    <fieldset class="control switch">
      <legend class="nhsuk-label">{label}</legend>
      <div class="switch__choices">
        {options.map((option) => (
          <label key={option.value} class="switch__choice">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span>{option.title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SearchProps {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (words: string) => void;
}

export function Search({ label, value, onSearch }: SearchProps): JSX.Element {
  const id = useId();
  return (
    <div class="control control--search">
      <label class="nhsuk-label" for={id}>
        {label}
      </label>
      <input
        class="nhsuk-input"
        id={id}
        type="search"
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onSearch(event.currentTarget.value)}
      />
    </div>
  );
}

// Choices take effect at once; there is nothing to send.
export function Controls({ children }: { children: ComponentChildren }): JSX.Element {
  const isMany = toChildArray(children).length > 2;
  return (
    <form
      class={isMany ? "controls controls--many" : "controls"}
      onSubmit={(event) => event.preventDefault()}
    >
      {children}
    </form>
  );
}
