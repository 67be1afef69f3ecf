// What the program itself builds and serves, and how pages look: one browser for all of them.

import { after, before } from "node:test";
import { startBrowser, stopBrowser } from "./browser";
import { startServer, stopServer } from "./live-pages";
import { stopReal } from "../real/pages";

before(startBrowser);
after(stopBrowser);
before(startServer);
after(stopServer);
after(stopReal);

await import("./compared");
await import("./programs");
await import("./documents");
await import("./real-path");
await import("./real-register");
await import("./real-connection");
await import("./real-account");
await import("./real-rebuild");
