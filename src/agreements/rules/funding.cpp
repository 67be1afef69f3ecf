// Lines of funding: how long they last, and what they ask for.
#include <map>

#include <fmt/format.h>

#include "agreements/rules/rules.hpp"
#include "base/text.hpp"

namespace concord::agreements::rules {
namespace {

void check_line(const FundingLine& line, Diagnostics& diagnostics) {
    const auto say = [&](std::string_view rule, std::string message) {
        diagnostics.add({rule, line.place, line.id, std::move(message)});
    };
    std::vector<std::string> missing;
    if (!line.from) missing.emplace_back("its first day");
    if (!line.to && !line.recurrent.value_or(false)) missing.emplace_back("its last day");
    if (!line.recurrent) missing.emplace_back("whether it comes again");
    if (!line.says_conditions) missing.emplace_back("its conditions");
    if (!missing.empty()) {
        say("MON352",
            fmt::format("the line `{}` does not say {}", shown(line.id), join(missing, ", ")));
    }
    if (line.money.empty()) {
        say("MON328",
            fmt::format("the line `{}` is neither ring-fenced nor local", shown(line.id)));
    }
    const auto left = months_to_deliver(line);
    if (left && line.delivery && *left < *line.delivery) {
        say("MON349",
            fmt::format("the line `{}` ends on {}: {} are left to deliver, and {} are needed",
                        shown(line.id), line.to->iso(), counted(*left, "month", "months"),
                        *line.delivery));
    }
    if (line.to && !line.recurrent.value_or(false) && line.successor.empty()) {
        say("MON350", fmt::format("the line `{}` ends on {}, and nothing follows it",
                                  shown(line.id), line.to->iso()));
    }
}

// How many one-off pots and conditions an initiative rests on (THE-R070).
void check_fragments(const AgreementsData& data, Diagnostics& diagnostics) {
    struct Rests {
        std::int64_t pots = 0;
        std::size_t conditions = 0;
        const FundingLine* second = nullptr;
    };
    std::map<std::string, Rests> initiatives;
    for (const auto& line : data.funding) {
        auto& rests = initiatives[line.initiative];
        rests.conditions += line.conditions.size();
        if (line.recurrent != false) continue;
        if (++rests.pots == 2) rests.second = &line;
    }
    for (const auto& [initiative, rests] : initiatives) {
        if (!rests.second) continue;
        diagnostics.add(
            {"MON351", rests.second->place, initiative,
             fmt::format(
                 "`{}` rests on {} one-off pots with {} in all", shown(initiative), rests.pots,
                 counted(static_cast<std::int64_t>(rests.conditions), "condition", "conditions"))});
    }
}

}  // namespace

void check_funding(const AgreementsStage& stage, Diagnostics& diagnostics) {
    for (const auto& line : stage.data->funding)
        check_line(line, diagnostics);
    check_fragments(*stage.data, diagnostics);
}

}  // namespace concord::agreements::rules
