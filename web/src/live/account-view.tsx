// Who reads: signing in and out, the password, and codes from a second device.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ViewProps } from "../app";
import { Facts } from "../components/facts";
import { Inset, PageHeading } from "../components/text";
import { Field, Form, ProblemSummary, SubmitButton, UserName, useSending } from "./form";
import { SignInForm } from "./sign-in";
import { useLiveState } from "./state";
import { signedOut, type ApiProblem, type Session } from "./wire";

const roleTitles: Readonly<Record<string, string>> = {
  reader: "reader",
  analyst: "analyst",
  member: "member of a board or committee",
  secretary: "secretary",
  finance: "finance",
  administrator: "administrator",
};

export function roleTitle(role: string): string {
  return roleTitles[role] ?? role;
}

export const allRoles = Object.keys(roleTitles);

const rightTitles: Readonly<Record<string, string>> = {
  read: "read every page",
  rebuild: "have the figures worked out again",
  propose: "propose decisions",
  record: "record the steps of decisions",
  publish: "publish decisions",
  "read-audit": "read the audit",
  "manage-accounts": "manage accounts",
};

const leastPassword = 12;

interface EndedProps {
  // The session has ended, and why.
  readonly onEnded: (why: string) => void;
}

function Password({ onEnded }: EndedProps): JSX.Element {
  const { api, session, setSession } = useLiveState();
  const [old, setOld] = useState("");
  const [wanted, setWanted] = useState("");
  const [isDone, setDone] = useState(false);
  const { isSending, problem, send } = useSending();
  const change = (): Promise<void> => {
    setDone(false);
    return send(async () => {
      await api.changePassword(old, wanted);
      setOld("");
      setWanted("");
      setDone(true);
      // It may have ended every session of the account, this one too.
      const left = await api.session();
      if (!left.isSignedIn) onEnded("The password was changed. Sign in with the new one.");
      setSession(left);
    });
  };
  return (
    <section>
      <h2>Change the password</h2>
      <Form name="change the password" problem={problem} onSubmit={change}>
        <UserName name={session.name} />
        <Field
          label="Password until now"
          type="password"
          autocomplete="current-password"
          value={old}
          onInput={setOld}
          isRequired
        />
        <Field
          label="New password"
          hint={`It ends every session of yours. At least ${leastPassword} characters. Several words in a row are easy to keep in mind.`}
          type="password"
          autocomplete="new-password"
          value={wanted}
          onInput={setWanted}
          isRequired
        />
        <SubmitButton isSending={isSending} title="Change the password" />
      </Form>
      <p role="status">{isDone && "The password was changed."}</p>
    </section>
  );
}

interface SecretProps {
  readonly secret: string;
  readonly uri: string;
  readonly onConfirmed: () => void;
}

// In groups of four, as people copy it.
function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}

function NewCodes({ secret, uri, onConfirmed }: SecretProps): JSX.Element {
  const { api } = useLiveState();
  const [code, setCode] = useState("");
  const { isSending, problem, send } = useSending();
  const confirm = (): Promise<void> =>
    send(async () => {
      await api.confirmCodes(code.replace(/\s/g, ""));
      onConfirmed();
    });
  return (
    <>
      <p>
        Put this secret into an authenticator app on another device, by hand or by the address below
        it. Then type the code that the app shows.
      </p>
      <Facts
        facts={[
          ["Secret", <code key="secret">{grouped(secret)}</code>],
          [
            "Address for the app",
            <a key="uri" href={uri.startsWith("otpauth:") ? uri : undefined}>
              <code>{uri}</code>
            </a>,
          ],
        ]}
      />
      <Form name="confirm the code" problem={problem} onSubmit={confirm}>
        <Field
          label="Code that the app shows"
          value={code}
          onInput={setCode}
          inputMode="numeric"
          autocomplete="one-time-code"
          isRequired
          isShort
        />
        <SubmitButton isSending={isSending} title="Ask for codes from now on" />
      </Form>
    </>
  );
}

function EndCodes(): JSX.Element {
  const { api, session } = useLiveState();
  const [password, setPassword] = useState("");
  const [isDone, setDone] = useState(false);
  const { isSending, problem, send } = useSending();
  const end = (): Promise<void> =>
    send(async () => {
      await api.endCodes(password);
      setPassword("");
      setDone(true);
    });
  return (
    <details class="meanings">
      <summary>Stop asking for codes</summary>
      <Form name="stop asking for codes" problem={problem} onSubmit={end}>
        <UserName name={session.name} />
        <Field
          label="Password"
          type="password"
          autocomplete="current-password"
          value={password}
          onInput={setPassword}
          isRequired
        />
        <SubmitButton isSending={isSending} title="Stop asking for codes" />
      </Form>
      <p role="status">{isDone && "No codes are asked for any more."}</p>
    </details>
  );
}

function Codes(): JSX.Element {
  const { api } = useLiveState();
  const [made, setMade] = useState<{ secret: string; uri: string } | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const { isSending, problem, send } = useSending();
  const begin = (): Promise<void> => send(async () => setMade(await api.beginCodes()));
  const confirmed = (): void => {
    setMade(null);
    setConfirmed(true);
  };
  return (
    <section>
      <h2>A code from a second device</h2>
      <p>
        With it, a stolen password alone opens nothing. You need an authenticator app on a telephone
        or another computer.
      </p>
      {problem && <ProblemSummary problem={problem} />}
      <p role="status">{isConfirmed && "From now on a code is asked for when you sign in."}</p>
      {made ? (
        <NewCodes {...made} onConfirmed={confirmed} />
      ) : (
        <button
          type="button"
          class="nhsuk-button nhsuk-button--secondary"
          disabled={isSending}
          onClick={() => void begin()}
        >
          Set up codes
        </button>
      )}
      <EndCodes />
    </section>
  );
}

function SignedIn({ onEnded }: EndedProps): JSX.Element {
  const { api, session, setSession } = useLiveState();
  const { isSending, problem, send } = useSending();
  const leave = (): Promise<void> =>
    send(async () => {
      await api.signOut();
      onEnded("You have signed out.");
      setSession(signedOut);
    });
  const rights = session.rights.flatMap((right) => rightTitles[right] ?? []);
  return (
    <>
      <PageHeading title="Your account">
        <p>You are signed in as {session.name}.</p>
      </PageHeading>
      {problem && <ProblemSummary problem={problem} />}
      <Facts
        facts={[
          ["Roles", session.roles.map(roleTitle).join(", ")],
          ["You may", rights.join(", ")],
        ]}
      />
      <button type="button" class="nhsuk-button" disabled={isSending} onClick={() => void leave()}>
        Sign out
      </button>
      {session.hasPassword ? (
        <>
          <Password onEnded={onEnded} />
          <Codes />
        </>
      ) : (
        <p>
          You sign in by your organisation&rsquo;s own sign-in. Its password and its codes are
          changed there.
        </p>
      )}
    </>
  );
}

export function AccountView(_: ViewProps): JSX.Element {
  const { api, about, session, setSession } = useLiveState();
  const [ended, setEnded] = useState("");
  const enter = (begun: Session): void => {
    setEnded("");
    setSession(begun);
  };
  if (session.isSignedIn) return <SignedIn onEnded={setEnded} />;
  return (
    <>
      {ended !== "" && (
        <Inset>
          <p role="status">{ended}</p>
        </Inset>
      )}
      <PageHeading title="Sign in">
        <p>
          {about.isPrivate
            ? "These pages are shown to people who have signed in."
            : "Everybody may read these pages. Who proposes, records or rebuilds signs in first."}
        </p>
      </PageHeading>
      {about.hasAccounts ? (
        <SignInForm api={api} onSignedIn={enter} />
      ) : (
        <Inset>
          <p>This server has no accounts: it can be read, and nothing can be changed here.</p>
        </Inset>
      )}
    </>
  );
}

interface NeedsProps {
  // "propose a decision": what needs the right.
  readonly what: string;
}

// What a page says to somebody who may not do what it is for.
export function NeedsRight({ what }: NeedsProps): JSX.Element {
  const { session, setSession, api, about } = useLiveState();
  if (session.isSignedIn) {
    return (
      <Inset>
        <p>
          Your account ({session.roles.map(roleTitle).join(", ")}) may not {what}. Ask whoever
          manages the accounts.
        </p>
      </Inset>
    );
  }
  if (!about.hasAccounts) {
    return (
      <Inset>
        <p>This server has no accounts, so nobody may {what} here.</p>
      </Inset>
    );
  }
  return (
    <>
      <p>Sign in to {what}.</p>
      <SignInForm api={api} onSignedIn={setSession} />
    </>
  );
}

// A request that failed because nobody is signed in leads to signing in.
export function AskProblem({
  problem,
  onAgain,
}: {
  readonly problem: ApiProblem;
  readonly onAgain: () => void;
}): JSX.Element {
  return (
    <>
      <ProblemSummary problem={problem} />
      <button type="button" class="quiet-button" onClick={onAgain}>
        Try again
      </button>
    </>
  );
}
