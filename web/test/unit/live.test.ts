// The client of the server's API, over a fetch that is not one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AwayProblem, buildOf, HttpSource, RefusedProblem, type Fetch } from "../../src/data/http";
import { DataProblem } from "../../src/data/source";
import { readAmount } from "../../src/live/amount";
import { Api, newKey, searchOf } from "../../src/live/api";
import { pause } from "../../src/live/connection";
import { accountOf, registerHeadline, registerRows, stepsAfter } from "../../src/live/decisions";
import { fieldsOf, proposal, steps } from "../../src/live/draft";
import { fieldsAbout, quoted, writeToml } from "../../src/live/toml";
import { askedIn, questionInWords, whatChoices, workedAnswers } from "../../src/live/who";
import { refusedIn, returnTo } from "../../src/live/by-provider";
import {
  type Answer,
  ApiProblem,
  readAbout,
  readComplaint,
  readTableOf,
} from "../../src/live/wire";
import { SearchIndex } from "../../src/model/search";
import { fixture } from "../fixture";
import * as knows from "../live/answers";
import { modelOf } from "../support";

interface Seen {
  readonly address: string;
  readonly options: RequestInit;
}

function answering(body: unknown, status = 200, headers: Record<string, string> = {}) {
  const seen: Seen[] = [];
  const fetcher: Fetch = async (address, options = {}) => {
    seen.push({ address, options });
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return new Response(status === 204 ? null : text, { status, headers });
  };
  return { fetcher, seen };
}

const headersOf = (seen: Seen | undefined): Record<string, string> =>
  (seen?.options.headers ?? {}) as Record<string, string>;

test("the figures come as one document, of the build that its tag names", async () => {
  const { fetcher, seen } = answering(fixture(), 200, { ETag: 'W/"b7"' });
  const source = await HttpSource.open(fetcher, "api/v1/report");
  assert.equal(source.build, "b7");
  assert.equal((await source.describe()).system.name, "The Boards of Nowhere & <Elsewhere>");
  assert.ok((await source.table("findings")).rows.length > 0);
  assert.equal(seen.length, 1);
});

test("the tag of a build is read with and without its marks", () => {
  assert.deepEqual(['"b1"', 'W/"b1"', "b1", null].map(buildOf), ["b1", "b1", "b1", ""]);
});

test("a server that is away, refuses or breaks off is told apart", async () => {
  const away: Fetch = () => Promise.reject(new TypeError("failed"));
  await assert.rejects(HttpSource.open(away, "x"), AwayProblem);
  await assert.rejects(
    HttpSource.open(answering({}, 401).fetcher, "x"),
    (found) => found instanceof RefusedProblem && found.status === 401,
  );
  const cut = JSON.stringify(fixture()).slice(0, 500);
  for (const broken of [cut, "[]", "null", "{}"]) {
    await assert.rejects(HttpSource.open(answering(broken).fetcher, "x"), DataProblem, broken);
  }
});

test("every write shows the token of the session, and none is shown before", async () => {
  const session = { signed_in: true, name: "clerk", roles: ["secretary"], rights: [], csrf: "t1" };
  const { fetcher, seen } = answering({ ...session, id: "r1" });
  const api = new Api(fetcher);
  await api.signIn("clerk", "secret", "");
  await api.rebuild(["need"]);
  await api.cancel("r/1");
  assert.equal(headersOf(seen[0])["X-CSRF-Token"], undefined);
  assert.equal(headersOf(seen[1])["X-CSRF-Token"], "t1");
  assert.equal(seen[1]?.options.body, `{"stages":["need"]}`);
  assert.equal(seen[2]?.address, "api/v1/builds/r%2F1");
  assert.equal(seen[2]?.options.method, "DELETE");
});

test("the organisation's own sign-in leads back to the page that is open", () => {
  const api = new Api(answering({}).fetcher);
  const address = (hash: string) => api.providerAddress(returnTo(hash));
  const begin = "api/v1/session/openid?return=";
  assert.equal(address("#/map?layer=a&x=1"), `${begin}%23%2Fmap%3Flayer%3Da%26x%3D1`);
  assert.equal(address("#/account?refused=busy"), `${begin}%23%2Faccount`);
  assert.equal(address(""), `${begin}%23%2F`);
  assert.equal(address(`#/${"x".repeat(600)}`), `${begin}%23%2F`);
  assert.equal(returnTo("#/body/caf\u00e9%20"), "#/body/caf%C3%A9%20");
  assert.equal(returnTo("#/x%&<"), "#/x%&%3C");
  for (const given of [{}, { openid: null }, { openid: { label: "" } }, { openid: 7 }])
    assert.equal(readAbout(given).openId, null);
  const offer = readAbout({ openid: { label: "The board", signs_out: true } }).openId;
  assert.deepEqual(offer, { label: "The board", signsOut: true });
});

test("why an attempt came to nothing is said in our own words alone", () => {
  for (const word of ["provider", "answer", "denied", "attempt", "busy", "account", "role"])
    assert.match(refusedIn(`#/account?refused=${word}`), /^(Your|This|Many)/, word);
  assert.equal(refusedIn("#/account"), "");
  assert.equal(refusedIn(""), "");
  for (const word of ["<b>", "toString", "__proto__", ""])
    assert.equal(refusedIn(`#/account?refused=${word}`), "You were not signed in.", word);
});

test("a decision is sent as the file that the program reads, with a key", async () => {
  const { fetcher, seen } = answering(
    knows.answer("receipt", "entry:whole hash", [[7, "9f"]]),
    201,
  );
  const api = new Api(fetcher);
  const answer = await api.step("2021-001", "publish", 'by = "clerk"\n', "k1");
  assert.equal(seen[0]?.address, "api/v1/decisions/2021-001/steps?kind=publish");
  assert.equal(headersOf(seen[0])["Content-Type"], "application/toml");
  assert.equal(headersOf(seen[0])["Idempotency-Key"], "k1");
  assert.deepEqual(answer.table.rows, [[7, "9f"]]);
});

test("keys are long and never the same", () => {
  const keys = new Set(Array.from({ length: 100 }, newKey));
  assert.equal(keys.size, 100);
  for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/);
});

test("a refusal carries what to mend, also where the server says it badly", async () => {
  const detail = { detail: "not now", errors: [{ message: "m", help: "h", parameter: "value" }] };
  const { fetcher } = answering(detail, 429, { "Retry-After": "30" });
  await assert.rejects(new Api(fetcher).decisions(), (found) => {
    assert.ok(found instanceof ApiProblem);
    assert.deepEqual([found.status, found.message, found.retryAfter], [429, "not now", 30]);
    const [complaint] = found.complaints;
    assert.deepEqual([complaint?.subject, complaint?.help], ["value", "h"]);
    return true;
  });
  await assert.rejects(new Api(answering("<html>", 502).fetcher).decisions(), /502/);
  const away: Fetch = () => Promise.reject(new TypeError("failed"));
  await assert.rejects(new Api(away).decisions(), (found) => (found as ApiProblem).status === 0);
});

test("after a refusal for want of a session the next write asks who is signed in", async () => {
  const asked: string[] = [];
  let isIn = false;
  const fetcher: Fetch = async (address, options = {}) => {
    const { method = "GET", headers } = options;
    const token = (headers as Record<string, string>)["X-CSRF-Token"] ?? "none";
    asked.push(`${method} ${address} ${token}`);
    if (address.endsWith("/session")) {
      return new Response(JSON.stringify({ signed_in: true, csrf: "new", rights: [] }));
    }
    return new Response("{}", { status: isIn ? 201 : 401 });
  };
  const api = new Api(fetcher);
  await assert.rejects(api.propose("", "k"));
  isIn = true;
  await api.propose("", "k");
  assert.deepEqual(asked, [
    "POST api/v1/decisions none",
    "GET api/v1/session none",
    "POST api/v1/decisions new",
  ]);
});

test("the name of a rule before its words is taken apart from them", () => {
  const { id, message } = readComplaint({ message: "DEC014: `value` is too much\nby far" });
  assert.deepEqual([id, message], ["DEC014", "`value` is too much\nby far"]);
  assert.equal(readComplaint({ message: "plain: words" }).id, "");
});

test("what is asked leaves out what is empty and repeats what is several", () => {
  assert.equal(
    searchOf({ act: "approve", place: ["a", "b"], value: "" }),
    "?act=approve&place=a&place=b",
  );
  assert.equal(searchOf({}), "");
});

test("money in an answer is read as pounds, what is missing as nothing", () => {
  const { rows } = readTableOf({
    columns: [{ name: "a", type: "money" }, { name: "b", type: "whole" }, { name: "c" }],
    rows: [["12.50", 3, null], ["", 1], ["x"]],
  });
  assert.deepEqual(rows, [
    [12.5, 3, null],
    ["", 1, null],
    ["x", null, null],
  ]);
});

test("amounts are read as people write them", () => {
  const read: [string, string | null][] = [
    ["250000", "250000.00"],
    ["£250,000", "250000.00"],
    [" £ 2.4 million ", "2400000.00"],
    ["2.4m", "2400000.00"],
    ["0.07k", "70.00"],
    ["12.5", "12.50"],
    ["1.005k", "1005.00"],
    ["12.505", null],
    ["-5", null],
    ["1,00", null],
    ["1e6", null],
    ["", null],
    ["two", null],
    ["99999999999999", null],
    ["9999999999 billion", null],
  ];
  for (const [written, wanted] of read) assert.equal(readAmount(written), wanted, written);
});

test("a question is asked by its words, and its answer is drawn as the build's own are", async () => {
  const { governance } = await modelOf();
  const [first] = new SearchIndex(whatChoices(governance)).find("approve buying", 5);
  assert.deepEqual([first?.act, first?.function], ["approve", "buy"]);
  const query = { act: "approve", function: "buy", place: "ash", value: "4000.00" };
  assert.equal(questionInWords(governance, query), "Approve: Buying care, in Ash, for £4,000");
  assert.equal(askedIn({}), null);
  assert.deepEqual(askedIn({ ...query, place: "a;b" })?.["place"], ["a", "b"]);
  const read = (given: unknown): Answer => ({
    ...{ table: readTableOf(given), notes: [], prose: "", complaints: [] },
  });
  const asked = new URLSearchParams(query);
  const answer = read(knows.who(asked));
  const [worked] = workedAnswers({ answer, chains: read(knows.chainsOf(asked)) });
  assert.equal(worked?.question.outcome, "decided");
  assert.deepEqual(
    worked?.deciders.map(({ answer: { holder } }) => holder),
    ["committee", "board"],
  );
  assert.equal(worked?.deciders[0]?.answer.limit_high, 5000);
  assert.deepEqual(
    worked?.deciders.map(({ chains }) =>
      chains.map((chain) => chain.map((link) => [link.link_holder, link.document, link.ceiling])),
    ),
    [
      [
        [
          ["board", "Health of Nowhere Act 1900", null],
          ["committee", "scheme", 5000],
        ],
      ],
      [[["board", "Health of Nowhere Act 1900", null]]],
    ],
  );
  assert.deepEqual(
    worked?.others.map(({ holder }) => holder),
    ["alliance"],
  );
});

test("text in a file cannot end its line or its quotes", () => {
  assert.equal(quoted('a "b"\\\n\u0001'), '"a \\"b\\"\\\\\\n\\u0001"');
  const { toml } = writeToml([{ path: "title", kind: "text" }], { title: 'x"\nid = "stolen' });
  assert.equal(toml, 'title = "x\\"\\nid = \\"stolen"\n');
});

test("a proposal is written with what stands in no table before the tables", () => {
  const written = writeToml(fieldsOf(proposal), {
    ...{ id: "2024-017", on: "2024-03-01", decider: "board", papers: "p1\n p2 \n" },
    ...{ "question.act": "approve", "question.value": "2000000.00", "question.places": "ash" },
    ...{ "evidence.health.effect": "good", "evidence.inequalities": "fewer" },
    ...{ "evidence.advice": "trust: too long: really\n", "evidence.not_owed": "insight: none" },
  });
  assert.equal(
    written.toml,
    [
      'id = "2024-017"',
      'decider = "board"',
      "on = 2024-03-01",
      'papers = ["p1", "p2"]',
      "[question]",
      'act = "approve"',
      'places = ["ash"]',
      'value = "2000000.00"',
      "[evidence.health]",
      'effect = "good"',
      "[evidence]",
      'inequalities = "fewer"',
      'advice = [{ from = "trust", says = "too long: really" }]',
      'not_owed = { "insight" = "none" }',
      "",
    ].join("\n"),
  );
  assert.equal(written.keys.get(8), "question.value");
});

test("a complaint stands beside the field of its line, its subject or its words", () => {
  const fields = fieldsOf(proposal);
  const written = writeToml(fields, { id: "1", by: "nobody", "question.value": "9" });
  const of = (line: number, message: string, subject = "", help = ""): string | null =>
    fieldsAbout({ line, message, subject, help }, written, fields)[0] ?? null;
  assert.equal(of(4, "it is too much"), "question.value");
  assert.equal(of(0, "`title` is missing"), "title");
  assert.equal(of(0, "wrong", "decider"), "decider");
  assert.equal(of(0, "`nobody` is no post"), "by");
  assert.equal(of(0, "nothing says how open it is", "", 'give `openness = "public"`'), "openness");
  assert.equal(of(0, "nothing says at which level this is decided"), "level");
  assert.equal(of(99, "it does not hold"), null);
  // Of a whole file its first line is complained of.
  const route = "give `route` under [evidence.selection]; none is the usual one";
  assert.equal(of(1, "no route is chosen", "", route), "evidence.selection.route");
  const advice =
    "give [[evidence.advice]] with `from` and `says`; or say why under [evidence.not_owed]";
  assert.equal(of(1, "nothing is said of advice", "", advice), "evidence.advice");
});

test("one complaint about several fields stands beside the first empty one of each part", () => {
  const fields = fieldsOf(proposal);
  const help = "give `effect` and `inequalities` under [evidence.health] and [evidence.quality]";
  const complaint = { line: 1, message: "the triple aim is not shown", subject: "", help };
  const written = writeToml(fields, { "evidence.health.effect": "fewer falls" });
  assert.deepEqual(fieldsAbout(complaint, written, fields), [
    "evidence.health.inequalities",
    "evidence.quality.effect",
  ]);
});

test("every step has a form, and only steps that exist follow", () => {
  const kinds = steps.map(({ kind }) => kind);
  for (const kind of kinds) {
    for (const next of stepsAfter(kind)) assert.ok(kinds.includes(next), next);
  }
  for (const { groups } of steps) {
    const paths = fieldsOf(groups).map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length);
    assert.ok(paths.includes("by") && paths.includes("on"));
  }
});

test("the account of a decision is parted into what it is about, what was shown, and what was done", () => {
  const [first] = knows.firstDecisions();
  const account = accountOf(readTableOf(knows.inFull(first!)));
  assert.equal(account.state, "discussed");
  assert.deepEqual(
    account.evidence.map(({ name }) => name),
    ["inequalities", "done before"],
  );
  assert.deepEqual(
    account.entries.map(({ number, first: line }) => [number, line]),
    [
      ["1", "proposed on 2021-05-01 by clerk"],
      ["2", "discussed on 2021-05-08 by clerk"],
    ],
  );
  const rows = registerRows(readTableOf(knows.register(knows.firstDecisions())));
  assert.equal(registerHeadline(rows), "2 decisions: 1 published, 1 not yet decided");
});

test("a lost server is asked soon at first, then less often, and never rarely", () => {
  assert.deepEqual([0, 1, 2, 10].map(pause), [500, 1000, 2000, 15_000]);
});
