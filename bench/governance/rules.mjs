// The exported rules, trees as chains of parents, and how peers are timed.
import { readFileSync } from "node:fs";

export function readRules(path) {
    return JSON.parse(readFileSync(path, "utf8"));
}

// A node with all above it, itself first.
export function withParents(tree, node) {
    const chain = [];
    for (let at = node; at; at = tree[at]) chain.push(at);
    return chain;
}

// Microseconds of the processor that something takes.
export async function measured(work) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
}

// The same a question, the least of several rounds over all.
export async function timed(questions, ask, rounds = 3) {
    let least = Infinity;
    for (let round = 0; round < rounds; round += 1) {
        const taken = await measured(async () => {
            for (const question of questions) await ask(question);
        });
        least = Math.min(least, taken / questions.length);
    }
    return least;
}

// How many questions a peer answers otherwise than Concord did.
export async function differences(questions, ask) {
    let count = 0;
    for (const question of questions) count += (await ask(question)) !== question.allow;
    return count;
}
