// `new`: a commented skeleton of a system, filled from the open data where a board's ODS code is
// given.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "engine/rulebook.hpp"
#include "engine/skeleton.hpp"
#include "files/output.hpp"

namespace concord {
namespace {

using registry::LayerInfo;
using registry::RegistryData;

// ODS codes are capitals and digits, whatever is typed.
std::string capitals(std::string text) {
    for (auto& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

bool has_bodies(const LayerInfo& layer, std::string_view kind) {
    return !layer.code_pattern.empty() &&
           std::ranges::any_of(layer.body_kinds,
                               [&](const auto& pair) { return pair.second == kind; });
}

// The newest layer of the catalogue that is wanted.
template <typename Wanted>
const LayerInfo* newest(const registry::Catalogue& catalogue, Wanted is_wanted) {
    const LayerInfo* found = nullptr;
    for (const auto& layer : catalogue.layers()) {
        const bool newer = !found || layer.in_force.from > found->in_force.from;
        if (newer && is_wanted(layer)) found = &layer;
    }
    return found;
}

// The layers to look at, in their newest vintages, and a day on which all of them hold.
SkeletonFacts newest_vintages(const OpenedSystem& usual) {
    SkeletonFacts facts;
    const auto& description = usual.description;
    const auto take = [&](std::string& into, const LayerInfo* layer) {
        if (!layer) return;
        into = layer->id;
        if (layer->in_force.from) facts.as_at = std::max(facts.as_at, *layer->in_force.from);
    };
    const auto* systems = newest(usual.catalogue, [](const LayerInfo& layer) {
        return has_bodies(layer, "integrated-care-board");
    });
    take(facts.systems, systems);
    take(facts.councils_of,
         newest(usual.catalogue, [](const LayerInfo& layer) { return layer.tier == "upper"; }));
    take(facts.authorities, newest(usual.catalogue, [](const LayerInfo& layer) {
             return has_bodies(layer, "combined-authority");
         }));
    for (const auto& layer : description.layers) {
        if (layer.name != description.authority_layer || layer.union_of.empty()) continue;
        facts.layers.push_back(layer);
        facts.authorities = layer.name;
    }
    for (const auto& pair : description.changes) {
        const auto* later = usual.catalogue.layer(pair.b);
        const bool of_systems = later && systems && later->kind == systems->kind &&
                                later->in_force.from <= systems->in_force.from;
        if (of_systems) facts.changes.push_back(pair);
    }
    return facts;
}

// The districts of a council that lie in the board's area, where the council lies there in part.
std::vector<std::string> districts_inside(const RegistryData& data, const SkeletonFacts& facts,
                                          const std::string& lower_tier, std::string_view council) {
    std::vector<std::string> inside;
    const auto in_board = registry::compare_layers(data, lower_tier, facts.systems, "");
    const auto in_council = registry::compare_layers(data, lower_tier, facts.councils_of, "");
    if (!in_board.comparison || !in_council.comparison) return inside;
    const auto mostly_in = [](const registry::Comparison& comparison, std::string_view code) {
        const auto wanted = comparison.b.layer->find(code);
        std::vector<registry::AreaIndex> areas;
        for (const auto& part :
             registry::overlap(comparison.a, comparison.b, comparison.population->people).parts) {
            if (part.b == wanted && part.share_of_a > 0.5) areas.push_back(part.a);
        }
        return areas;
    };
    const auto of_board = mostly_in(*in_board.comparison, facts.board->code);
    for (const auto area : mostly_in(*in_council.comparison, council)) {
        if (std::ranges::find(of_board, area) == of_board.end()) continue;
        inside.push_back(lower_tier + ":" + in_council.comparison->a.layer->area(area).code);
    }
    return inside;
}

// The upper tier councils with enough of their people in the board's area.
void add_councils(const OpenedSystem& usual, SkeletonFacts& facts) {
    const auto& data = usual.data;
    const auto found = registry::compare_layers(data, facts.councils_of, facts.systems, "");
    if (!found.comparison) return;
    const auto& comparison = *found.comparison;
    const auto board = comparison.b.layer->find(facts.board->code);
    const auto* lower_tier = newest(usual.catalogue, [&](const LayerInfo& layer) {
        return layer.tier == "lower" && data.geography.layer(layer.id);
    });
    const auto& description = usual.description;
    for (const auto& part :
         registry::overlap(comparison.a, comparison.b, comparison.population->people).parts) {
        if (part.b != board || part.share_of_a < description.profile_settings.council_share)
            continue;
        SkeletonCouncil council;
        council.area = comparison.a.layer->area(part.a);
        council.parts = {facts.councils_of + ":" + council.area.code};
        council.is_whole = part.share_of_a > 1 - description.coterminosity_tolerance;
        if (!council.is_whole && lower_tier) {
            auto districts = districts_inside(data, facts, lower_tier->id, council.area.code);
            if (!districts.empty()) council.parts = std::move(districts);
        }
        for (const auto& body : data.bodies) {
            const auto* kind = registry::find_kind(usual.kinds, body.kind);
            if (body.gss_code != council.area.code || !kind || kind->tier != "upper") continue;
            council.body = body.id;
            council.from = body.existence.from;
        }
        facts.councils.push_back(std::move(council));
    }
}

// The trusts that are counted in the board, in the order of the register, each once.
void add_trusts(const RegistryData& data, SkeletonFacts& facts) {
    for (const auto& body : data.bodies) {
        if (body.kind != "nhs-trust" || body.existence.to) continue;
        const bool counted = std::ranges::any_of(data.relations, [&](const auto& relation) {
            return relation.from == body.id &&
                   relation.kind == registry::BodyRelationKind::counted_in &&
                   relation.to.ends_with(":" + facts.board->ods_code);
        });
        if (counted) facts.trusts.push_back(body);
    }
}

// Fills the facts from the open data, or says in `answer` why that cannot be.
bool fill(const std::string& ods_code, OpenedSystem& usual, SkeletonFacts& facts, Answer& answer) {
    const auto* layer = usual.data.geography.layer(facts.systems);
    const auto index = layer ? layer->find_ods(ods_code) : registry::no_area;
    if (index != registry::no_area) {
        facts.board = layer->area(index);
        add_councils(usual, facts);
        add_trusts(usual.data, facts);
        return true;
    }
    std::vector<std::string> codes;
    for (const auto& area : layer ? layer->areas() : std::span<const registry::Area>())
        codes.push_back(area.ods_code);
    const auto guess = closest(ods_code, codes);
    if (codes.empty()) {
        refuse_usage(answer, "no open data was found, from which to fill the system",
                     "`concord data fetch` gets it; `--data DIR` or CONCORD_DATA says where it is");
    } else {
        refuse_usage(
            answer,
            fmt::format("no board of {} has the ODS code `{}`", facts.systems, shown(ods_code)),
            guess ? fmt::format("did you mean `{}`?", *guess)
                  : fmt::format("their codes are {}", join(codes, ", ")));
    }
    answer.outcome = Outcome::input_missing;
    return false;
}

}  // namespace

Answer Engine::new_system(const NewQuestion& question) {
    Answer answer;
    std::error_code error;
    if (fs::exists(question.folder, error) && !fs::is_empty(question.folder, error)) {
        refuse_usage(answer, fmt::format("`{}` is not empty", question.folder.string()),
                     "give a folder that does not exist yet");
        answer.outcome = Outcome::refused;
        return answer;
    }
    SystemQuestion usual;
    usual.folder = options_.resources / "examples" / "england";
    const auto system = open_system(usual, options_, answer);
    if (!system) return answer;
    auto facts = newest_vintages(*system);
    if (!question.ods_code.empty()) {
        load_data(*system, options_, registry::Reach::everything);
        if (!fill(capitals(question.ods_code), *system, facts, answer)) return answer;
    }
    files::OutputFolder folder(question.folder, "system.toml");
    answer.table = {"files", {{"file"}, {"holds"}}, {}};
    for (const auto& file : skeleton(facts)) {
        fs::create_directories((folder.path() / file.name).parent_path(), error);
        files::write_file(folder.path() / file.name, file.text);
        answer.table.rows.push_back({(question.folder / file.name).string(), file.holds});
    }
    folder.publish();
    for (const auto& council : facts.councils) {
        if (council.is_whole) continue;
        answer.notes.push_back(
            fmt::format("{} lies in the system only in part: its place is made of districts",
                        council.area.name));
    }
    answer.notes.push_back(fmt::format("next: `concord check {0}`, then `concord build {0}`",
                                       question.folder.string()));
    return answer;
}

}  // namespace concord
