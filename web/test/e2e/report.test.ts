// Everything that needs a browser, in one file, so that only one browser runs at a time.

import { after, before } from "node:test";
import { startBrowser, stopBrowser } from "./browser";
import { startServer, stopServer } from "./live-pages";
import { stopReal } from "../real/pages";

before(startBrowser);
after(stopBrowser);
before(startServer);
after(stopServer);
after(stopReal);

await import("./every-page");
await import("./pictures");
await import("./compared");
await import("./tables");
await import("./reading");
await import("./deciding");
await import("./money");
await import("./saving");
await import("./finding");
await import("./live");
await import("./live-writing");
await import("./programs");
await import("./documents");
await import("./real-path");
await import("./real-register");
await import("./real-connection");
await import("./real-account");
await import("./real-rebuild");
