// What is too large for one system: that there is an arrangement, who made it, cancer, ambulances,
// and with whom a smaller system joins up.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/rules/described.hpp"
#include "governance/rules/rules.hpp"
#include "registry/body_graph.hpp"

namespace concord::governance::rules {
namespace {

class WideCheck {
  public:
    WideCheck(const GovernanceStage& stage, Diagnostics& diagnostics)
        : stage_(stage),
          data_(*stage.data),
          graph_(stage.registry->data->bodies, stage.registry->data->relations),
          diagnostics_(diagnostics) {}

    void check() {
        check_classes();
        for (const auto& item : data_.collaboratives.wide) {
            if (!item.not_needed.empty()) continue;
            if (item.about == "cancer") check_cancer(item);
            if (item.about == "ambulance") check_ambulance(item);
            if (item.about == "smaller-system") {
                check_smaller(item);
            } else {
                check_arrangement(item);
                check_makers(item);
            }
        }
        check_providers();
    }

  private:
    const std::vector<WideArrangement>& wide() const { return data_.collaboratives.wide; }

    // Each of the five classes has an arrangement or a reason for none (FRM-R155).
    void check_classes() {
        std::vector<std::string> missing;
        for (const auto* about : {"specialised", "ambulance", "few-providers",
                                  "providers-of-several-systems", "clinical-networks"}) {
            const bool is_there = std::ranges::any_of(
                wide(), [&](const WideArrangement& item) { return item.about == about; });
            if (!is_there) missing.push_back(about);
        }
        if (missing.empty()) return;
        diagnostics_.add(
            {"GOV246", *data_.collaboratives.place, "",
             fmt::format("nothing says how several systems together arrange {}, or why not",
                         join(missing, ", "))});
    }

    void check_arrangement(const WideArrangement& item) {
        std::vector<std::string> missing;
        if (item.arrangement.empty()) missing.push_back("what was agreed");
        if (item.boards.size() < 2) missing.push_back("the boards of two systems");
        if (missing.empty()) return;
        find("GOV246", item,
             fmt::format("the arrangement for {} is without {}", item.about,
                         join(missing, " and ")));
    }

    bool is_any_of(const std::vector<std::string>& ids,
                   std::initializer_list<std::string_view> kinds) const {
        return std::ranges::any_of(ids, [&](const std::string& id) {
            const auto* body = graph_.find(id);
            return body && std::ranges::any_of(kinds, [&](std::string_view kind) {
                       return body->kind == kind ||
                              data_.law.is_of_kind(body->kind, kind, stage_.context);
                   });
        });
    }

    // The cancer alliance leads the plan of its systems and receives the money (FRM-R156).
    void check_cancer(const WideArrangement& item) {
        std::vector<std::string> against;
        if (!is_any_of({item.leads}, {"cancer-alliance"}))
            against.push_back("no cancer alliance leads its plan");
        if (!is_any_of({item.money_to}, {"cancer-alliance"}))
            against.push_back("no cancer alliance receives the money for development");
        if (against.empty() && item.leads != item.money_to)
            against.push_back("one alliance leads the plan and another receives the money");
        if (against.empty()) return;
        find("GOV247", item,
             fmt::format("of cancer it is recorded that {}", join(against, " and ")));
    }

    // Made by providers, boards, networks or alliances, and the region where it is concerned
    // (FRM-R157).
    void check_makers(const WideArrangement& item) {
        std::vector<std::string> missing;
        if (!is_any_of(item.made_by, {"provider"})) missing.push_back("providers");
        if (!is_any_of(item.made_by, {board_kind})) missing.push_back("boards");
        if (!holds(item.without, "networks") &&
            !is_any_of(item.made_by, {"clinical-network", "cancer-alliance"}))
            missing.push_back("networks or alliances");
        if (!holds(item.without, "region") &&
            !is_any_of(item.made_by, {"nhs-region", "nhs-england"}))
            missing.push_back("the region");
        if (missing.empty()) return;
        find("GOV248", item,
             fmt::format("the arrangement for {} was made without {}", item.about,
                         join(missing, ", ")));
    }

    // With whom, and at what scale (FRM-R158).
    void check_smaller(const WideArrangement& item) {
        std::vector<std::string> missing;
        if (item.boards.size() < 2) missing.push_back("with whom");
        if (item.scale.empty()) missing.push_back("at what scale");
        if (missing.empty()) return;
        find("GOV249", item,
             fmt::format("a smaller system joins up, and nothing says {}", join(missing, " or ")));
    }

    // The relation of an ambulance provider to the systems it serves (FRM-R159).
    void check_ambulance(const WideArrangement& item) {
        std::vector<std::string> missing;
        if (item.provider.empty()) missing.push_back("the provider");
        if (item.contact.empty()) missing.push_back("how messages are not sent twice");
        if (item.urgent_care.empty()) missing.push_back("how it helps integrated urgent care");
        if (missing.empty()) return;
        find("GOV250", item,
             fmt::format("the relation with an ambulance provider is without {}",
                         join(missing, ", ")));
    }

    // Each ambulance provider of the system's own files has an agreed relation with each board that
    // is described.
    void check_providers() {
        const HolderIndex holders(data_.scheme);
        for (const auto* body : graph_.of_kind("nhs-trust", stage_.context.as_at)) {
            const bool drives = body->place.line > 0 && holds(body->services, "ambulance");
            if (!drives) continue;
            for (const auto& board : described_bodies(stage_, holders)) {
                if (board.holder->body_kind != board_kind) continue;
                const bool agreed = std::ranges::any_of(wide(), [&](const WideArrangement& item) {
                    return item.about == "ambulance" && item.provider == body->id &&
                           holds(item.boards, board.holder->id);
                });
                if (agreed) continue;
                diagnostics_.add({"GOV250", *data_.collaboratives.place, body->id,
                                  fmt::format("the ambulance provider `{}` has no agreed relation "
                                              "with `{}`",
                                              body->id, board.holder->id)});
            }
        }
    }

    void find(std::string_view rule, const WideArrangement& item, std::string message) {
        diagnostics_.add({rule, item.place, item.about, std::move(message)});
    }

    const GovernanceStage& stage_;
    const GovernanceData& data_;
    const registry::BodyGraph graph_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_across_systems(const GovernanceStage& stage, Diagnostics& diagnostics) {
    if (!stage.data->collaboratives.place) return;  // without the file nothing is said of it
    WideCheck(stage, diagnostics).check();
}

}  // namespace concord::governance::rules
