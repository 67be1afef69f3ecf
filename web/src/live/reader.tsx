// Who reads, in the head of every live page.

import type { JSX } from "preact";
import { routeHref } from "../routes";
import { may, useLiveState } from "./state";

export function Reader(): JSX.Element {
  const { about, session, running } = useLiveState();
  const isRunning = running?.state === "running";
  return (
    <ul class="site-header__reader">
      {(may(session, "rebuild") || isRunning) && (
        <li>
          <a href={routeHref("rebuild")}>{isRunning ? "Rebuilding now" : "Rebuild"}</a>
        </li>
      )}
      {may(session, "read-audit") && (
        <li>
          <a href={routeHref("audit")}>Audit</a>
        </li>
      )}
      {may(session, "manage-accounts") && (
        <li>
          <a href={routeHref("accounts")}>Accounts</a>
        </li>
      )}
      {(about.hasAccounts || session.isSignedIn) && (
        <li>
          <a href={routeHref("account")}>{session.isSignedIn ? session.name : "Sign in"}</a>
        </li>
      )}
    </ul>
  );
}
