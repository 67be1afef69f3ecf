// The accounts: who may do what, for whoever manages them.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ViewProps } from "../app";
import { PageHeading } from "../components/text";
import { allRoles, AskProblem, NeedsRight, roleTitle } from "./account-view";
import { Field, Form, ProblemSummary, SubmitButton, UserName, useSending } from "./form";
import { may, useAsked, useLiveState } from "./state";
import type { AccountChange } from "./api";
import type { Account } from "./wire";

interface RolesProps {
  readonly chosen: readonly string[];
  readonly onChoose: (roles: readonly string[]) => void;
}

function Roles({ chosen, onChoose }: RolesProps): JSX.Element {
  const toggle = (role: string): void =>
    onChoose(allRoles.filter((known) => (known === role) !== chosen.includes(known)));
  return (
    <fieldset class="draft-group">
      <legend>Roles</legend>
      <div class="tick-list">
        {allRoles.map((role) => (
          <label key={role}>
            <input type="checkbox" checked={chosen.includes(role)} onChange={() => toggle(role)} />
            <span>{roleTitle(role)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Change({ account, onChanged }: { account: Account; onChanged: () => void }): JSX.Element {
  const { api } = useLiveState();
  const [roles, setRoles] = useState(account.roles);
  const [password, setPassword] = useState("");
  const { isSending, problem, send } = useSending();
  const change = (): Promise<void> =>
    send(async () => {
      await api.changeAccount(account.name, { roles, ...(password !== "" && { password }) });
      setPassword("");
      onChanged();
    });
  return (
    <Form name={`change ${account.name}`} problem={problem} onSubmit={change}>
      <UserName name={account.name} />
      <Roles chosen={roles} onChoose={setRoles} />
      <Field
        label="New password"
        hint="Only where it was forgotten."
        type="password"
        autocomplete="new-password"
        value={password}
        onInput={setPassword}
      />
      <SubmitButton isSending={isSending} title={`Change ${account.name}`} />
    </Form>
  );
}

function OneAccount({ account, onChanged }: { account: Account; onChanged: () => void }) {
  const { api } = useLiveState();
  const { isSending, problem, send } = useSending();
  const { name, fullName, isDisabled } = account;
  const change = (wanted: AccountChange): Promise<void> =>
    send(async () => {
      await api.changeAccount(name, wanted);
      onChanged();
    });
  const act = (title: string, wanted: AccountChange): JSX.Element => (
    <button
      type="button"
      class="quiet-button"
      disabled={isSending}
      onClick={() => void change(wanted)}
    >
      {title}
      <span class="nhsuk-u-visually-hidden">: {name}</span>
    </button>
  );
  return (
    <li class="panel">
      <h2>
        {name}
        {fullName !== "" && <span class="rule__count"> {fullName}</span>}
      </h2>
      <p>
        {account.roles.length === 0 ? "No role" : account.roles.map(roleTitle).join(", ")}
        {isDisabled && " – closed: cannot sign in"}
        {account.provider !== "" && ` – signs in by ${account.provider}`}
        {account.lockedUntil !== "" && " – locked after too many wrong passwords"}
        {account.hasCode && " – signs in with a code"}
      </p>
      {problem && <ProblemSummary problem={problem} />}
      <div class="files">
        {act(isDisabled ? "Open it again" : "Close it", { disabled: !isDisabled })}
        {account.lockedUntil !== "" && act("Unlock it", { unlock: true })}
        {account.hasCode && act("Take its code away", { reset_code: true })}
      </div>
      <details class="meanings">
        <summary>
          Change<span class="nhsuk-u-visually-hidden"> {name}</span>
        </summary>
        <Change key={account.roles.join()} account={account} onChanged={onChanged} />
      </details>
    </li>
  );
}

function Add({ onAdded }: { onAdded: () => void }): JSX.Element {
  const { api } = useLiveState();
  const [name, setName] = useState("");
  const [fullName, setFullName] = useState("");
  const [password, setPassword] = useState("");
  const [roles, setRoles] = useState<readonly string[]>(["reader"]);
  const { isSending, problem, send } = useSending();
  const add = (): Promise<void> =>
    send(async () => {
      await api.addAccount({ name: name.trim(), full_name: fullName.trim(), roles, password });
      setName("");
      setFullName("");
      setPassword("");
      onAdded();
    });
  return (
    <Form name="add an account" problem={problem} onSubmit={add}>
      <Field label="Name to sign in with" value={name} onInput={setName} isRequired />
      <Field label="Full name" value={fullName} onInput={setFullName} />
      <Roles chosen={roles} onChoose={setRoles} />
      <Field
        label="First password"
        hint="Hand it over in person; it should be changed at once."
        type="password"
        autocomplete="new-password"
        value={password}
        onInput={setPassword}
        isRequired
      />
      <SubmitButton isSending={isSending} title="Add the account" />
    </Form>
  );
}

function Accounts(): JSX.Element {
  const { api } = useLiveState();
  const { value, problem, again } = useAsked(() => api.accounts(), [api]);
  return (
    <>
      {problem && <AskProblem problem={problem} onAgain={again} />}
      {!problem && !value && <p role="status">Asking for the accounts.</p>}
      {value && (
        <ul class="account-list">
          {value.map((account) => (
            <OneAccount key={account.name} account={account} onChanged={again} />
          ))}
        </ul>
      )}
      <h2>Add an account</h2>
      <Add onAdded={again} />
    </>
  );
}

export function AccountsView(_: ViewProps): JSX.Element {
  const { session } = useLiveState();
  return (
    <>
      <PageHeading title="Accounts">
        <p>Who may sign in, and what they may do.</p>
      </PageHeading>
      {may(session, "manage-accounts") ? <Accounts /> : <NeedsRight what="manage accounts" />}
    </>
  );
}
