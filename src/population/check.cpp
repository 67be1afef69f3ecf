// An extract read whole, with every rule.
#include <fmt/format.h>

#include "population/population.hpp"
#include "population/rules/rules.hpp"

namespace concord::population {
namespace {

// Areas with more than one and a half times their published people: boundaries, not growth.
std::vector<rules::AreaCount> overfull(store::Warehouse& warehouse) {
    const auto found = warehouse.query(
        "SELECT code, k.people FROM (SELECT code, vintage, sum(people) AS people FROM "
        "people_of_areas GROUP BY ALL) AS p JOIN known_areas AS k USING (code, vintage) WHERE "
        "k.people > 0 AND p.people > 1.5 * k.people ORDER BY code");
    std::vector<rules::AreaCount> over;
    for (const auto& row : found.rows)
        over.push_back({std::get<std::string>(row[0]), std::get<std::int64_t>(row[1])});
    return over;
}

}  // namespace

ExtractCheck check_extract(const Extract& extract, std::span<const KnownArea> areas,
                           store::Warehouse& warehouse, const CancelToken& cancel,
                           Diagnostics& diagnostics) {
    ExtractCheck made;
    if (extract.empty()) return made;
    know_areas(areas, warehouse);
    ExtractReader reader(extract, warehouse, diagnostics);
    reader.find_repeated();
    warehouse.run("CREATE TABLE people_of_areas (code VARCHAR, vintage VARCHAR, people BIGINT)");
    for (const auto& part : extract.parts) {
        cancel.check();
        made.usable = reader.open(part) || made.usable;
        for (auto& tally : reader.tally()) {
            if (tally.table == "people") made.people += tally.good;
            made.tallies.push_back(std::move(tally));
        }
        warehouse.run(
            "INSERT INTO people_of_areas SELECT lsoa, lsoa_vintage, count(*) FROM people GROUP "
            "BY ALL");
    }
    made.reports = reader.reports();
    rules::check_rows(made.tallies, diagnostics);
    rules::check_areas(overfull(warehouse),
                       {extract.parts.front().files.begin()->second.shown_path, 0, 0}, diagnostics);
    return made;
}

}  // namespace concord::population
