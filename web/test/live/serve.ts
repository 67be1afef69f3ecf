// The stub by itself, for looking at the live pages: `node scripts/stub.mjs` says where.

import { StubServer } from "./stub-server";

const stub = new StubServer();
await stub.start();
console.log(stub.address);
