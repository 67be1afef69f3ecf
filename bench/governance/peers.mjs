// Asks the peers the questions that Concord answered, on the same rules: first whether they say the same,
// then how long they take. Prints one JSON object.
//
// usage: node peers.mjs RULES.json [QUESTIONS_OF_THE_WHOLE]
import { Cedar, version } from "./cedar.mjs";
import { Casbin } from "./casbin.mjs";
import { differences, measured, readRules, timed } from "./rules.mjs";

const rules = readRules(process.argv[2]);
const fewer = Number(process.argv[3] ?? 100);
const questions = rules.questions;
const some = questions.slice(0, fewer);
const out = { questions: questions.length, fewer, allowed: questions.filter((one) => one.allow).length };

// Everybody who may: a peer can only be asked about each holder in turn.
const listing = { ...questions.find((one) => one.allow) };
async function everybody(ask) {
    let found = 0;
    const microseconds = await measured(async () => {
        for (const { id } of rules.holders) found += await ask({ ...listing, holder: id });
    });
    return { microseconds, found };
}

const cedar = new Cedar(rules);
cedar.prepareSlices();
cedar.prepareWhole();
out.cedar = { version: version(), policies: cedar.count };
out.cedar.different = await differences(questions, (one) => cedar.ask(one));
out.cedar.sliced = await timed(questions, (one) => cedar.ask(one));
out.cedar.whole_different = await differences(some, (one) => cedar.ask(one, "whole"));
out.cedar.whole = await timed(some, (one) => cedar.ask(one, "whole"), 1);
out.cedar.everybody = await everybody((one) => cedar.ask(one));

const casbin = new Casbin(rules);
await casbin.prepareSlices(new Set(rules.holders.map((one) => one.id)));
await casbin.prepareWhole();
out.casbin = { policies: casbin.count };
out.casbin.different = await differences(questions, (one) => casbin.ask(one));
out.casbin.sliced = await timed(questions, (one) => casbin.ask(one));
out.casbin.whole_different = await differences(some, (one) => casbin.ask(one, casbin.whole));
out.casbin.whole = await timed(some, (one) => casbin.ask(one, casbin.whole), 1);
out.casbin.everybody = await everybody((one) => casbin.ask(one));

console.log(JSON.stringify(out));
