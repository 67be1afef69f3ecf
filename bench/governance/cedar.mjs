// The same rules as Cedar policies: a permit for what each chain carries, a forbid for each limit and
// reservation on the way. Policies are parsed before anything is timed, and a question brings only the
// entities that it names with their parents.
import cedar from "@cedar-policy/cedar-wasm/nodejs";
import { withParents } from "./rules.mjs";

const TYPES = { functions: "Function", acts: "Action", services: "Service", people: "People", places: "Place" };

const entity = (type, id) => ({ type, id });
const quoted = (type, id) => `${type}::"${id}"`;

function anyOf(variable, type, ids) {
    return `(${ids.map((id) => `${variable} in ${quoted(type, id)}`).join(" || ")})`;
}

function conditions(rule) {
    const parts = [];
    for (const name of ["functions", "services", "people"]) {
        const variable = `context.${name}`;
        if (rule[name].length) parts.push(anyOf(variable, TYPES[name], rule[name]));
    }
    if (rule.places.length) parts.push(anyOf("resource", "Place", rule.places));
    return parts;
}

function policy(effect, holder, rule, values) {
    const acts = rule.acts.map((id) => quoted("Action", id)).join(", ");
    const action = acts ? `action in [${acts}]` : "action";
    const when = [...conditions(rule), ...values];
    const body = when.length ? ` when { ${when.join(" && ")} }` : "";
    return `${effect}(principal == ${quoted("Holder", holder)}, ${action}, resource)${body};`;
}

export function policiesOf(holder) {
    const permits = holder.permits.map((rule) =>
        policy("permit", holder.id, rule, rule.high === null ? [] : [`context.value <= ${rule.high}`]));
    const forbids = holder.denials.map((rule) => {
        const values = [];
        if (rule.low !== null) values.push(`context.value >= ${rule.low}`);
        if (rule.high !== null) values.push(`context.value < ${rule.high}`);
        return policy("forbid", holder.id, rule, values);
    });
    return [...permits, ...forbids];
}

function parse(name, texts) {
    const answer = cedar.preparsePolicySet(name, { staticPolicies: texts.join("\n") });
    if (answer.type !== "success") throw new Error(JSON.stringify(answer.errors[0]));
}

export class Cedar {
    constructor(rules) {
        this.rules = rules;
        this.texts = rules.holders.map((holder) => [holder.id, policiesOf(holder)]);
        this.count = this.texts.reduce((sum, [, texts]) => sum + texts.length, 0);
    }

    prepareWhole() {
        parse("whole", this.texts.flatMap(([, texts]) => texts));
    }

    // A set for each holder, chosen by hand before the engine is asked.
    prepareSlices() {
        for (const [id, texts] of this.texts) parse(id, texts);
    }

    ask(question, set = question.holder) {
        const entities = [];
        const add = (type, tree, node) => {
            const chain = withParents(tree, node);
            chain.forEach((id, at) => entities.push({
                uid: entity(type, id),
                attrs: {},
                parents: at + 1 < chain.length ? [entity(type, chain[at + 1])] : [],
            }));
        };
        add("Function", this.rules.functions, question.function);
        add("Action", this.rules.acts, question.act);
        add("Service", this.rules.services, question.service);
        add("People", this.rules.people, question.people);
        add("Place", this.rules.places, question.place);
        const reference = (type, id) => ({ __entity: entity(type, id) });
        const answer = cedar.statefulIsAuthorized({
            principal: entity("Holder", question.holder),
            action: entity("Action", question.act),
            resource: entity("Place", question.place),
            context: {
                functions: reference("Function", question.function),
                services: reference("Service", question.service),
                people: reference("People", question.people),
                value: question.value,
            },
            preparsedPolicySetId: set,
            entities,
        });
        if (answer.type !== "success") throw new Error(JSON.stringify(answer.errors));
        if (answer.response.diagnostics.errors.length) {
            throw new Error(JSON.stringify(answer.response.diagnostics.errors[0]));
        }
        return answer.response.decision === "allow";
    }
}

export const version = () => cedar.getCedarVersion();
