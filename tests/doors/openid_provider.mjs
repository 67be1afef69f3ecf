// A real OpenID provider on this machine, for test_openid.py: oidc-provider with its own pages for signing in.
// Usage: node openid_provider.mjs FOLDER CONFIGURATION; the configuration is JSON. Any password is right.

import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { pathToFileURL } from "node:url";

const [folder, given] = process.argv.slice(2);
const { port, people, client, key, algorithm } = JSON.parse(given);
const { default: Provider } = await import(pathToFileURL(`${folder}/node_modules/oidc-provider/lib/index.js`).href);

function newKey() {
  const made =
    algorithm === "ES256"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...made.privateKey.export({ format: "jwk" }), kid: key, use: "sig", alg: algorithm };
}

const server = createServer();
server.listen(port, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ ...client, id_token_signed_response_alg: algorithm }],
    jwks: { keys: [newKey()] },
    cookies: { keys: ["of these tests"] },
    conformIdTokenClaims: false,
    claims: { openid: ["sub"], profile: ["name", "preferred_username"], groups: ["groups"] },
    scopes: ["openid", "profile", "groups"],
    pkce: { methods: ["S256"], required: () => true },
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    findAccount: (_, sub) =>
      people[sub] && { accountId: sub, claims: async () => ({ sub, ...people[sub] }) },
  });
  server.on("request", provider.callback());
  console.log(issuer);
});
