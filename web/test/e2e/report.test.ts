// The pages of a report and over the stub of a server: one browser for all of them. `program.test.ts` runs beside it.

import { after, before } from "node:test";
import { startBrowser, stopBrowser } from "./browser";
import { startServer, stopServer } from "./live-pages";

before(startBrowser);
after(stopBrowser);
before(startServer);
after(stopServer);

await import("./every-page");
await import("./pictures");
await import("./tables");
await import("./reading");
await import("./deciding");
await import("./money");
await import("./saving");
await import("./finding");
await import("./live");
await import("./live-writing");
