// places.csv, boundary_reasons.csv and the printed tables. Laws: what is kept has an id that stands
// once; rows kept and rows counted are the same.
#include <set>
#include <utility>

#include "fuzz/support.hpp"
#include "registry/place.hpp"
#include "registry/published.hpp"

namespace {

using concord::files::FileReport;

std::size_t places(const std::filesystem::path& path, concord::Diagnostics& diagnostics,
                   FileReport& report) {
    const auto kept = concord::registry::read_places(path, "places.csv", diagnostics, report);
    std::set<std::string> ids;
    for (const auto& place : kept) {
        CONCORD_LAW(!place.id.empty() && ids.insert(place.id).second);
        CONCORD_LAW(place.kind == "place" || place.kind == "neighbourhood");
    }
    return kept.size();
}

std::size_t reasons(const std::filesystem::path& path, concord::Diagnostics& diagnostics,
                    FileReport& report) {
    const auto kept =
        concord::registry::read_boundary_reasons(path, "reasons.csv", diagnostics, report);
    for (const auto& reason : kept)
        CONCORD_LAW(!reason.against.empty() && !reason.reason.empty());
    return kept.size();
}

std::size_t printed(const std::filesystem::path& path, concord::Diagnostics& diagnostics,
                    FileReport& report) {
    const auto profile =
        concord::registry::read_published_profile(path, "printed.csv", diagnostics, report);
    for (const auto& row : profile.rows)
        CONCORD_LAW(profile.find(row.code) == &row);
    return profile.rows.size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = concord::fuzz::choose(data, size, 3);
    const concord::fuzz::MemoryFile file(input.content);
    auto diagnostics = concord::support::new_diagnostics();
    FileReport report;
    const auto read = input.number == 0 ? places : input.number == 1 ? reasons : printed;
    const auto kept = read(file.path(), diagnostics, report);
    CONCORD_LAW(std::cmp_equal(report.rows_read, kept));
    if (!input.content.starts_with("\x1f\x8b")) {
        concord::fuzz::check_findings(diagnostics, input.content);
    }
    return 0;
}
