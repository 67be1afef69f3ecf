// Contracts beside each other and beside the system.
#include <map>
#include <set>

#include <fmt/format.h>

#include "agreements/rules/rules.hpp"
#include "base/text.hpp"

namespace concord::agreements::rules {
namespace {

class ContractingCheck {
  public:
    ContractingCheck(const AgreementsStage& stage, Diagnostics& diagnostics)
        : stage_(stage), data_(*stage.data), known_(stage), diagnostics_(diagnostics) {}

    void check() {
        for (const auto& contract : data_.contracts)
            if (!contract.collaborative.empty()) check_collaborative(contract);
        check_open_book();
        check_grants();
        for (const auto& agreement : data_.collaboration)
            check_agreement(agreement);
        if (known_.has_registry()) list_years_without_agreement();
    }

  private:
    void say(std::string_view rule, const Contract& contract, std::string message) {
        diagnostics_.add({rule, contract.place, contract.id, std::move(message)});
    }

    // Each service in scope: the standard contract, and one contracting model (FRM-R214).
    void check_collaborative(const Contract& contract) {
        std::vector<std::string> wrong;
        if (contract.form != "standard") wrong.emplace_back("it is no standard contract");
        if (contract.model.empty()) wrong.emplace_back("it does not say its contracting model");
        if (contract.services.empty()) wrong.emplace_back("it names no service in scope");
        for (const auto& other : data_.contracts) {
            if (&other == &contract) break;  // a pair is said once, at the later of the two
            if (other.collaborative != contract.collaborative ||
                !other.period.overlaps(contract.period))
                continue;
            for (const auto& service : contract.services) {
                const bool differs = holds(other.services, service) && !other.model.empty() &&
                                     !contract.model.empty() && other.model != contract.model;
                if (differs)
                    wrong.push_back(fmt::format("`{}` is contracted as {} here and as {} in `{}`",
                                                shown(service), contract.model, other.model,
                                                shown(other.id)));
            }
        }
        if (wrong.empty()) return;
        say("MON342", contract,
            fmt::format("the contract `{}` for services of `{}`: {}", shown(contract.id),
                        shown(contract.collaborative), join(wrong, "; ")));
    }

    bool is_of_trust(const Contract& contract) const {
        return !known_.has_registry() || known_.is_trust(contract.provider);
    }

    // Each provider once, by its first contract (FRM-R277).
    void check_open_book() {
        std::set<std::string> seen;
        for (const auto& contract : data_.contracts) {
            if (contract.form != "standard" || !is_of_trust(contract)) continue;
            std::vector<std::string> missing;
            if (!contract.open_book.value_or(false)) missing.emplace_back("its books are not open");
            if (contract.patient_costs.empty())
                missing.emplace_back("no patient-level costs are shown to partners");
            if (missing.empty() || !seen.insert(contract.provider).second) continue;
            say("MON344", contract,
                fmt::format("the provider `{}`: {}", shown(contract.provider),
                            join(missing, "; ")));
        }
    }

    // By contract for the most part; by grant to voluntary organisations and trusts (FRM-R286).
    void check_grants() {
        std::map<std::string, std::pair<double, double>> paid;  // by commissioner: grants, all
        std::map<std::string, const Contract*> first_grant;
        for (const auto& contract : data_.contracts) {
            double sum = 0;
            for (const auto& element : contract.elements)
                sum += element.fixed.nearest_pounds();
            auto& [grants, all] = paid[contract.commissioner];
            all += sum;
            if (contract.form != "grant") continue;
            grants += sum;
            first_grant.emplace(contract.commissioner, &contract);
            const auto kind = known_.kind(contract.provider);
            const bool may =
                kind == "vcse-organisation" || kind == "vcse-alliance" || kind == "nhs-trust";
            if (may || kind.empty()) continue;
            say("MON345", contract,
                fmt::format("the grant `{}` goes to `{}`, which is neither a voluntary "
                            "organisation nor a trust",
                            shown(contract.id), shown(contract.provider)));
        }
        for (const auto& [commissioner, contract] : first_grant) {
            const auto& [grants, all] = paid.at(commissioner);
            if (grants * 2 <= all) continue;
            say("MON345", *contract,
                fmt::format("more than half of the fixed sums that `{}` pays are grants",
                            shown(commissioner)));
        }
    }

    // The trusts and boards that standard contracts of a year bind.
    std::set<std::string> bound_in(FinancialYear year) const {
        std::set<std::string> bound;
        const Period whole{year.first_day(), year.last_day()};
        for (const auto& contract : data_.contracts) {
            if (contract.form != "standard" || !contract.period.overlaps(whole) ||
                !is_of_trust(contract))
                continue;
            bound.insert(contract.commissioner);
            bound.insert(contract.provider);
            add_trusts_of_system(contract.commissioner, whole, bound);
        }
        return bound;
    }

    // Trusts that are members of a collaborative of the board's system.
    void add_trusts_of_system(const std::string& board, const Period& year,
                              std::set<std::string>& bound) const {
        const auto* body = known_.body(board);
        if (!body || body->part_of.empty()) return;
        for (const auto& relation : stage_.registry->relations) {
            const bool is_member = relation.kind == registry::BodyRelationKind::member_of &&
                                   relation.period.overlaps(year);
            const auto* group = is_member ? known_.body(relation.to) : nullptr;
            if (group && group->part_of == body->part_of &&
                group->kind == "provider-collaborative" && known_.is_trust(relation.from))
                bound.insert(relation.from);
        }
    }

    // Parties, ways of working and what is done about unplanned pressures, before the year begins
    // (FRM-R307).
    void check_agreement(const CollaborationAgreement& agreement) {
        std::vector<std::string> wrong;
        if (!agreement.year) {
            wrong.emplace_back("it does not say its year");
        } else {
            for (const auto& body : bound_in(*agreement.year))
                if (!holds(agreement.parties, body))
                    wrong.push_back(fmt::format("`{}` is no party", shown(body)));
        }
        if (agreement.ways_of_working.empty()) wrong.emplace_back("no ways of working are agreed");
        if (agreement.risk_approach.empty())
            wrong.emplace_back("nothing is agreed about unplanned pressures");
        if (!agreement.signed_on) {
            wrong.emplace_back("it is not signed");
        } else if (agreement.year && *agreement.signed_on >= agreement.year->first_day()) {
            wrong.push_back(fmt::format("it was signed on {}, and the year began on {}",
                                        agreement.signed_on->iso(),
                                        agreement.year->first_day().iso()));
        }
        if (wrong.empty()) return;
        diagnostics_.add({"MON346", agreement.place, agreement.year ? agreement.year->text() : "",
                          fmt::format("the agreement on collaboration and financial management: {}",
                                      join(wrong, "; "))});
    }

    void list_years_without_agreement() {
        std::set<int> seen;
        for (const auto& contract : data_.contracts) {
            if (contract.form != "standard" || !is_of_trust(contract)) continue;
            for (const auto year : years_of(contract)) {
                const auto same = [&](const CollaborationAgreement& one) {
                    return one.year == year;
                };
                if (std::ranges::any_of(data_.collaboration, same)) continue;
                if (!seen.insert(year.begins).second) continue;
                say("MON346", contract,
                    fmt::format("there is no agreement on collaboration and financial management "
                                "for {}",
                                year.text()));
            }
        }
    }

    const AgreementsStage& stage_;
    const AgreementsData& data_;
    Known known_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_contracting(const AgreementsStage& stage, Diagnostics& diagnostics) {
    ContractingCheck(stage, diagnostics).check();
}

}  // namespace concord::agreements::rules
