// Funds and the places that they are for.
#include <fmt/format.h>

#include "agreements/rules/rules.hpp"
#include "base/text.hpp"

namespace concord::agreements::rules {
namespace {

class PlaceCheck {
  public:
    PlaceCheck(const AgreementsStage& stage, Diagnostics& diagnostics)
        : stage_(stage), data_(*stage.data), known_(stage), diagnostics_(diagnostics) {}

    void check() {
        if (data_.has_pools && stage_.registry) list_places_without();
        for (const auto& pool : data_.pools) {
            check_baseline(pool);
            if (!pool.place_id.empty()) check_scope(pool);
        }
        for (const auto& year : data_.pool_years)
            check_cost(year);
        check_openness();
    }

  private:
    // Of each locality whether it has a pooled budget (GMI-R010).
    void list_places_without() {
        std::vector<std::string> without;
        for (const auto& id : localities()) {
            const auto same = [&](const Pool& pool) { return pool.place_id == id; };
            if (std::ranges::none_of(data_.pools, same)) without.push_back(id);
        }
        if (without.empty()) return;
        diagnostics_.add({"MON330", place_of_file(), without.front(),
                          fmt::format("{} without a pooled budget: `{}`",
                                      counted(static_cast<std::int64_t>(without.size()), "place is",
                                              "places are"),
                                      join(without, "`, `"))});
    }

    // The places at which partners decide together, where they are described; else all places.
    std::vector<std::string> localities() const {
        std::vector<std::string> ids;
        if (stage_.governance && stage_.governance->records.places.present) {
            for (const auto& place : stage_.governance->records.places.places)
                ids.push_back(place.id);
            return ids;
        }
        for (const auto& place : stage_.registry->places)
            if (place.kind == "place") ids.push_back(place.id);
        return ids;
    }

    Location place_of_file() const {
        for (const auto& input : data_.inputs)
            if (input.dataset == "money/pools.toml") return {input.path, 0, 0};
        return {};
    }

    static std::vector<std::string> services_of(const Pool& pool) {
        std::vector<std::string> services;
        for (const auto& scheme : pool.schemes)
            services.insert(services.end(), scheme.services.begin(), scheme.services.end());
        return services;
    }

    // No smaller in size or scope than where it started (GMI-R008).
    void check_baseline(const Pool& pool) {
        if (!pool.baseline) return;
        const auto services = services_of(pool);
        for (const auto& service : pool.baseline->services) {
            if (holds(services, service)) continue;
            diagnostics_.add({"MON331", pool.baseline->place, pool.id,
                              fmt::format("`{}` was in the fund `{}` and no scheme has it now",
                                          shown(service), shown(pool.id))});
        }
        for (const auto& year : data_.pool_years) {
            if (year.pool != &pool || !year.knows_contributions || !pool.baseline->amount) continue;
            if (year.planned >= *pool.baseline->amount) continue;
            diagnostics_.add({"MON331", year.contributions.front()->place, pool.id,
                              fmt::format("the fund `{}` has {} in {}, and started from {}",
                                          shown(pool.id), year.planned.words(), year.year.text(),
                                          pool.baseline->amount->words())});
        }
    }

    // Services that are planned at the place and that no fund of it has (GMI-R009).
    void check_scope(const Pool& pool) {
        if (!stage_.governance) return;
        std::vector<std::string> pooled;
        for (const auto& other : data_.pools) {
            if (other.place_id != pool.place_id) continue;
            const auto services = services_of(other);
            pooled.insert(pooled.end(), services.begin(), services.end());
        }
        std::vector<std::string> missing;
        for (const auto& service : stage_.governance->records.services) {
            const bool is_here = service.places.empty() || holds(service.places, pool.place_id);
            const auto& name = service.service.empty() ? service.id : service.service;
            if (service.level != "place" || !is_here) continue;
            if (holds(pooled, name) || holds(pooled, service.function) || holds(missing, name))
                continue;
            missing.push_back(name);
        }
        if (missing.empty()) return;
        diagnostics_.add({"MON332", pool.place, pool.id,
                          fmt::format("planned at `{}` and in no scheme of its pooled budget: "
                                      "`{}`",
                                      shown(pool.place_id), join(missing, "`, `"))});
    }

    const PlaceMoney* money_of(const std::string& id) const {
        const auto found = std::ranges::find(data_.places, id, &PlaceMoney::id);
        return found == data_.places.end() ? nullptr : &*found;
    }

    void check_cost(const PoolYear& year) {
        const auto& pool = *year.pool;
        if (pool.place_id.empty() || year.contributions.empty()) return;
        const auto* money = money_of(pool.place_id);
        const auto same = [&](const auto& cost) { return cost.first == year.year; };
        if (money && std::ranges::any_of(money->cost_of_services, same)) return;
        diagnostics_.add({"MON332", pool.place, pool.id,
                          fmt::format("the fund `{}` is not set beside what the services planned "
                                      "at `{}` cost in {}",
                                      shown(pool.id), shown(pool.place_id), year.year.text())});
    }

    // Councils engaged on the NHS's money at the place, and its lines published (FRM-R297).
    void check_openness() {
        std::vector<std::string> seen;
        for (const auto& pool : data_.pools) {
            if (pool.place_id.empty() || holds(seen, pool.place_id)) continue;
            seen.push_back(pool.place_id);
            if (!money_of(pool.place_id)) say_closed(pool.place_id, pool.place, {});
        }
        for (const auto& place : data_.places)
            say_closed(place.id, place.place, place);
    }

    void say_closed(const std::string& id, const Location& at, const PlaceMoney& place) {
        std::vector<std::string> missing;
        const auto is_council = [&](const std::string& body) {
            return !known_.has_registry() || known_.is_council(body);
        };
        if (!std::ranges::any_of(place.councils, is_council))
            missing.emplace_back("no council was engaged on it");
        else if (!place.engaged_on)
            missing.emplace_back("nothing says when councils were engaged on it");
        if (place.published_at.empty()) missing.emplace_back("its lines are not published");
        if (missing.empty()) return;
        diagnostics_.add(
            {"MON339", at, id, fmt::format("money at `{}`: {}", shown(id), join(missing, "; "))});
    }

    const AgreementsStage& stage_;
    const AgreementsData& data_;
    Known known_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_places(const AgreementsStage& stage, Diagnostics& diagnostics) {
    PlaceCheck(stage, diagnostics).check();
}

}  // namespace concord::agreements::rules
