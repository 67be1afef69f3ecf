// Tables as somebody printed them, to be shown beside what the data give. A printed value is a fact
// about a publication: it is never corrected, and never forced upon the data.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"

namespace concord::registry {

// One row of the characteristics of systems (the thesis's Tables 2-4), each value as printed.
struct PublishedRow {
    std::string code;
    std::string ods_code;
    std::string name;
    std::string region;
    std::optional<double> pct_urban;
    std::string urban_band;
    std::optional<std::int64_t> population;
    std::string size_band;
    std::optional<std::int64_t> utlas;
    std::string utla_band;
    std::string la_tiers;
    std::optional<std::int64_t> trusts;
    std::string trust_band;
    std::optional<double> pct_most_deprived_quintile;
    std::string deprivation_band;
    std::optional<std::int64_t> wave;
    std::optional<std::int64_t> vanguards;
    std::optional<std::int64_t> pioneers;
    Location place;
};

struct PublishedProfile {
    std::string layer;
    std::string source;
    std::vector<PublishedRow> rows;

    const PublishedRow* find(std::string_view code) const;
};

PublishedProfile read_published_profile(const std::filesystem::path& path,
                                        const std::string& shown_path, Diagnostics& diagnostics,
                                        files::FileReport& report);

}  // namespace concord::registry
