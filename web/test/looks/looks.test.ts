// The pictures alone, for renewing them: `npm run pictures`.

import { after, before } from "node:test";
import { startBrowser, stopBrowser } from "../e2e/browser";
import { startServer, stopServer } from "../e2e/live-pages";
import { stopReal } from "../real/pages";

before(startBrowser);
after(stopBrowser);
before(startServer);
after(stopServer);
after(stopReal);

await import("../e2e/compared");
await import("../e2e/documents");
