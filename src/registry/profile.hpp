// The characteristics of systems: the columns of the thesis's Tables 2-4 (THE-R098 to THE-R105),
// for any layer and vintage.
//
// Two modes. `published` follows the printed tables: percentages and people to whole numbers, bands
// from the rounded values, and, where the layer has a printed table, the printed value itself,
// flagged where the data contradict it. `exact` takes everything from the data, unrounded;
// what no data set holds (wave, vanguards, pioneers) is as printed in both.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "registry/measures.hpp"
#include "registry/published.hpp"

namespace concord::registry {

enum class ProfileMode { published, exact };

std::string_view to_string(ProfileMode mode);
std::optional<ProfileMode> parse_profile_mode(std::string_view text);

struct ProfileSettings {
    // A two-tier share of at most this counts as nil: 0.02 gives the printed tiers (THE-R101).
    double tier_tolerance = 0.02;
    // A council counts where at least this share of its small areas lies in the system (THE-R102).
    double council_share = 0.05;
};

// What a profile is made from; what is absent leaves its columns empty.
struct ProfileInputs {
    const Assignment* assignment = nullptr;
    const Assignment* upper_tier = nullptr;
    const Assignment* lower_tier = nullptr;
    const Assignment* region = nullptr;
    const Deprivation* deprivation = nullptr;
    const RuralUrban* rural_urban = nullptr;
    const Population* residents = nullptr;
    const RegisteredPopulation* registered = nullptr;
    const Attachments* trusts = nullptr;
    const PublishedProfile* published = nullptr;  // of this layer
};

struct ProfileRow {
    std::string code;
    std::string ods_code;
    std::string name;
    std::string region;
    std::optional<std::int64_t> small_areas;
    std::optional<std::int64_t> small_areas_urban;
    std::optional<double> pct_urban;
    std::string urban_band;
    std::optional<std::int64_t> small_areas_most_deprived;
    std::optional<double> pct_most_deprived;
    std::string deprivation_band;
    std::optional<double> population;
    std::string size_band;
    std::optional<std::int64_t> utlas;
    std::string utla_band;
    std::string la_tiers;
    std::optional<std::int64_t> trusts;
    std::string trust_band;
    std::optional<std::int64_t> wave;
    std::optional<std::int64_t> vanguards;
    std::optional<std::int64_t> pioneers;
    std::string population_source;
    std::string flags;  // where a printed value differs from what the data give
};

// A printed value beside the one that the data give.
struct PublishedComparison {
    std::string code;
    std::string column;
    std::string printed;
    std::string recomputed;
    bool agrees = false;
    std::string note;
};

struct Profile {
    ProfileMode mode = ProfileMode::published;
    std::vector<ProfileRow> rows;  // ordered by code
    std::vector<PublishedComparison> comparisons;
};

Profile make_profile(const ProfileInputs& inputs, ProfileMode mode,
                     const ProfileSettings& settings);

}  // namespace concord::registry
