#include "population/synthetic/make_model.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/synthetic/levels.hpp"
#include "population/synthetic/margins.hpp"
#include "registry/assignment.hpp"

namespace concord::population {
namespace {

using registry::AreaIndex;

constexpr std::uint8_t middle_tenth = 5;

// The digits of an area's code, as a number.
std::int64_t digits_of(std::string_view code) {
    std::int64_t number = 0;
    for (const char c : code)
        if (c >= '0' && c <= '9') number = number * 10 + (c - '0');
    return number;
}

class Making {
  public:
    Making(const ModelRequest& request, Diagnostics& diagnostics, MarginReport& report)
        : request_(request),
          parameters_(*request.parameters),
          sources_(*request.sources),
          registry_(*request.registry),
          diagnostics_(diagnostics),
          report_(report) {}

    std::optional<Model> make() {
        model_.seed = request_.seed;
        model_.as_at = parameters_.as_at;
        model_.small_layer = parameters_.areas.at("small");
        for (const auto& [word, census] : parameters_.ethnicities)
            model_.ethnicities.push_back(word);
        if (!find_layers()) return std::nullopt;
        make_authorities();
        make_areas();
        join_sex();
        share_years();
        model_.practices = give_weights(sources_.practices, &Authority::practices);
        model_.providers = give_weights(sources_.providers, &Authority::providers);
        set_levels(parameters_, sources_, boards_->layer, model_);
        return std::move(model_);
    }

  private:
    bool find_layers() {
        const auto& geography = registry_.geography;
        const auto& areas = parameters_.areas;
        authorities_ = assign(geography, areas.at("authority"), areas.at("small"));
        boards_ = assign(geography, areas.at("board"), areas.at("small"));
        for (const auto& deprivation : registry_.deprivations)
            if (deprivation.name == parameters_.data.at("deprivation")) ranks_ = &deprivation;
        if (authorities_ && boards_ && ranks_) return true;
        diagnostics_.add({"POP020",
                          {},
                          areas.at("small"),
                          "the data lack the areas, their authorities or their deprivation",
                          "see which data sets are there with `concord data list`"});
        return false;
    }

    void make_authorities() {
        for (const auto& area : authorities_->layer->areas())
            model_.authorities.emplace_back().code = area.code;
    }

    // The authority of an older code of a local authority.
    std::int32_t now(std::string_view code) {
        const auto direct = authorities_->layer->find(code);
        if (direct >= 0) return direct;
        if (!successors_)
            successors_ = assign(registry_.geography, parameters_.areas.at("authority"),
                                 parameters_.areas.at("sex_authority"));
        if (!successors_) return -1;
        const auto old = successors_->small_layer->find(code);
        return old < 0 ? -1 : successors_->area_of[static_cast<std::size_t>(old)];
    }

    void make_areas() {
        for (const auto& [code, bands] : sources_.ages) {
            const auto at = authorities_->small_layer->find(code);
            if (at < 0) continue;
            const auto index = static_cast<std::size_t>(at);
            const auto authority = authorities_->area_of[index];
            if (authority < 0) {
                ++report_.areas_without_authority;
                continue;
            }
            auto& area = model_.areas.emplace_back();
            area.code = code;
            area.number = digits_of(code);
            area.authority = static_cast<std::uint32_t>(authority);
            area.board = boards_->area_of[index];
            area.decile = tenth_of(index);
            for (std::size_t b = 0; b < age_bands; ++b)
                area.people[b] = static_cast<std::uint16_t>(
                    std::min<std::int64_t>(bands[b], std::numeric_limits<std::uint16_t>::max()));
            join_ethnicity(area);
            model_.authorities[area.authority].people += area.total();
        }
    }

    std::uint8_t tenth_of(std::size_t index) {
        const auto rank = ranks_->rank[index];
        if (rank <= 0 || ranks_->ranked <= 0) {
            ++report_.areas_without_rank;
            return middle_tenth - 1;
        }
        return static_cast<std::uint8_t>(
            std::min<std::int64_t>(9, (rank - 1) * std::int64_t{10} / ranks_->ranked));
    }

    void join_ethnicity(SmallArea& area) {
        const auto found = sources_.ethnicity.find(area.code);
        if (found == sources_.ethnicity.end()) return;
        std::int64_t sum = 0;
        for (const auto count : found->second)
            sum += count;
        const auto difference = std::abs(sum - std::int64_t{area.total()});
        if (difference > 0) ++report_.areas_with_other_total;
        report_.largest_difference = std::max(report_.largest_difference, difference);
        area.ethnicity = to_total(found->second, area.total());
    }

    void join_sex() {
        std::vector<SexCount> counts(model_.authorities.size());
        for (const auto& [code, count] : sources_.sex) {
            const auto authority = now(code);
            if (authority < 0) continue;
            counts[static_cast<std::size_t>(authority)].people += count.people;
            counts[static_cast<std::size_t>(authority)].females += count.females;
        }
        std::vector<std::vector<SmallArea*>> areas(model_.authorities.size());
        for (auto& area : model_.areas)
            areas[area.authority].push_back(&area);
        for (std::size_t a = 0; a < model_.authorities.size(); ++a) {
            auto& authority = model_.authorities[a];
            if (areas[a].empty()) continue;
            const auto shares = shares_of_females(authority.code);
            double share = 0;
            if (counts[a].people > 0) {
                share =
                    static_cast<double>(counts[a].females) / static_cast<double>(counts[a].people);
            } else {
                ++report_.authorities_without_sex;
                share = expected_share(areas[a], shares);
            }
            authority.females = std::llround(share * static_cast<double>(authority.people));
            set_females(areas[a], shares, authority.females);
        }
    }

    static double expected_share(const std::vector<SmallArea*>& areas,
                                 const std::array<double, age_bands>& shares) {
        double females = 0;
        double people = 0;
        for (const auto* area : areas) {
            for (std::size_t b = 0; b < age_bands; ++b) {
                females += area->people[b] * shares[b];
                people += area->people[b];
            }
        }
        return people > 0 ? females / people : 0.5;
    }

    std::array<double, age_bands> shares_of_females(const std::string& code) const {
        std::array<double, age_bands> shares{};
        shares.fill(0.5);
        const auto found = sources_.years.find(code);
        if (found == sources_.years.end()) return shares;
        std::array<double, age_bands> females{};
        std::array<double, age_bands> all{};
        for (std::size_t year = 0; year < years_of_age; ++year) {
            females[band_of_age(year)] += found->second.females[year];
            all[band_of_age(year)] += found->second.females[year] + found->second.males[year];
        }
        for (std::size_t b = 0; b < age_bands; ++b)
            if (all[b] > 0) shares[b] = females[b] / all[b];
        return shares;
    }

    // The single years of each band as often as the estimates have them.
    void share_years() {
        for (auto& authority : model_.authorities) {
            const auto found = sources_.years.find(authority.code);
            for (std::size_t sex = 0; sex < sexes; ++sex) {
                std::array<double, years_of_age> counts{};
                counts.fill(1);
                if (found != sources_.years.end())
                    counts = sex == 0 ? found->second.females : found->second.males;
                for (std::size_t b = 0; b < age_bands; ++b)
                    authority.years[sex][b] = rising_years(counts, b);
            }
        }
    }

    static std::array<Threshold, 6> rising_years(const std::array<double, years_of_age>& counts,
                                                 std::size_t band) {
        const std::size_t years = band + 1 == age_bands ? years_of_age - band * 5 : 5;
        double all = 0;
        for (std::size_t y = 0; y < years; ++y)
            all += counts[band * 5 + y];
        std::array<Threshold, 6> rising{};
        rising.fill(UINT32_MAX);
        double sum = 0;
        for (std::size_t y = 0; y + 1 < years; ++y) {
            sum += counts[band * 5 + y];
            rising[y] = all > 0 ? threshold_of(sum / all) : UINT32_MAX;
        }
        return rising;
    }

    // Codes, with each authority's choice among them.
    std::vector<std::string> give_weights(const std::vector<Weighted>& rows,
                                          Choice Authority::*choice) {
        std::vector<std::string> codes;
        std::map<std::string, std::uint32_t, std::less<>> place;
        std::vector<std::vector<std::pair<std::uint32_t, double>>> of(model_.authorities.size());
        for (const auto& row : rows) {
            const auto authority = now(row.area);
            if (authority < 0) continue;
            const auto [at, is_new] =
                place.emplace(row.code, static_cast<std::uint32_t>(codes.size()));
            if (is_new) codes.push_back(row.code);
            of[static_cast<std::size_t>(authority)].emplace_back(at->second, row.weight);
        }
        for (std::size_t a = 0; a < of.size(); ++a) {
            std::vector<double> weights;
            for (const auto& [code, weight] : of[a])
                weights.push_back(weight);
            auto made = Choice::of(weights);
            for (auto& what : made.what)
                what = of[a][what].first;
            model_.authorities[a].*choice = std::move(made);
        }
        return codes;
    }

    const ModelRequest& request_;
    const Parameters& parameters_;
    const Sources& sources_;
    const registry::RegistryData& registry_;
    Diagnostics& diagnostics_;
    MarginReport& report_;
    Model model_;
    std::optional<registry::Assignment> authorities_;
    std::optional<registry::Assignment> boards_;
    std::optional<registry::Assignment> successors_;
    const registry::Deprivation* ranks_ = nullptr;
};

}  // namespace

std::optional<Model> make_model(const ModelRequest& request, MarginReport& report,
                                Diagnostics& diagnostics) {
    return Making(request, diagnostics, report).make();
}

}  // namespace concord::population
