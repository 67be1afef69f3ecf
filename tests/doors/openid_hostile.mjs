// A provider that means ill, for test_openid.py: what is wrong is said by the code that it is given,
// `FAULT.NONCE`, and the rest is as it should be. With the files of a certificate and its key it speaks TLS.

import { createHmac, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecure } from "node:https";

const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
const [own, others] = [rsa(), rsa()];
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const weak = generateKeyPairSync("rsa", { modulusLength: 1024 });
const shown = (pair, kid, more) => ({ ...pair.publicKey.export({ format: "jwk" }), kid, ...more });
const keys = [
  shown(own, "own", { use: "sig", alg: "RS256" }),
  shown(ec, "ec", { use: "sig" }),
  shown(weak, "weak", { use: "sig" }),
  shown(others, "sealing", { use: "enc" }),
];
const pem = createPublicKey(own.privateKey).export({ format: "pem", type: "spki" });

const part = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const bySecret = (secret) => (text) => createHmac("sha256", secret).update(text).digest("base64url");
const byKey = (pair, options = {}) => (text) => {
  return sign("sha256", Buffer.from(text), { key: pair.privateKey, ...options }).toString("base64url");
};
const token = (head, claims, signed = byKey(own)) => {
  const text = `${part(head)}.${part(claims)}`;
  return `${text}.${signed(text)}`;
};

const now = () => Math.floor(Date.now() / 1000);
const claims = (nonce, more = {}) => ({
  ...{ iss: issuer, sub: "ada", aud: "concord", iat: now(), exp: now() + 60, nonce, name: "Leaky Name" },
  ...more,
});
const head = (more = {}) => ({ alg: "RS256", kid: "own", typ: "JWT", ...more });
const of = (more) => (nonce) => token(head(), claims(nonce, more));
const headed = (more, signed) => (nonce) => token(head(more), claims(nonce), signed);
const twice = (nonce) => JSON.stringify(claims(nonce)).replace("{", '{"sub":"root",');

const tokens = {
  right: of({}),
  "right-by-ec": headed({ alg: "ES256", kid: "ec" }, byKey(ec, { dsaEncoding: "ieee-p1363" })),
  none: (nonce) => `${part({ alg: "none" })}.${part(claims(nonce))}.`,
  "none-with-key": headed({ alg: "none" }),
  "hs256-by-public-key": headed({ alg: "HS256" }, bySecret(pem)),
  "hs256-by-client-secret": headed({ alg: "HS256" }, bySecret("of-the-client")),
  rs512: headed({ alg: "RS512" }),
  "another-key": headed({}, byKey(others)),
  "key-in-head": headed({ kid: undefined, jwk: shown(others, "own") }, byKey(others)),
  "weak-key": headed({ kid: "weak" }, byKey(weak)),
  "key-for-sealing": headed({ kid: "sealing" }, byKey(others)),
  "unknown-key": headed({ kid: "unknown" }),
  "ec-as-der": headed({ alg: "ES256", kid: "ec" }, byKey(ec)),
  "no-signature": (nonce) => `${part(head())}.${part(claims(nonce))}.`,
  critical: headed({ crit: ["exp"] }),
  "another-type": headed({ typ: "at+jwt" }),
  "head-twice": (nonce) => token('{"alg":"none","alg":"RS256","kid":"own"}', claims(nonce)),
  "claim-twice": (nonce) => token(head(), twice(nonce)),
  padded: (nonce) => `${of({})(nonce)}=`,
  "not-json": () => token(head(), "sub=ada"),
  "another-issuer": of({ iss: "https://login.example.org" }),
  "another-audience": of({ aud: "another" }),
  "several-audiences": of({ aud: ["concord", "another"] }),
  "another-party": of({ azp: "another" }),
  ended: of({ exp: now() - 600 }),
  "never-ends": of({ exp: undefined }),
  "of-the-future": of({ iat: now() + 3600 }),
  old: of({ iat: now() - 86400, exp: now() + 3600 }),
  "another-nonce": of({ nonce: "another" }),
  "no-nonce": of({ nonce: undefined }),
  "no-subject": of({ sub: "" }),
  "long-subject": of({ sub: "s".repeat(256) }),
  "strange-subject": of({ sub: "ada\u0000" }),
  "long-token": of({ padding: "x".repeat(100000) }),
  "four-parts": (nonce) => `${of({})(nonce)}.x`,
};

const answers = {
  "not-an-object": (body) => body.end('"id_token"'),
  "no-token": (body) => body.end('{"token_type":"Bearer","access_token":"x"}'),
  "another-token-type": (body) => body.end(JSON.stringify({ token_type: "mac", id_token: "x" })),
  refused: (body) => body.writeHead(400).end('{"error":"invalid_grant","error_description":"Leaky Name"}'),
  failing: (body) => body.writeHead(500).end("Leaky Name"),
  elsewhere: (body) => body.writeHead(302, { Location: `${issuer}/jwks` }).end(),
  endless: (body) => {
    const more = () => body.destroyed || body.write("x".repeat(65536), () => setImmediate(more));
    more();
  },
  "cut-short": (body) => {
    body.writeHead(200, { "Content-Length": "100" }).write("{");
    body.destroy();
  },
};

function exchange(request, body) {
  let form = "";
  request.on("data", (piece) => (form += piece));
  request.on("end", () => {
    const code = new URLSearchParams(form).get("code");
    const [fault, nonce] = code.split(/\.(.*)/s);
    if (answers[fault]) return answers[fault](body);
    const made = tokens[fault] ? tokens[fault](nonce) : "";
    return body.end(JSON.stringify({ token_type: "Bearer", access_token: "x", id_token: made }));
  });
}

const faults = [...Object.keys(tokens), ...Object.keys(answers)].filter((name) => !name.startsWith("right"));
const [cert, key] = process.argv.slice(2).map((file) => readFileSync(file));
let issuer = "";
function answer(request, body) {
  if (request.url === "/token") return exchange(request, body);
  if (request.url === "/jwks") return body.end(JSON.stringify({ keys }));
  return body.end(
    JSON.stringify({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      id_token_signing_alg_values_supported: ["RS256", "ES256"],
    }),
  );
}
const server = cert ? createSecure({ cert, key }, answer) : createServer(answer);
server.listen(0, "127.0.0.1", () => {
  issuer = `http${cert ? "s" : ""}://127.0.0.1:${server.address().port}`;
  console.log(JSON.stringify({ issuer, faults }));
});
