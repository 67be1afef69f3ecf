#include <fmt/format.h>

#include "agreements/rules/rules.hpp"
#include "base/text.hpp"

namespace concord::agreements::rules {
namespace {

class NameCheck {
  public:
    NameCheck(const AgreementsStage& stage, Diagnostics& diagnostics)
        : data_(*stage.data), known_(stage), diagnostics_(diagnostics) {}

    void check() {
        for (const auto& pool : data_.pools)
            check_pool(pool);
        for (const auto& row : data_.contributions)
            body(row.contributor, row.place);
        for (const auto& place : data_.places) {
            for (const auto& council : place.councils)
                body(council, place.place);
            this->place(place.id, place.place);
        }
        for (const auto& contract : data_.contracts)
            check_contract(contract);
        for (const auto& agreement : data_.collaboration)
            for (const auto& party : agreement.parties)
                body(party, agreement.place);
        for (const auto& line : data_.funding) {
            const auto same = [&](const FundingLine& other) { return other.id == line.successor; };
            if (line.successor.empty() || std::ranges::any_of(data_.funding, same)) continue;
            diagnostics_.add({"MON305", line.place, line.id,
                              fmt::format("there is no line `{}` to follow `{}`",
                                          shown(line.successor), shown(line.id))});
        }
    }

  private:
    void body(const std::string& id, const Location& place) {
        if (!known_.has_registry() || id.empty() || known_.body(id)) return;
        diagnostics_.add({"MON306", place, id, fmt::format("there is no body `{}`", shown(id))});
    }

    void place(const std::string& id, const Location& at) {
        if (!known_.has_registry() || id.empty() || known_.has_place(id)) return;
        diagnostics_.add({"MON305", at, id, fmt::format("there is no place `{}`", shown(id))});
    }

    void check_pool(const Pool& pool) {
        for (const auto& partner : pool.partners)
            body(partner, pool.place);
        if (!holds(pool.partners, pool.host)) body(pool.host, pool.place);
        place(pool.place_id, pool.place);
        for (const auto& year : pool.years)
            body(year.signed_off_by, year.place);
        if (!pool.governed_by.empty() && !known_.has_authority(pool.governed_by)) {
            diagnostics_.add({"MON305", pool.place, pool.id,
                              fmt::format("`{}`, which governs `{}`, is no committee or body",
                                          shown(pool.governed_by), shown(pool.id))});
        }
    }

    void check_contract(const Contract& contract) {
        body(contract.commissioner, contract.place);
        body(contract.provider, contract.place);
        body(contract.collaborative, contract.place);
        for (const auto& sub : contract.subcontracts)
            body(sub.to, sub.place);
        for (const auto& id : contract.places)
            place(id, contract.place);
        for (const auto& id : {contract.earlier, contract.supplements}) {
            const auto same = [&](const Contract& other) { return other.id == id; };
            if (id.empty() || std::ranges::any_of(data_.contracts, same)) continue;
            diagnostics_.add({"MON305", contract.place, contract.id,
                              fmt::format("there is no contract `{}`, which `{}` names", shown(id),
                                          shown(contract.id))});
        }
    }

    const AgreementsData& data_;
    Known known_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_names(const AgreementsStage& stage, Diagnostics& diagnostics) {
    NameCheck(stage, diagnostics).check();
}

}  // namespace concord::agreements::rules
