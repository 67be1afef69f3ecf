// The parts that the application has only where it is served.

import type { LiveParts } from "../components/live-parts";
import { AccountView } from "./account-view";
import type { Api } from "./api";
import { AskForm, AskView } from "./ask-view";
import { AccountsView } from "./accounts-view";
import { AuditView } from "./audit-view";
import { registerRows } from "./decisions";
import { DecisionsView } from "./decisions-view";
import { Notices } from "./notices";
import { RebuildView } from "./rebuild-view";
import { ProposeView, RecordView } from "./record-views";
import { Reader } from "./reader";

export function partsOf(api: Api): LiveParts {
  return {
    views: {
      account: AccountView,
      accounts: AccountsView,
      ask: AskView,
      audit: AuditView,
      decisions: DecisionsView,
      propose: ProposeView,
      rebuild: RebuildView,
      record: RecordView,
    },
    inNavigation: ["decisions"],
    Notices,
    Reader,
    Ask: AskForm,
    tables: () => api.tables(),
    tableAddress: (table, kind) => api.tableAddress(table, kind),
    decisions: async () =>
      registerRows((await api.decisions()).table).map(({ decision, title, state }) => {
        return { id: decision, title, state };
      }),
  };
}
