// The form of a proposal or of a step, and what the server has against it, beside the field it is about.

import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Governance } from "../model/governance";
import { newKey } from "./api";
import { readAmount } from "./amount";
import { fieldsOf, type Choice, type DraftField, type DraftGroup } from "./draft";
import { Field, Form, Select, SubmitButton, useSending } from "./form";
import { fieldsAbout, writeToml, type Values, type Written } from "./toml";
import { termsOf } from "./who";
import type { Answer, Complaint } from "./wire";

interface DraftFormProps {
  readonly name: string;
  readonly governance: Governance;
  readonly groups: readonly DraftGroup[];
  readonly start: Values;
  readonly submit: string;
  // Keys that are written besides what is filled in.
  readonly fixed?: Values;
  readonly send: (toml: string, key: string) => Promise<Answer>;
  readonly onDone: (answer: Answer, values: Values) => void;
}

const asked = (kind: "act" | "function" | "service" | "people"): string =>
  kind === "people" ? "Everybody" : "Not said";

// What may be chosen for a field, in the words of law and scheme.
function choicesOf(governance: Governance, field: DraftField): readonly Choice[] {
  if (field.options) return field.options;
  const { from } = field;
  if (from === "act" || from === "function" || from === "service" || from === "people") {
    const terms = termsOf(governance, from);
    return [
      { value: "", title: asked(from) },
      ...terms.map(({ key, title }) => ({ value: key, title })),
    ];
  }
  return [];
}

// What is often meant, by its id, with its name.
function knownOf(governance: Governance, { from }: DraftField): readonly Choice[] {
  if (from === "holder" || from === "decider") {
    return [...governance.holders.values()].map(({ id, name }) => ({ value: id, title: name }));
  }
  if (from !== "place") return [];
  return termsOf(governance, "place").map(({ key, title }) => ({ value: key, title }));
}

// Files name things by their ids; who fills in a form may write the name.
function withIds(governance: Governance, field: DraftField, text: string): string {
  const known = knownOf(governance, field);
  if (known.length === 0) return text;
  const idOf = (name: string): string =>
    known.find(({ title }) => title.toLowerCase() === name.toLowerCase())?.value ?? name;
  return text
    .split("\n")
    .map((line) => idOf(line.trim()))
    .join("\n");
}

interface OneProps {
  readonly governance: Governance;
  readonly field: DraftField;
  readonly value: string;
  readonly complaints: readonly Complaint[];
  readonly onValue: (value: string) => void;
}

const manyLines: Partial<Record<DraftField["kind"], number>> = {
  long: 3,
  list: 3,
  pairs: 3,
  named: 3,
};

function OneField({ governance, field, value, complaints, onValue }: OneProps): JSX.Element {
  const { label, hint, kind } = field;
  const shared = { label, value, complaints, ...(hint && { hint }) };
  if (kind === "select" || kind === "truth") {
    return <Select {...shared} options={choicesOf(governance, field)} onChoose={onValue} />;
  }
  return (
    <Field
      {...shared}
      onInput={onValue}
      type={kind === "date" ? "date" : "text"}
      lines={manyLines[kind] ?? 1}
      isRequired={field.isRequired ?? false}
      isShort={kind === "date" || kind === "amount" || kind === "whole"}
      known={knownOf(governance, field)}
    />
  );
}

interface GroupProps {
  readonly group: DraftGroup;
  readonly hasComplaints: boolean;
  readonly children: readonly JSX.Element[];
}

function Group({ group, hasComplaints, children }: GroupProps): JSX.Element {
  const { title, lead } = group;
  const inner = (
    <>
      {lead && <p class="hint">{lead}</p>}
      {children}
    </>
  );
  if (group.isFolded) {
    return (
      <details class="meanings draft-group" open={hasComplaints}>
        <summary>{title}</summary>
        {inner}
      </details>
    );
  }
  return (
    <fieldset class="draft-group">
      <legend>{title}</legend>
      {inner}
    </fieldset>
  );
}

// What was filled in, as it is sent: amounts and ids as the server reads them.
export function sentValues(
  governance: Governance,
  fields: readonly DraftField[],
  values: Values,
): Values {
  const read = (field: DraftField): string => {
    const value = withIds(governance, field, values[field.path] ?? "");
    return field.kind === "amount" ? (readAmount(value) ?? value) : value;
  };
  return Object.fromEntries(fields.map((field) => [field.path, read(field)]));
}

interface Sent {
  readonly written: Written;
  readonly complaints: readonly Complaint[];
}

export function DraftForm(props: DraftFormProps): JSX.Element {
  const { governance, groups, fixed = {} } = props;
  const [values, setValues] = useState<Values>(props.start);
  const [sent, setSent] = useState<Sent | null>(null);
  // The same wish sent twice, after a lost connection, is recorded once; one that was changed is another.
  const key = useRef({ toml: "", value: "" });
  const { isSending, problem, send } = useSending();
  const fields = useMemo(() => fieldsOf(groups), [groups]);
  const submit = (): Promise<void> => {
    const fixedKeys = Object.keys(fixed).map((path) => ({ path, kind: "text" as const }));
    const written = writeToml([...fixedKeys, ...fields], {
      ...sentValues(governance, fields, values),
      ...fixed,
    });
    if (key.current.toml !== written.toml) key.current = { toml: written.toml, value: newKey() };
    return send(
      async () => {
        setSent(null);
        props.onDone(await props.send(written.toml, key.current.value), values);
      },
      ({ complaints }) => setSent({ written, complaints }),
    );
  };
  const complaintsOf = (path: string): readonly Complaint[] =>
    sent?.complaints.filter((one) => fieldsAbout(one, sent.written, fields).includes(path)) ?? [];
  return (
    <Form name={props.name} problem={problem} onSubmit={submit}>
      {groups.map((group) => (
        <Group
          key={group.title}
          group={group}
          hasComplaints={group.fields.some(({ path }) => complaintsOf(path).length > 0)}
        >
          {group.fields.map((field) => (
            <OneField
              key={field.path}
              governance={governance}
              field={field}
              value={values[field.path] ?? ""}
              complaints={complaintsOf(field.path)}
              onValue={(value) => setValues((now) => ({ ...now, [field.path]: value }))}
            />
          ))}
        </Group>
      ))}
      <SubmitButton isSending={isSending} title={props.submit} />
    </Form>
  );
}
