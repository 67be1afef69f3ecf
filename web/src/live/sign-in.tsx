// Signing in: by the organisation's own provider where there is one, or by name and password, and a code from a
// second device where one was set up.

import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Api } from "./api";
import { ByProvider } from "./by-provider";
import { Field, Form, SubmitButton, useSending } from "./form";
import { ApiProblem, type Session } from "./wire";

interface SignInProps {
  readonly api: Api;
  readonly onSignedIn: (session: Session) => void;
}

const wrongCode = "The code is not right. It changes every half minute, and each is taken once.";

export function SignInForm({ api, onSignedIn }: SignInProps): JSX.Element {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [isCodeWanted, setCodeWanted] = useState(false);
  const { isSending, problem, send } = useSending();
  const given = useRef("");
  const signIn = (): Promise<void> => {
    given.current = code.replace(/\s/g, "");
    return send(
      async () => onSignedIn(await api.signIn(name.trim(), password, given.current)),
      ({ codeRequired }) => codeRequired && setCodeWanted(true),
    );
  };
  // Being asked for the code is the next step, and no failure.
  const failure = useMemo(() => {
    if (!problem?.codeRequired) return problem;
    return given.current === "" ? null : new ApiProblem(problem.status, wrongCode);
  }, [problem]);
  return (
    <>
      <ByProvider api={api} />
      <Form problem={failure} onSubmit={signIn} name="sign in" isSignIn>
        <Field label="Name" value={name} onInput={setName} autocomplete="username" isRequired />
        <Field
          label="Password"
          type="password"
          value={password}
          onInput={setPassword}
          autocomplete="current-password"
          isRequired
        />
        {isCodeWanted && (
          <Field
            label="Code from your second device"
            hint="Six digits that change every half minute."
            value={code}
            onInput={setCode}
            autocomplete="one-time-code"
            inputMode="numeric"
            takesFocus
            isRequired
          />
        )}
        <SubmitButton isSending={isSending} title="Sign in" />
      </Form>
    </>
  );
}
