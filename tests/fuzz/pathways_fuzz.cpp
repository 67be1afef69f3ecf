// Whatever a list of pathways holds, and the table of people beside it, it ends in pathways and
// findings. The input is the list, a line "===", and the table of people; the first byte chooses
// whether they are joined.
#include "support.hpp"
#include "waiting/people_beside.hpp"
#include "waiting/waiting.hpp"

namespace {

using concord::waiting::Pathways;

// Every pathway is in one group of every split, and ends no earlier than it begins.
void check_pathways(const Pathways& pathways) {
    for (std::size_t split = 0; split < concord::waiting::split_count; ++split) {
        CONCORD_LAW(pathways.group_of[split].size() == pathways.size());
        for (const auto group : pathways.group_of[split])
            CONCORD_LAW(group < pathways.groups[split].size());
    }
    for (std::size_t i = 0; i < pathways.size(); ++i)
        CONCORD_LAW(pathways.start[i] <= pathways.stop[i]);
    const auto rows = pathways.report.rows_read;
    CONCORD_LAW(rows == static_cast<std::int64_t>(pathways.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto chosen = concord::fuzz::choose(data, size, 2);
    const auto cut = chosen.content.find("\n===\n");
    const auto list = chosen.content.substr(0, cut);
    const auto people =
        cut == std::string_view::npos ? std::string_view() : chosen.content.substr(cut + 5);
    const concord::fuzz::MemoryFile first(list);
    const concord::fuzz::MemoryFile second(people);
    auto diagnostics = concord::support::new_diagnostics();
    concord::waiting::PathwayFile file{first.path(), "list.csv", {}, concord::Date(2022, 7, 1)};
    const concord::waiting::PeopleBeside beside(
        {{first.path(), "list.csv"}}, {{second.path(), "people.csv"}}, nullptr, diagnostics);
    if (chosen.number == 1) file.beside = &beside;
    const auto pathways = concord::waiting::read_pathways(file, diagnostics);
    check_pathways(pathways);
    if (pathways.size() == 0) return 0;
    concord::waiting::WaitsAsked asked;
    asked.day = concord::Date(2022, 7, 1).days_since_epoch();
    concord::waiting::WaitsData answer;
    concord::waiting::answer_pathways(pathways, asked, {"list.csv"}, answer, diagnostics);
    concord::waiting::plan_of_build(pathways, {}, answer);
    for (const auto& list_of_plan : answer.plan.lists)
        for (std::size_t week = 0; week < list_of_plan.waiting_with.size(); ++week)
            CONCORD_LAW(list_of_plan.waiting_with[week] <= list_of_plan.waiting_without[week]);
    return 0;
}
