// At which level each service is planned: one level at a time, tested, agreed, with its reason
// (GMI-R002 to GMI-R005).
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"

namespace concord::governance::rules {
namespace {

class ServiceLevels {
  public:
    ServiceLevels(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          law_(stage.data->law),
          holders_(stage.data->scheme),
          diagnostics_(diagnostics) {
        for (const auto& item : stage.data->records.services) {
            if (item.period.contains(stage.context.as_at)) present_.push_back(&item);
        }
    }

    void check() {
        for (std::size_t i = 0; i < present_.size(); ++i) {
            check_clash(i);
            check_tests(*present_[i]);
            check_agreement(*present_[i]);
            check_reason(*present_[i]);
        }
        if (!stage_.data->records.services.empty()) check_gaps();
    }

  private:
    static bool meet(const Tree& tree, const std::string& a, const std::string& b) {
        if (a.empty() || b.empty()) return true;
        const auto x = tree.find(a);
        const auto y = tree.find(b);
        return x && y && (tree.covers(*x, *y) || tree.covers(*y, *x));
    }

    bool same_places(const ServiceLevel& a, const ServiceLevel& b) const {
        if (a.places.empty() || b.places.empty()) return true;
        return std::ranges::any_of(a.places, [&](const std::string& x) {
            return std::ranges::any_of(
                b.places, [&](const std::string& y) { return meet(stage_.data->places, x, y); });
        });
    }

    // One level a service; a service that is split has parts with names of their own.
    void check_clash(std::size_t later) {
        for (std::size_t i = 0; i < later; ++i) {
            const auto& a = *present_[i];
            const auto& b = *present_[later];
            // A row about a service says nothing about one about a function alone.
            const bool alike = a.service.empty() == b.service.empty();
            const bool one_thing = alike && meet(law_.services, a.service, b.service) &&
                                   meet(law_.functions, a.function, b.function);
            const bool distinct = !a.part.empty() && !b.part.empty() && a.part != b.part;
            if (!one_thing || distinct || !same_places(a, b)) continue;
            find("GOV298", b,
                 fmt::format("`{}` and `{}` both give the planning level of {}, on one day",
                             shown(a.id), shown(b.id), named(b)));
        }
    }

    void check_tests(const ServiceLevel& item) {
        std::vector<std::string> missing;
        if (item.efficiency.empty()) missing.push_back("efficiency");
        if (item.effectiveness.empty()) missing.push_back("effectiveness");
        if (item.transactions.empty()) missing.push_back("fewer transactions");
        if (item.bureaucracy.empty()) missing.push_back("less bureaucracy");
        if (missing.empty()) return;
        find(
            "GOV299", item,
            fmt::format("the level of {} was not tested for {}", named(item), join(missing, ", ")));
    }

    // Agreed by someone at place and someone of the system, on a day; else it is open.
    void check_agreement(const ServiceLevel& item) {
        bool by_place = false;
        bool by_system = false;
        for (const auto& id : item.agreed_by) {
            const auto number = holders_.find(id);
            if (!number) continue;
            const bool local = is_local(holders_.holder(*number));
            by_place = by_place || local;
            by_system = by_system || !local;
        }
        std::vector<std::string> missing;
        if (item.level.empty()) missing.push_back("a level");
        if (!by_place) missing.push_back("agreement of the place");
        if (!by_system) missing.push_back("agreement of the system");
        if (!item.agreed_on) {
            missing.push_back("a day");
        } else if (*item.agreed_on > stage_.context.as_at) {
            missing.push_back(fmt::format("agreement before {}", item.agreed_on->iso()));
        }
        if (missing.empty()) return;
        find("GOV300", item,
             fmt::format("the level of {} is open: it lacks {}", named(item), join(missing, ", ")));
    }

    // A place, a council or what belongs to either.
    bool is_local(const Holder& holder) const {
        if (holder.scale <= Scale::place) return true;
        return holder.kind == HolderKind::body &&
               law_.is_of_kind(holder.body_kind, "local-authority", stage_.context);
    }

    void check_reason(const ServiceLevel& item) {
        if (item.level != "system" || !item.reason.empty()) return;
        find("GOV301", item,
             fmt::format("{} is planned for the whole system, and nothing says why place does not "
                         "suit it",
                         named(item)));
    }

    // Services that places list or grants name have a level.
    void check_gaps() {
        std::set<std::string> named_services;
        for (const auto& place : stage_.data->records.places.places)
            named_services.insert(place.services.begin(), place.services.end());
        for (const auto& grant : stage_.data->scheme.grants) {
            if (!grant.period.contains(stage_.context.as_at)) continue;
            named_services.insert(grant.scope.services.begin(), grant.scope.services.end());
        }
        for (const auto& service : named_services) {
            const bool has_level = std::ranges::any_of(present_, [&](const ServiceLevel* item) {
                return !item->service.empty() && meet(law_.services, item->service, service);
            });
            if (has_level) continue;
            diagnostics_.add({"GOV300", stage_.data->records.services.front().place, service,
                              fmt::format("nothing says at which level `{}` is planned", service)});
        }
    }

    static std::string named(const ServiceLevel& item) {
        const auto subject = item.service.empty() ? item.function : item.service;
        return item.part.empty() ? fmt::format("`{}`", subject)
                                 : fmt::format("`{}` ({})", subject, shown(item.part));
    }

    void find(std::string_view rule, const ServiceLevel& item, std::string message) {
        diagnostics_.add({rule, item.place, item.id, std::move(message)});
    }

    const GovernanceStage& stage_;
    const Law& law_;
    const HolderIndex holders_;
    std::vector<const ServiceLevel*> present_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_service_levels(const GovernanceStage& stage, Diagnostics& diagnostics) {
    ServiceLevels(stage, diagnostics).check();
}

}  // namespace concord::governance::rules
