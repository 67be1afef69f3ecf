// Signing in by the organisation's own provider, where the server offers it: a link that leads there, and
// what is said of an attempt that came to nothing.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Api } from "./api";
import type { Offer } from "./wire";

// By the server's word for it; nothing of what the provider says is shown.
const refusals: Readonly<Record<string, string>> = {
  provider: "Your organisation's sign-in cannot be reached at the moment. Try again in a while.",
  answer:
    "Your organisation's sign-in gave an answer that cannot be trusted. Tell whoever runs this server.",
  denied: "Your organisation's sign-in did not let you in, or you turned back.",
  attempt: "This took too long, or was begun in another window. Begin again here.",
  busy: "Many people sign in at this moment. Wait a little, then try again.",
  account:
    "Your organisation knows you, but no account here is linked to you. Ask an administrator.",
  role: "Your organisation knows you, but your groups have no role here. Ask an administrator.",
  disabled: "Your account here is closed. Ask an administrator.",
};

const searchIn = (hash: string): URLSearchParams =>
  new URLSearchParams(hash.includes("?") ? hash.slice(hash.indexOf("?") + 1) : "");

// Why nobody is signed in, from the address that the server led back to; empty where it says nothing.
export function refusedIn(hash: string): string {
  const word = searchIn(hash).get("refused");
  if (word === null) return "";
  return Object.hasOwn(refusals, word) ? (refusals[word] ?? "") : "You were not signed in.";
}

// Where to go on afterwards: the page that is open, without what was said of an earlier attempt.
export function returnTo(hash: string): string {
  const [page = ""] = hash.split("?");
  const rest = searchIn(hash).has("refused") ? page : hash;
  const encoded = rest.replace(/[^\x21-\x7e]|["<>\\]/gu, encodeURIComponent);
  return encoded.startsWith("#") && encoded.length <= 512 ? encoded : "#/";
}

export function ByProvider({ api }: { readonly api: Api }): JSX.Element {
  const [offer, setOffer] = useState<Offer | null>(null);
  useEffect(() => {
    // A server that does not answer is said elsewhere.
    void api.about().then(
      ({ openId }) => setOffer(openId),
      () => undefined,
    );
  }, [api]);
  const refused = refusedIn(location.hash);
  return (
    <>
      {refused !== "" && (
        <div class="error-summary" role="alert">
          <h2>You are not signed in</h2>
          <p>{refused}</p>
        </div>
      )}
      {offer && (
        <>
          <p>
            <a class="nhsuk-button" href={api.providerAddress(returnTo(location.hash))}>
              {offer.label}
            </a>
          </p>
          {offer.signsOut && (
            <p>
              On a shared computer, <a href={api.providerEnd}>sign out there too</a> when you have
              finished.
            </p>
          )}
          <p>Or sign in by a name and password of this server:</p>
        </>
      )}
    </>
  );
}
