#include "registry/profile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "registry/banding.hpp"

namespace concord::registry {
namespace {

using BandNames = std::array<std::string_view, 3>;
constexpr BandNames urban_names = {"more rural", "mixed", "more urban"};
constexpr BandNames size_names = {"small", "medium", "large"};
constexpr BandNames count_names = {"low", "medium", "high"};

std::optional<double> percentage(std::optional<std::int64_t> part,
                                 std::optional<std::int64_t> whole) {
    if (!part || !whole || *whole == 0) return std::nullopt;
    return 100.0 * static_cast<double>(*part) / static_cast<double>(*whole);
}

std::optional<double> as_number(const std::optional<std::int64_t>& value) {
    if (!value) return std::nullopt;
    return static_cast<double>(*value);
}

// The rows with what can be counted on small areas.
std::vector<ProfileRow> count_small_areas(const ProfileInputs& in) {
    const auto& assignment = *in.assignment;
    std::vector<ProfileRow> rows(assignment.layer->size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& area = assignment.layer->areas()[i];
        rows[i].code = area.code;
        rows[i].ods_code = area.ods_code;
        rows[i].name = area.name;
        rows[i].small_areas = 0;
        if (in.rural_urban) rows[i].small_areas_urban = 0;
        if (in.deprivation) rows[i].small_areas_most_deprived = 0;
    }
    const auto last_rank = in.deprivation ? in.deprivation->last_rank_of_most_deprived_fifth() : 0;
    for (std::size_t s = 0; s < assignment.area_of.size(); ++s) {
        if (assignment.area_of[s] < 0) continue;
        auto& row = rows[static_cast<std::size_t>(assignment.area_of[s])];
        ++*row.small_areas;
        if (in.rural_urban) *row.small_areas_urban += in.rural_urban->of_area[s] == Rurality::urban;
        if (in.deprivation) {
            const auto rank = in.deprivation->rank[s];
            *row.small_areas_most_deprived += rank > 0 && rank <= last_rank;
        }
    }
    return rows;
}

void add_population(const ProfileInputs& in, std::vector<ProfileRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (in.registered && in.registered->people[i] > 0) {
            rows[i].population = in.registered->people[i];
            rows[i].population_source = "registered: " + in.registered->name;
        }
    }
    if (!in.residents) return;
    std::vector<std::int64_t> residents(rows.size(), 0);
    for (std::size_t s = 0; s < in.assignment->area_of.size(); ++s) {
        const auto area = in.assignment->area_of[s];
        if (area >= 0) residents[static_cast<std::size_t>(area)] += in.residents->people[s];
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].population) continue;
        rows[i].population = static_cast<double>(residents[i]);
        rows[i].population_source = "resident: " + in.residents->name;
    }
}

// A council counts in a system where enough of the council's small areas lie there (THE-R102).
void add_councils(const ProfileInputs& in, const ProfileSettings& settings,
                  std::vector<ProfileRow>& rows) {
    const auto& councils = *in.upper_tier;
    const auto& left_out = councils.layer->info().not_counted;
    std::vector<std::int64_t> small_areas(councils.layer->size(), 0);
    std::map<std::pair<AreaIndex, AreaIndex>, std::int64_t> in_both;
    for (std::size_t s = 0; s < councils.area_of.size(); ++s) {
        const auto council = councils.area_of[s];
        if (council < 0) continue;
        ++small_areas[static_cast<std::size_t>(council)];
        const auto system = in.assignment->area_of[s];
        if (system >= 0) ++in_both[{system, council}];
    }
    for (auto& row : rows)
        row.utlas = 0;
    for (const auto& [key, count] : in_both) {
        const auto whole = small_areas[static_cast<std::size_t>(key.second)];
        const auto share = static_cast<double>(count) / static_cast<double>(whole);
        const auto& code = councils.layer->area(key.second).code;
        const bool counts =
            share >= settings.council_share && std::ranges::find(left_out, code) == left_out.end();
        *rows[static_cast<std::size_t>(key.first)].utlas += counts;
    }
}

std::string tier_of(const LayerInfo& councils, const std::string& code) {
    for (const auto& [prefix, tier] : councils.tiers) {
        if (code.starts_with(prefix)) return tier;
    }
    return {};
}

void add_tiers(const ProfileInputs& in, const ProfileSettings& settings,
               std::vector<ProfileRow>& rows) {
    const auto& councils = *in.lower_tier;
    std::vector<bool> two_tier;
    for (const auto& area : councils.layer->areas()) {
        two_tier.push_back(tier_of(councils.layer->info(), area.code) == "two");
    }
    std::vector<std::int64_t> known(rows.size(), 0);
    std::vector<std::int64_t> in_two_tier(rows.size(), 0);
    for (std::size_t s = 0; s < councils.area_of.size(); ++s) {
        const auto system = in.assignment->area_of[s];
        const auto council = councils.area_of[s];
        if (system < 0 || council < 0) continue;
        ++known[static_cast<std::size_t>(system)];
        in_two_tier[static_cast<std::size_t>(system)] +=
            two_tier[static_cast<std::size_t>(council)];
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (known[i] == 0) continue;
        const auto share = static_cast<double>(in_two_tier[i]) / static_cast<double>(known[i]);
        rows[i].la_tiers = share <= settings.tier_tolerance       ? "Single"
                           : share >= 1 - settings.tier_tolerance ? "Two-tier"
                                                                  : "Mixed";
    }
}

// The region that holds most of a system's small areas.
void add_regions(const ProfileInputs& in, std::vector<ProfileRow>& rows) {
    std::map<AreaIndex, std::map<AreaIndex, std::int64_t>> counts;
    for (std::size_t s = 0; s < in.assignment->area_of.size(); ++s) {
        const auto system = in.assignment->area_of[s];
        const auto region = in.region->area_of[s];
        if (system >= 0 && region >= 0) ++counts[system][region];
    }
    for (const auto& [system, regions] : counts) {
        const auto most = std::ranges::max_element(
            regions, [](const auto& a, const auto& b) { return a.second < b.second; });
        rows[static_cast<std::size_t>(system)].region = in.region->layer->area(most->first).name;
    }
}

std::vector<ProfileRow> rows_from_data(const ProfileInputs& in, const ProfileSettings& settings) {
    auto rows = count_small_areas(in);
    add_population(in, rows);
    if (in.upper_tier) add_councils(in, settings, rows);
    if (in.lower_tier) add_tiers(in, settings, rows);
    if (in.region) add_regions(in, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].pct_urban = percentage(rows[i].small_areas_urban, rows[i].small_areas);
        rows[i].pct_most_deprived =
            percentage(rows[i].small_areas_most_deprived, rows[i].small_areas);
        if (in.trusts) rows[i].trusts = in.trusts->organisations[i];
    }
    std::erase_if(rows, [](const ProfileRow& row) { return row.small_areas == 0; });
    return rows;
}

// Fills one band column from a value of every row.
void band_column(std::vector<ProfileRow>& rows, const BandNames& names,
                 const std::function<std::optional<double>(const ProfileRow&)>& value,
                 std::string ProfileRow::*band) {
    std::vector<std::optional<double>> values;
    for (const auto& row : rows)
        values.push_back(value(row));
    const auto found = bands(values);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].*band = found[i] ? names[static_cast<std::size_t>(*found[i])] : "";
    }
}

void add_bands(std::vector<ProfileRow>& rows) {
    band_column(
        rows, urban_names, [](const auto& row) { return row.pct_urban; }, &ProfileRow::urban_band);
    band_column(
        rows, count_names, [](const auto& row) { return row.pct_most_deprived; },
        &ProfileRow::deprivation_band);
    band_column(
        rows, size_names, [](const auto& row) { return row.population; }, &ProfileRow::size_band);
    band_column(
        rows, count_names, [](const auto& row) { return as_number(row.utlas); },
        &ProfileRow::utla_band);
    band_column(
        rows, count_names, [](const auto& row) { return as_number(row.trusts); },
        &ProfileRow::trust_band);
}

void round_as_printed(std::vector<ProfileRow>& rows) {
    const auto round = [](std::optional<double>& value) {
        if (value) value = rounded_half_up(*value);
    };
    for (auto& row : rows) {
        round(row.pct_urban);
        round(row.pct_most_deprived);
        round(row.population);
    }
}

std::string plain(const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string();
}

// Compares the printed row with the row from the data, rounded as print rounds.
class Comparing {
  public:
    Comparing(const std::string& code, std::vector<PublishedComparison>& out)
        : code_(code), out_(out) {}

    void numbers(const std::string& column, std::optional<double> printed,
                 std::optional<double> recomputed, const std::string& note) {
        if (!printed || !recomputed) return;
        add({code_, column, plain(printed), plain(recomputed), *printed == *recomputed, note});
    }
    void texts(const std::string& column, const std::string& printed,
               const std::string& recomputed) {
        if (printed.empty() || recomputed.empty()) return;
        add({code_, column, printed, recomputed, printed == recomputed, ""});
    }
    const std::string& flags() const { return flags_; }

  private:
    void add(PublishedComparison comparison) {
        if (!comparison.agrees) {
            if (!flags_.empty()) flags_ += "; ";
            flags_ += fmt::format("{}: printed {}, data give {}{}", comparison.column,
                                  comparison.printed, comparison.recomputed,
                                  comparison.note.empty() ? "" : " (" + comparison.note + ")");
        }
        out_.push_back(std::move(comparison));
    }
    std::string code_;
    std::vector<PublishedComparison>& out_;
    std::string flags_;
};

std::string fraction(const std::optional<std::int64_t>& part,
                     const std::optional<std::int64_t>& whole) {
    return part && whole ? fmt::format("{} of {}", *part, *whole) : std::string();
}

std::string compare(const PublishedRow& printed, const ProfileRow& row,
                    std::vector<PublishedComparison>& out) {
    Comparing comparing(row.code, out);
    comparing.texts("region", printed.region, row.region);
    comparing.numbers("pct_urban", printed.pct_urban, row.pct_urban,
                      fraction(row.small_areas_urban, row.small_areas));
    comparing.numbers("pct_most_deprived_quintile", printed.pct_most_deprived_quintile,
                      row.pct_most_deprived,
                      fraction(row.small_areas_most_deprived, row.small_areas));
    comparing.numbers("population", as_number(printed.population), row.population,
                      row.population_source);
    comparing.numbers("utlas", as_number(printed.utlas), as_number(row.utlas),
                      "estimated from small areas");
    comparing.texts("la_tiers", printed.la_tiers, row.la_tiers);
    comparing.numbers("trusts", as_number(printed.trusts), as_number(row.trusts),
                      "one system a trust; the print counts sites");
    return comparing.flags();
}

template <typename T, typename U>
void prefer(T& value, const U& printed) {
    if (printed) value = *printed;
}

void take_printed(const PublishedRow& printed, ProfileRow& row) {
    if (!printed.name.empty()) row.name = printed.name;
    if (!printed.region.empty()) row.region = printed.region;
    if (row.ods_code.empty()) row.ods_code = printed.ods_code;
    prefer(row.pct_urban, printed.pct_urban);
    prefer(row.pct_most_deprived, printed.pct_most_deprived_quintile);
    if (printed.population) {
        row.population = static_cast<double>(*printed.population);
        row.population_source = "as printed";
    }
    prefer(row.utlas, printed.utlas);
    prefer(row.trusts, printed.trusts);
    if (!printed.la_tiers.empty()) row.la_tiers = printed.la_tiers;
}

void take_context(const PublishedRow& printed, ProfileRow& row) {
    row.wave = printed.wave;
    row.vanguards = printed.vanguards;
    row.pioneers = printed.pioneers;
}

void compare_bands(const PublishedRow& printed, const ProfileRow& row,
                   std::vector<PublishedComparison>& out) {
    Comparing comparing(row.code, out);
    comparing.texts("urban_band", printed.urban_band, row.urban_band);
    comparing.texts("size_band", printed.size_band, row.size_band);
    comparing.texts("utla_band", printed.utla_band, row.utla_band);
    comparing.texts("trust_band", printed.trust_band, row.trust_band);
    comparing.texts("deprivation_band", printed.deprivation_band, row.deprivation_band);
}

std::vector<ProfileRow> rows_from_print(const PublishedProfile& published) {
    std::vector<ProfileRow> rows;
    for (const auto& printed : published.rows) {
        ProfileRow row;
        row.code = printed.code;
        row.flags = "as printed; no data to compare it with";
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

std::string_view to_string(ProfileMode mode) {
    return mode == ProfileMode::published ? "published" : "exact";
}

std::optional<ProfileMode> parse_profile_mode(std::string_view text) {
    if (text == "published") return ProfileMode::published;
    if (text == "exact") return ProfileMode::exact;
    return std::nullopt;
}

Profile make_profile(const ProfileInputs& inputs, ProfileMode mode,
                     const ProfileSettings& settings) {
    Profile profile;
    profile.mode = mode;
    const bool has_data = inputs.assignment != nullptr;
    if (has_data) {
        profile.rows = rows_from_data(inputs, settings);
    } else if (inputs.published && mode == ProfileMode::published) {
        profile.rows = rows_from_print(*inputs.published);
    }
    if (mode == ProfileMode::published) round_as_printed(profile.rows);
    for (auto& row : profile.rows) {
        const auto* printed = inputs.published ? inputs.published->find(row.code) : nullptr;
        if (!printed) continue;
        take_context(*printed, row);
        if (mode == ProfileMode::exact) continue;
        if (has_data) row.flags = compare(*printed, row, profile.comparisons);
        take_printed(*printed, row);
    }
    add_bands(profile.rows);
    for (const auto& row : profile.rows) {
        const auto* printed = inputs.published ? inputs.published->find(row.code) : nullptr;
        if (printed && mode == ProfileMode::published) {
            compare_bands(*printed, row, profile.comparisons);
        }
    }
    std::ranges::sort(profile.rows, {}, &ProfileRow::code);
    return profile;
}

}  // namespace concord::registry
