// Who may decide in the invented country: a board that law names, a committee of one place that it
// passed powers to, a director beside it, and one function that nobody holds.

type Cell = string | number | boolean | null;

interface FixtureTable {
  meaning: string;
  columns: { name: string; type: string; meaning: string }[];
  rows: Cell[][];
}

type Entry = Readonly<Record<string, Cell>>;

type MakeTable = (meaning: string, columns: string, rows: Cell[][]) => FixtureTable;

const law = "Health of Nowhere Act 1900";

// A table from entries that name only what they have.
function filled(make: MakeTable, columns: string, entries: readonly Entry[]): FixtureTable {
  const names = columns.split(/\s+/).map((column) => column.split(":")[0] ?? "");
  const rows = entries.map((entry) => names.map((name) => entry[name] ?? null));
  return make("what the build says of it", columns, rows);
}

const director = { holder: "director", name: "Director of Ash", kind: "post", scale: "place" };

function map(make: MakeTable, hostile: string): FixtureTable {
  const columns =
    "function title scale holder holder_name from instrument acts places limit_low:money " +
    "limit_high:money remark document clause published published_source";
  const buying = { function: "buy", title: "Buying care", scale: "place", from: "board" };
  const passed = { acts: "approve", places: "ash", remark: "duplicate", document: "scheme" };
  return filled(make, columns, [
    {
      ...{ function: "plan", title: "Planning", scale: "system", holder: "board" },
      ...{ holder_name: "Board", instrument: "statute", acts: "everything", places: "everything" },
      published: "not published",
    },
    {
      ...{ ...buying, ...passed, holder: "committee", holder_name: hostile },
      ...{ instrument: "to-committee", limit_high: 5000, clause: "4" },
      ...{ published: "agrees", published_source: "page 1" },
    },
    {
      ...{ ...buying, ...passed, holder: "director", holder_name: "Director of Ash" },
      ...{ instrument: "to-post", limit_low: 10.5, limit_high: 700, clause: "5" },
      ...{ published: "in part", published_source: "page 2" },
    },
    {
      ...{ function: "give", title: "Giving grants", scale: "system", holder: "alliance" },
      ...{ holder_name: "Alliance of charities", acts: "everything", document: "page 3" },
      ...{ published: "no authority", published_source: "page 3" },
    },
    { function: "roads", title: "Roads", remark: "gap", document: law },
  ]);
}

function questions(make: MakeTable, hostile: string): FixtureTable {
  const columns =
    "question asked function act service places people value:money affects outcome first in_words " +
    "summary source";
  const buying = { function: "buy", act: "approve", places: "ash" };
  const words = { in_words: "Approve under Buying care at £4,000", source: "questions.csv:2:1" };
  return filled(make, columns, [
    {
      ...{ question: "small", asked: "Who may spend £4,000 in Ash?", ...buying, ...words },
      ...{ value: 4000, outcome: "decided", first: "committee" },
    },
    {
      question: "roads",
      asked: `Who mends roads? ${hostile}`,
      function: "roads",
      outcome: "nobody",
    },
    {
      ...{ question: "tiny", asked: "Who may spend £600 in Ash?", ...buying, ...words },
      ...{ value: 600, outcome: "overlap", first: "committee;director" },
    },
  ]);
}

function answers(make: MakeTable, hostile: string): FixtureTable {
  const columns =
    "question holder name kind scale may_decide:truth first:truth refusal reason limit_low:money " +
    "limit_high:money quorum publicity stepping_back conditions steps accountable";
  const board = { holder: "board", name: "Board", kind: "nhs-board", scale: "system" };
  const committee = {
    ...{ holder: "committee", name: hostile, kind: "committee", scale: "place" },
    ...{ may_decide: true, first: true, limit_high: 5000, accountable: "Board" },
    ...{ quorum: "3 of 5 voting members, 1 stepping back", stepping_back: "member-of-trust" },
    ...{ publicity: "meets in public, publishes its papers", conditions: "the council agrees" },
    steps: "take advice\nassess need",
  };
  const reason = "above a ceiling: limit x of director is up to £700";
  const nobody = "function not held by anyone above";
  return filled(make, columns, [
    { question: "small", ...board, may_decide: true, first: false, accountable: "Board" },
    { question: "small", ...committee },
    { question: "small", ...director, may_decide: false, refusal: "above a ceiling", reason },
    {
      ...{ question: "small", holder: "alliance", name: "Alliance of charities", kind: "forum" },
      ...{ scale: "system", may_decide: false, refusal: "not a holder", reason: "not a holder" },
    },
    { question: "tiny", ...committee },
    {
      ...{ question: "tiny", ...director, may_decide: true, first: true },
      ...{ limit_low: 10.5, limit_high: 700 },
    },
    { question: "roads", ...board, may_decide: false, refusal: nobody, reason: nobody },
  ]);
}

function links(make: MakeTable, hostile: string): FixtureTable {
  const columns =
    "question holder chain:whole link:whole link_holder name instrument instrument_title " +
    "ceiling:money document clause grant source";
  const first = {
    ...{ chain: 1, link: 1, link_holder: "board", name: "Board", instrument: "law" },
    ...{ instrument_title: "by law", document: law },
  };
  const second = {
    ...{ chain: 1, link: 2, instrument: "to-committee", ceiling: 5000, grant: "g1" },
    ...{ instrument_title: "delegation to a committee", document: "scheme", clause: hostile },
  };
  const chain = (question: string, holder: string, name: string): Entry[] => [
    { question, holder, ...first },
    { question, holder, ...second, link_holder: holder, name },
  ];
  return filled(make, columns, [
    { question: "small", holder: "board", ...first },
    ...chain("small", "committee", hostile),
    ...chain("tiny", "committee", hostile),
    ...chain("tiny", "director", "Director of Ash"),
  ]);
}

// The same power with a limit and without.
function authority(make: MakeTable): FixtureTable {
  const columns =
    "function act service place decider decider_kind route limit_low:money limit_high:money chain " +
    "quorum meets_in_public:truth instrument from:date to:date source people scale accountable " +
    "authority conditions reserved";
  const power = {
    ...{ function: "buy", act: "approve", place: "ash", decider: "committee", scale: "place" },
    ...{ chain: "board > committee", instrument: "to-committee", source: "scheme 4" },
  };
  return filled(make, columns, [power, { ...power, limit_high: 5000 }]);
}

function committees(make: MakeTable, hostile: string): FixtureTable {
  const columns =
    "id name kind body_kind of bodies scale area purpose accountable_to described_as remit " +
    "terms_of_reference meets_in_public:truth publishes_papers:truth vote_allowed:truth " +
    "members:whole voting_members:whole quorum grants:whole valid_from:date valid_to:date source";
  return filled(make, columns, [
    {
      ...{ id: "board", name: "Board", kind: "body", body_kind: "nhs-board", scale: "system" },
      ...{ purpose: "plans care", members: 9, voting_members: 9, source: "constitution.toml:3" },
    },
    {
      ...{ id: "committee", name: hostile, kind: "committee", of: "board", scale: "place" },
      ...{ purpose: "care in Ash", accountable_to: "board", terms_of_reference: "tor" },
      ...{ meets_in_public: true, members: 6, voting_members: 5, quorum: "3 members" },
    },
    {
      id: "director",
      name: "Director of Ash",
      kind: "post",
      of: "board;committee",
      scale: "place",
    },
    { id: "alliance", name: "Alliance of charities", kind: "forum", scale: "system" },
  ]);
}

function terms(make: MakeTable): FixtureTable {
  return filled(make, "kind id title part_of authority", [
    { kind: "function", id: "plan", title: "Planning", authority: law },
    { kind: "function", id: "buy", title: "Buying care", authority: law },
    { kind: "act", id: "approve", title: "Approve" },
    { kind: "place", id: "ash", title: "Ash" },
    { kind: "instrument", id: "to-committee", title: "delegation to a committee" },
  ]);
}

export function governanceTables(make: MakeTable, hostile: string): Record<string, FixtureTable> {
  return {
    functions_map: map(make, hostile),
    questions: questions(make, hostile),
    question_answers: answers(make, hostile),
    question_links: links(make, hostile),
    authority: authority(make),
    committees: committees(make, hostile),
    governance_terms: terms(make),
  };
}
