// The same rules as lines of a casbin model: allow for what each chain carries, deny for each limit and
// reservation on the way. A rule that names several nodes becomes a line for each combination. The trees
// are role hierarchies.
import { newEnforcer, newModel, StringAdapter } from "casbin";

const MODEL = `
[request_definition]
r = holder, function, act, service, people, place, value

[policy_definition]
p = holder, function, act, service, people, place, low, high, eft

[role_definition]
g = _, _
g2 = _, _
g3 = _, _
g4 = _, _
g5 = _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = r.holder == p.holder && r.value >= p.low && r.value < p.high && \
(p.function == "*" || g(r.function, p.function)) && (p.act == "*" || g2(r.act, p.act)) && \
(p.service == "*" || g3(r.service, p.service)) && (p.people == "*" || g4(r.people, p.people)) && \
(p.place == "*" || g5(r.place, p.place))
`;

const END = 9e15;  // beyond every amount, and still a whole number
const orAny = (ids) => (ids.length ? ids : ["*"]);

function* lines(holder, rule, low, high, effect) {
    for (const f of orAny(rule.functions)) {
        for (const a of orAny(rule.acts)) {
            for (const s of orAny(rule.services)) {
                for (const who of orAny(rule.people)) {
                    for (const place of orAny(rule.places)) {
                        yield `p, ${holder}, ${f}, ${a}, ${s}, ${who}, ${place}, ${low}, ${high}, ${effect}`;
                    }
                }
            }
        }
    }
}

export function linesOf(holder) {
    const found = [];
    for (const rule of holder.permits) {
        found.push(...lines(holder.id, rule, 0, rule.high === null ? END : rule.high + 1, "allow"));
    }
    for (const rule of holder.denials) {
        found.push(...lines(holder.id, rule, rule.low ?? 0, rule.high ?? END, "deny"));
    }
    return found;
}

function treeLines(rules) {
    const found = [];
    const trees = ["functions", "acts", "services", "people", "places"];
    trees.forEach((name, index) => {
        const role = index === 0 ? "g" : `g${index + 1}`;
        for (const [node, parent] of Object.entries(rules[name])) {
            if (parent) found.push(`${role}, ${node}, ${parent}`);
        }
    });
    return found;
}

export class Casbin {
    constructor(rules) {
        this.trees = treeLines(rules);
        this.lines = rules.holders.map((holder) => [holder.id, linesOf(holder)]);
        this.count = this.lines.reduce((sum, [, lines]) => sum + lines.length, 0);
        this.slices = new Map();
    }

    async make(lines) {
        const model = newModel(MODEL);
        return newEnforcer(model, new StringAdapter([...lines, ...this.trees].join("\n")));
    }

    async prepareWhole() {
        this.whole = await this.make(this.lines.flatMap(([, lines]) => lines));
    }

    // An enforcer for each holder asked about, chosen by hand before it is asked.
    async prepareSlices(holders) {
        for (const [id, lines] of this.lines) {
            if (holders.has(id)) this.slices.set(id, await this.make(lines));
        }
    }

    ask(question, enforcer = this.slices.get(question.holder)) {
        return enforcer.enforceSync(question.holder, question.function, question.act, question.service,
                                    question.people, question.place, question.value);
    }
}
