#include "ledger/rules/lookups.hpp"

#include <limits>

namespace concord::ledger::rules {

Lookups::Lookups(const LedgerStage& stage)
    : stage_(&stage),
      flows_(flows_of(stage.data->books)),
      balances_(balances_of(stage.data->books)) {
    for (const auto& body : stage.registry->bodies)
        kinds_.emplace(body.id, body.kind);
    for (const auto& row : stage.data->plans)
        figures_.emplace(std::tuple(row.year, row.body, row.line), &row);
}

std::string_view Lookups::kind_of_body(std::string_view id) const {
    const auto found = kinds_.find(id);
    return found == kinds_.end() ? std::string_view() : std::string_view(found->second);
}

bool Lookups::is_system(std::string_view id) const {
    return kind_of_body(id) == "integrated-care-system";
}

bool Lookups::is_trust(std::string_view id) const {
    return kind_of_body(id) == "nhs-trust";
}

const PlanLine* Lookups::figure(const std::string& year, const std::string& body,
                                std::string_view line) const {
    const auto found = figures_.find(std::tuple(year, body, std::string(line)));
    return found == figures_.end() ? nullptr : found->second;
}

std::map<YearAndBody, std::vector<const PlanLine*>> Lookups::by_system(
    std::string_view line) const {
    std::map<YearAndBody, std::vector<const PlanLine*>> result;
    for (const auto& row : stage_->data->plans) {
        if (row.line != line || row.system.empty()) continue;
        result[{row.year, row.system}].push_back(&row);
    }
    return result;
}

bool Lookups::has_mark(const Flow& flow, std::string_view mark) const {
    return words().has_mark(books().purpose(flow.purpose), mark);
}

std::string_view words_of(Basis basis) {
    return basis == Basis::plan ? "as planned" : "as paid";
}

Pence sum(Pence a, Pence b) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    const auto added = Pence::add(a, b);
    if (added) return *added;
    return a > Pence() ? Pence(most) : Pence(-most);
}

}  // namespace concord::ledger::rules
