// Forms of the live pages: fields with their hints and what is wrong with them, and how a wish is sent.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Message } from "../components/text";
import { routeHref } from "../routes";
import { asProblem } from "./state";
import type { ApiProblem, Complaint } from "./wire";

export interface Sending {
  readonly isSending: boolean;
  readonly problem: ApiProblem | null;
  readonly send: (
    wish: () => Promise<void>,
    onProblem?: (problem: ApiProblem) => void,
  ) => Promise<void>;
}

// One wish at a time; what stood against the last one.
export function useSending(): Sending {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const send: Sending["send"] = async (wish, onProblem) => {
    if (isSending) return;
    setSending(true);
    setProblem(null);
    try {
      await wish();
    } catch (found) {
      const known = asProblem(found);
      setProblem(known);
      onProblem?.(known);
    } finally {
      setSending(false);
    }
  };
  return { isSending, problem, send };
}

export function ComplaintText({ complaint }: { complaint: Complaint }): JSX.Element {
  const { message, help, id } = complaint;
  return (
    <>
      <Message text={message} />
      {help !== "" && (
        <>
          . What to do: <Message text={help} />
        </>
      )}
      {id !== "" && <span class="complaint__rule"> ({id})</span>}
    </>
  );
}

function wait(seconds: number): string {
  if (seconds < 90) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

// What was filled in is not lost while somebody signs in again.
function SignInElsewhere(): JSX.Element {
  return (
    <p>
      <a href={routeHref("account")} target="_blank" rel="noopener">
        Sign in in another window
      </a>
      , then send this again.
    </p>
  );
}

// What stands against it, in one place above the form; it takes the focus so that nobody misses it.
interface SummaryProps {
  readonly problem: ApiProblem;
  readonly isSignIn?: boolean;
}

export function ProblemSummary({ problem, isSignIn }: SummaryProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [problem]);
  return (
    <div class="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>This was not done</h2>
      <p>{problem.message}</p>
      {problem.status === 401 && !isSignIn && <SignInElsewhere />}
      {problem.retryAfter > 0 && <p>Try again in {wait(problem.retryAfter)}.</p>}
      {problem.complaints.length > 0 && (
        <ul>
          {problem.complaints.map((complaint) => (
            <li key={`${complaint.id} ${complaint.line} ${complaint.message}`}>
              <ComplaintText complaint={complaint} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface FormProps {
  // "sign in": what the form is for, to a listener.
  readonly name: string;
  readonly problem: ApiProblem | null;
  // The form is for signing in itself.
  readonly isSignIn?: boolean;
  readonly onSubmit: () => Promise<void> | void;
  readonly children: ComponentChildren;
}

export function Form({ name, problem, isSignIn, onSubmit, children }: FormProps): JSX.Element {
  return (
    <form
      class="live-form"
      aria-label={name}
      noValidate={false}
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {problem && <ProblemSummary problem={problem} isSignIn={isSignIn ?? false} />}
      {children}
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  readonly type?: "text" | "password" | "date" | "url";
  readonly complaints?: readonly Complaint[];
  readonly autocomplete?: string;
  readonly inputMode?: "text" | "numeric" | "decimal";
  readonly isRequired?: boolean;
  // Of running text, so many lines.
  readonly lines?: number;
  readonly takesFocus?: boolean;
  readonly isShort?: boolean;
  // What is often meant, offered while typing.
  readonly known?: readonly { readonly value: string; readonly title: string }[];
}

// The ids of what explains a field, for a listener.
function explainedBy(id: string, { hint, complaints = [] }: FieldProps): string | undefined {
  const ids = [
    ...(hint ? [`${id}-hint`] : []),
    ...(complaints.length > 0 ? [`${id}-complaint`] : []),
  ];
  return ids.length === 0 ? undefined : ids.join(" ");
}

export function Complaints({
  id,
  complaints,
}: {
  readonly id: string;
  readonly complaints: readonly Complaint[];
}): JSX.Element | null {
  if (complaints.length === 0) return null;
  return (
    <div class="complaint" id={`${id}-complaint`}>
      {complaints.map((complaint) => (
        <p key={`${complaint.id} ${complaint.message}`}>
          <span class="nhsuk-u-visually-hidden">Wrong: </span>
          <ComplaintText complaint={complaint} />
        </p>
      ))}
    </div>
  );
}

export function Field(props: FieldProps): JSX.Element {
  const { label, value, onInput, hint, lines = 1, complaints = [], known = [] } = props;
  const id = useId();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (props.takesFocus) box.current?.focus();
  }, []);
  const shared = {
    id,
    value,
    required: props.isRequired ?? false,
    "aria-describedby": explainedBy(id, props),
    "aria-invalid": complaints.length > 0 ? ("true" as const) : undefined,
  };
  const size = props.isShort ? "nhsuk-input--width-10" : "";
  return (
    <div class={`live-field ${complaints.length > 0 ? "live-field--wrong" : ""}`}>
      <label class="nhsuk-label" for={id}>
        {label}
        {!props.isRequired && <span class="live-field__free"> (optional)</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Complaints id={id} complaints={complaints} />
      {lines > 1 ? (
        <textarea
          {...shared}
          class="nhsuk-textarea"
          rows={lines}
          ref={box as { current: HTMLTextAreaElement | null }}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      ) : (
        <input
          {...shared}
          class={`nhsuk-input ${size}`}
          type={props.type ?? "text"}
          autocomplete={props.autocomplete ?? "off"}
          inputMode={props.inputMode ?? "text"}
          spellcheck={false}
          list={known.length > 0 ? `${id}-known` : undefined}
          ref={box as { current: HTMLInputElement | null }}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
      {known.length > 0 && lines === 1 && (
        <datalist id={`${id}-known`}>
          {known.map(({ value: one, title }) => (
            <option key={one} value={one} label={title} />
          ))}
        </datalist>
      )}
    </div>
  );
}

// Whose password it is, for programs that keep passwords; people see it above the form.
export function UserName({ name }: { name: string }): JSX.Element {
  return <input type="text" autocomplete="username" value={name} hidden readOnly />;
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly title: string }[];
  readonly onChoose: (value: string) => void;
  readonly hint?: string;
  readonly complaints?: readonly Complaint[];
}

export function Select(props: SelectProps): JSX.Element {
  const { label, value, options, onChoose, hint, complaints = [] } = props;
  const id = useId();
  return (
    <div class={`live-field ${complaints.length > 0 ? "live-field--wrong" : ""}`}>
      <label class="nhsuk-label" for={id}>
        {label}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Complaints id={id} complaints={complaints} />
      <select
        class="nhsuk-select"
        id={id}
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-invalid={complaints.length > 0 ? "true" : undefined}
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

export function SubmitButton({
  isSending,
  title,
}: {
  readonly isSending: boolean;
  readonly title: string;
}): JSX.Element {
  return (
    <button type="submit" class="nhsuk-button" aria-disabled={isSending ? "true" : undefined}>
      {title}
    </button>
  );
}
