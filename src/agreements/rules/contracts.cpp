// Contracts one by one.
#include <fmt/format.h>

#include "agreements/rules/rules.hpp"
#include "base/text.hpp"

namespace concord::agreements::rules {
namespace {

class ContractCheck {
  public:
    ContractCheck(const AgreementsStage& stage, Diagnostics& diagnostics)
        : data_(*stage.data), known_(stage), diagnostics_(diagnostics) {}

    void check() {
        for (const auto& contract : data_.contracts) {
            check_outcomes(contract);
            check_primary_care(contract);
            check_chain(contract);
            check_split(contract);
            check_authority(contract);
        }
    }

  private:
    void say(std::string_view rule, const Contract& contract, std::string message) {
        diagnostics_.add({rule, contract.place, contract.id, std::move(message)});
    }

    const Contract* find(const std::string& id) const {
        const auto found = std::ranges::find(data_.contracts, id, &Contract::id);
        return id.empty() || found == data_.contracts.end() ? nullptr : &*found;
    }

    // Longer, by outcomes, with less counting of transactions (FRM-R175).
    void check_outcomes(const Contract& contract) {
        if (contract.form == "grant") return;
        std::vector<std::string> against;
        if (contract.outcomes.empty()) against.emplace_back("it has no outcome measures");
        if (const auto* earlier = find(contract.earlier)) {
            const auto months = length_in_months(contract);
            const auto before = length_in_months(*earlier);
            if (months && before && *months < *before)
                against.push_back(fmt::format("it runs for {} months, and `{}` ran for {}", *months,
                                              shown(earlier->id), *before));
            if (!contract.outcomes.empty() && contract.outcomes.size() < earlier->outcomes.size())
                against.push_back(fmt::format("it has {} outcome measures, and `{}` had {}",
                                              contract.outcomes.size(), shown(earlier->id),
                                              earlier->outcomes.size()));
            if (contract.returns && earlier->returns && *contract.returns > *earlier->returns)
                against.push_back(
                    fmt::format("it asks for {} returns a year, and `{}` asked for "
                                "{}",
                                *contract.returns, shown(earlier->id), *earlier->returns));
        }
        if (against.empty()) return;
        say("MON340", contract,
            fmt::format("the contract `{}` does not move towards outcomes: {}", shown(contract.id),
                        join(against, "; ")));
    }

    // National contracts of primary care, and what is added to them locally, are held apart
    // (FRM-R176).
    void check_primary_care(const Contract& contract) {
        if (contract.form == "primary-care" && contract.national.empty()) {
            say("MON341", contract,
                fmt::format("the primary care contract `{}` does not name the national contract",
                            shown(contract.id)));
        }
        if (contract.form == "primary-care" && !contract.supplements.empty()) {
            say("MON341", contract,
                fmt::format("the national contract `{}` holds its local supplement in itself",
                            shown(contract.id)));
        }
        if (contract.form != "local-supplement") return;
        const auto* national = find(contract.supplements);
        if (national && national->form == "primary-care") return;
        say("MON341", contract,
            fmt::format("the local supplement `{}` names no primary care contract that it "
                        "supplements",
                        shown(contract.id)));
    }

    // What a lead provider passes on and keeps makes up what it is paid (FRM-PC2).
    void check_chain(const Contract& contract) {
        if (!contract.is_sound) return;
        if (!contract.subcontracts.empty() && contract.model == "individual") {
            say("MON343", contract,
                fmt::format("`{}` is paid individually and has subcontracts", shown(contract.id)));
        }
        if (contract.subcontracts.empty() && !contract.keeps) return;
        std::optional<Pence> passed = Pence();
        for (const auto& sub : contract.subcontracts)
            if (passed) passed = Pence::add(*passed, sub.value);
        for (const auto year : years_of(contract)) {
            std::optional<Pence> head = Pence();
            for (const auto& element : contract.elements)
                if (head && (!element.year || *element.year == year))
                    head = Pence::add(*head, element.fixed);
            if (head && passed) check_sum(contract, year, *head, *passed);
        }
    }

    void check_sum(const Contract& contract, FinancialYear year, Pence head, Pence passed) {
        const auto all = Pence::add(passed, contract.keeps.value_or(Pence()));
        const bool is_right = all && (contract.keeps ? *all == head : *all <= head);
        if (is_right) return;
        say("MON343", contract,
            contract.keeps
                ? fmt::format("`{}` pays a fixed {} in {}, and its lead provider passes on {} and "
                              "keeps {}",
                              shown(contract.id), head.words(), year.text(), passed.words(),
                              contract.keeps->words())
                : fmt::format("`{}` pays a fixed {} in {}, and its lead provider passes on {}",
                              shown(contract.id), head.words(), year.text(), passed.words()));
    }

    // Before the acute money of a place can be told from that of another (PIR-R083).
    void check_split(const Contract& contract) {
        const auto is_acute = [](const std::string& service) {
            return service.starts_with("acute");
        };
        const bool acute =
            contract.services.empty() || std::ranges::any_of(contract.services, is_acute);
        if (contract.places.size() < 2 || !acute || !contract.split.empty()) return;
        say("MON347", contract,
            fmt::format("the contract `{}` serves {} places and does not say how it is divided "
                        "among them",
                        shown(contract.id), contract.places.size()));
    }

    void check_authority(const Contract& contract) {
        std::vector<std::string> missing;
        if (contract.decision.empty()) missing.emplace_back("no decision let it be signed");
        if (contract.authority.empty()) {
            missing.emplace_back("nothing says by whose authority");
        } else if (!known_.has_authority(contract.authority)) {
            missing.push_back(
                fmt::format("there is no holder or delegation `{}`", shown(contract.authority)));
        }
        if (!contract.signed_on) {
            missing.emplace_back("it is not signed");
        } else if (contract.period.from && *contract.signed_on > *contract.period.from) {
            missing.push_back(fmt::format("it was signed on {}, and began on {}",
                                          contract.signed_on->iso(), contract.period.from->iso()));
        }
        if (missing.empty()) return;
        say("MON348", contract,
            fmt::format("the contract `{}`: {}", shown(contract.id), join(missing, "; ")));
    }

    const AgreementsData& data_;
    Known known_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_contracts(const AgreementsStage& stage, Diagnostics& diagnostics) {
    ContractCheck(stage, diagnostics).check();
}

}  // namespace concord::agreements::rules
