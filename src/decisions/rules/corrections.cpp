// What a correction may change: what was written wrongly, never what was decided.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decisions/json_parts.hpp"
#include "decisions/rules/rules.hpp"

namespace concord::decisions {
namespace {

const std::string* text_at(const Json& entry, const std::string& path) {
    try {
        const Json::json_pointer pointer(path);
        if (!entry.contains(pointer)) return nullptr;
        return entry.at(pointer).get_ptr<const std::string*>();
    } catch (const Json::exception&) {
        return nullptr;
    }
}

void check_field(const Hearing& hearing, const Json& entry, const CorrectedField& field) {
    static constexpr std::array<std::string_view, 9> open = {"/proposal/title",
                                                             "/proposal/summary",
                                                             "/proposal/why_not_at_place",
                                                             "/proposal/openness_reason",
                                                             "/decided",
                                                             "/reason",
                                                             "/publication/",
                                                             "/evidence/",
                                                             "/discussion/"};
    const bool is_open = std::ranges::any_of(open, [&](std::string_view start) {
        return field.name == start || (start.back() == '/' && field.name.starts_with(start));
    });
    if (!is_open || field.name.starts_with("/evidence/selection/routes")) {
        hearing.find(
            "GOV181", "field",
            fmt::format("`{}` is no part that a correction may change", shown(field.name)),
            "who decided what, with which authority and how, is not corrected: propose a new "
            "decision that `replaces` this one");
        return;
    }
    const auto* value = text_at(entry, field.name);
    if (!value) {
        hearing.find("GOV181", "field",
                     fmt::format("the entry has no text `{}`", shown(field.name)),
                     "name the path of a text of the entry, such as /proposal/title");
    } else if (*value != field.was || trim(field.is).empty() || field.is == field.was) {
        hearing.find("GOV181", "field",
                     fmt::format("`{}` is not corrected by what is given", shown(field.name)),
                     "give `is`, the text that should stand there");
    }
}

}  // namespace

void check_correction(const Hearing& hearing) {
    hearing.require("reason", hearing.step.reason, "why the entry is corrected");
    if (!hearing.before) return;
    const auto correction = hearing.step.correction.value_or(Correction());
    const auto found =
        std::ranges::find(hearing.before->steps, correction.sequence, &Recorded::sequence);
    if (found == hearing.before->steps.end() || found->hash != correction.hash) {
        hearing.find("GOV181", "entry",
                     fmt::format("`{}` has no entry {}", hearing.before->id, correction.sequence),
                     "`concord decide DIR show ID` lists the entries with their numbers");
        return;
    }
    if (correction.fields.empty()) {
        hearing.find("GOV185", "field", "the correction corrects nothing",
                     "give a [[field]] with `name` and `is`");
    }
    const auto entry = Json::parse(payload_of(found->step), nullptr, false);
    for (const auto& field : correction.fields)
        check_field(hearing, entry, field);
}

}  // namespace concord::decisions
