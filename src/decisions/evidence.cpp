#include "decisions/evidence.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/json_parts.hpp"

namespace concord::decisions {
namespace {

constexpr std::array<EvidenceItem, 6> items = {{
    {"triple-aim", "triple-aim",
     "give `effect` and `inequalities` under [evidence.health], [evidence.quality] and "
     "[evidence.resources]"},
    {"inequalities", "inequalities",
     "give `inequalities` under [evidence]: those in access and in outcomes"},
    {"strategy", "regard-to-strategy",
     "give `strategy` under [evidence], or `departs` with the reason"},
    {"advice", "clinical-advice", "give [[evidence.advice]] with `from` and `says`"},
    {"insight", "public-involvement",
     "give [[evidence.insight]] with `from` and `says`: what people told and how it was used"},
    {"integration", "",
     "give `integration` under [evidence]: whether joining with health-related services would "
     "lessen inequalities"},
}};

// The meeting itself shows who had an interest and stepped back.
constexpr std::string_view interests_step = "interests";

bool given(const Aim& aim) {
    return !trim(aim.effect).empty() && !trim(aim.inequalities).empty();
}

bool given(const std::vector<Counsel>& counsels) {
    return !counsels.empty() && std::ranges::all_of(counsels, [](const Counsel& counsel) {
        return !trim(counsel.from).empty() && !trim(counsel.says).empty();
    });
}

bool given(const std::string& text) {
    return !trim(text).empty();
}

bool is_given(const Evidence& evidence, std::string_view item) {
    if (item == "triple-aim") {
        return given(evidence.health) && given(evidence.quality) && given(evidence.resources);
    }
    if (item == "inequalities") return given(evidence.inequalities);
    if (item == "strategy") return given(evidence.strategy) || given(evidence.departs);
    if (item == "advice") return given(evidence.advice);
    if (item == "insight") return given(evidence.insight);
    return given(evidence.integration);
}

std::string what_is_missing(const Evidence& evidence, const EvidenceItem& item) {
    if (item.id != "triple-aim") return fmt::format("nothing is said of {}", item.id);
    std::vector<std::string> aims;
    if (!given(evidence.health)) aims.emplace_back("health and wellbeing");
    if (!given(evidence.quality)) aims.emplace_back("quality of services");
    if (!given(evidence.resources)) aims.emplace_back("use of resources");
    return fmt::format("the triple aim is not shown for {}, with regard to inequalities in it",
                       join(aims, ", "));
}

const ProofStep* step_of(const AuthorityProof& proof, std::string_view id) {
    if (id.empty()) return nullptr;
    const auto found = std::ranges::find(proof.steps, id, &ProofStep::id);
    return found == proof.steps.end() ? nullptr : &*found;
}

// A board or committee answers for each item; a post only for what the law wants of it.
bool by_board(const AuthorityProof& proof) {
    return std::ranges::any_of(proof.boards, [](const auto& board) { return !board.is_post(); });
}

bool is_done(const Evidence& evidence, std::string_view step) {
    return std::ranges::any_of(evidence.done, [&](const Done& done) {
        return done.step == step && !trim(done.how).empty();
    });
}

void add_item_lacks(const Evidence& evidence, const AuthorityProof& proof,
                    std::vector<Lack>& lacks) {
    for (const auto& item : items) {
        const auto* owed_by_law = step_of(proof, item.step);
        if (is_given(evidence, item.id) || (!owed_by_law && !by_board(proof))) continue;
        const auto reason = evidence.not_owed.find(std::string(item.id));
        const bool has_reason = reason != evidence.not_owed.end() && given(reason->second);
        if (has_reason && !owed_by_law) continue;
        const std::string help(item.help);
        if (owed_by_law) {
            lacks.push_back(
                {std::string(item.id),
                 fmt::format("{} ({})", what_is_missing(evidence, item), owed_by_law->authority),
                 help});
        } else {
            lacks.push_back(
                {std::string(item.id), what_is_missing(evidence, item),
                 fmt::format("{}; or say under [evidence.not_owed] why it is not owed", help)});
        }
    }
}

bool has_own_item(std::string_view step) {
    return step == selection_step || step == interests_step ||
           std::ranges::find(items, step, &EvidenceItem::step) != items.end();
}

}  // namespace

std::span<const EvidenceItem> evidence_items() {
    return items;
}

std::vector<Lack> missing_evidence(const Evidence& evidence, const AuthorityProof& proof) {
    std::vector<Lack> lacks;
    add_item_lacks(evidence, proof, lacks);
    for (const auto& step : proof.steps) {
        if (has_own_item(step.id) || is_done(evidence, step.id)) continue;
        lacks.push_back(
            {"done",
             fmt::format("the law wants before this act: {} ({})", step.does, step.authority),
             fmt::format("give [[evidence.done]] with step = \"{}\" and how it was done",
                         step.id)});
    }
    for (const auto& condition : proof.conditions) {
        if (is_done(evidence, condition)) continue;
        lacks.push_back({"done", fmt::format("the authority holds on a condition: {}", condition),
                         fmt::format("give [[evidence.done]] with step = \"{}\" and how it is met",
                                     condition)});
    }
    return lacks;
}

std::vector<Lack> selection_lacks(const Evidence& evidence, const AuthorityProof& proof) {
    const auto* regime = step_of(proof, selection_step);
    const auto& selection = evidence.selection;
    const std::string routes = "routes are continue-existing, most-suitable-provider, competitive";
    if (!regime) {
        if (!selection) return {};
        return {
            {"selection",
             fmt::format("the provider selection regime does not speak of this act, service and "
                         "decider on {}, yet a route is given",
                         proof.context.as_at.iso()),
             "leave [evidence.selection] out, and cite the rules that applied under "
             "[[evidence.done]]"}};
    }
    if (!selection || selection->routes.empty()) {
        return {{"selection",
                 fmt::format("no route of selecting a provider is chosen ({})", regime->authority),
                 fmt::format("give `route` under [evidence.selection]; {}; none is the usual one",
                             routes)}};
    }
    std::vector<Lack> lacks;
    if (selection->routes.size() > 1) {
        lacks.push_back({"selection",
                         fmt::format("an award has exactly one route, and {} are given: {}",
                                     selection->routes.size(), join(selection->routes, ", ")),
                         "keep the one by which the provider was selected"});
    }
    for (const auto& route : selection->routes) {
        if (std::ranges::find(selection_routes, route) != selection_routes.end()) continue;
        lacks.push_back({"selection",
                         fmt::format("`{}` is no route of selecting a provider", shown(route)),
                         routes});
    }
    const std::array<std::pair<const char*, const std::string*>, 6> texts = {
        {{"why", &selection->why},
         {"criteria", &selection->criteria},
         {"published_at", &selection->published_at},
         {"patients", &selection->patients},
         {"taxpayers", &selection->taxpayers},
         {"population", &selection->population}}};
    for (const auto& [key, text] : texts) {
        if (given(*text)) continue;
        lacks.push_back(
            {"selection", fmt::format("the selection of a provider says no `{}`", key),
             "give the reason for the route (`why`), how the criteria were weighed "
             "(`criteria`), where the intention is published (`published_at`), and what "
             "shows that the award serves `patients`, `taxpayers` and `population`"});
    }
    return lacks;
}

void Evidence::add(const Evidence& later) {
    const auto replace = [](auto& mine, const auto& theirs) {
        if (theirs != std::decay_t<decltype(theirs)>()) mine = theirs;
    };
    replace(health, later.health);
    replace(quality, later.quality);
    replace(resources, later.resources);
    replace(inequalities, later.inequalities);
    replace(integration, later.integration);
    replace(strategy, later.strategy);
    replace(departs, later.departs);
    advice.insert(advice.end(), later.advice.begin(), later.advice.end());
    insight.insert(insight.end(), later.insight.begin(), later.insight.end());
    if (later.selection) selection = later.selection;
    done.insert(done.end(), later.done.begin(), later.done.end());
    for (const auto& [item, reason] : later.not_owed)
        not_owed[item] = reason;
}

bool Evidence::empty() const {
    return *this == Evidence();
}

namespace {

Json aim_json(const Aim& aim) {
    Json value = Json::object();
    put(value, "effect", aim.effect);
    put(value, "inequalities", aim.inequalities);
    return value;
}

Aim aim_of(const Json& value, const char* key) {
    const auto found = value.find(key);
    if (found == value.end()) return {};
    return {text_of(*found, "effect"), text_of(*found, "inequalities")};
}

Json counsel_json(const Counsel& counsel) {
    Json value = Json::object();
    put(value, "from", counsel.from);
    put(value, "says", counsel.says);
    put(value, "document", counsel.document);
    return value;
}

Counsel counsel_of(const Json& value) {
    return {text_of(value, "from"), text_of(value, "says"), text_of(value, "document")};
}

Json selection_json(const Selection& selection) {
    Json value = Json::object();
    put(value, "routes", selection.routes);
    put(value, "why", selection.why);
    put(value, "criteria", selection.criteria);
    put(value, "published_at", selection.published_at);
    put(value, "patients", selection.patients);
    put(value, "taxpayers", selection.taxpayers);
    put(value, "population", selection.population);
    return value;
}

}  // namespace

Json to_json(const Evidence& evidence) {
    Json value = Json::object();
    put(value, "health", aim_json(evidence.health));
    put(value, "quality", aim_json(evidence.quality));
    put(value, "resources", aim_json(evidence.resources));
    put(value, "inequalities", evidence.inequalities);
    put(value, "integration", evidence.integration);
    put(value, "strategy", evidence.strategy);
    put(value, "departs", evidence.departs);
    put(value, "advice", json_list(evidence.advice, counsel_json));
    put(value, "insight", json_list(evidence.insight, counsel_json));
    if (evidence.selection) put(value, "selection", selection_json(*evidence.selection));
    put(value, "done", json_list(evidence.done, [](const Done& done) {
            Json item = Json::object();
            put(item, "step", done.step);
            put(item, "how", done.how);
            put(item, "document", done.document);
            return item;
        }));
    put(value, "not_owed", Json(evidence.not_owed));
    return value;
}

Evidence evidence_from_json(const Json& value) {
    Evidence evidence;
    evidence.health = aim_of(value, "health");
    evidence.quality = aim_of(value, "quality");
    evidence.resources = aim_of(value, "resources");
    evidence.inequalities = text_of(value, "inequalities");
    evidence.integration = text_of(value, "integration");
    evidence.strategy = text_of(value, "strategy");
    evidence.departs = text_of(value, "departs");
    evidence.advice = list_of(value, "advice", counsel_of);
    evidence.insight = list_of(value, "insight", counsel_of);
    if (value.contains("selection")) {
        const auto& selection = value["selection"];
        evidence.selection =
            Selection{texts_of(selection, "routes"),   text_of(selection, "why"),
                      text_of(selection, "criteria"),  text_of(selection, "published_at"),
                      text_of(selection, "patients"),  text_of(selection, "taxpayers"),
                      text_of(selection, "population")};
    }
    evidence.done = list_of(value, "done", [](const Json& item) {
        return Done{text_of(item, "step"), text_of(item, "how"), text_of(item, "document")};
    });
    if (value.contains("not_owed")) {
        evidence.not_owed = value["not_owed"].get<std::map<std::string, std::string>>();
    }
    return evidence;
}

}  // namespace concord::decisions
