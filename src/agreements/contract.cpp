#include "agreements/contract.hpp"

namespace concord::agreements {

std::string_view to_string(ElementKind kind) {
    switch (kind) {
        case ElementKind::block:
            return "block";
        case ElementKind::aligned:
            return "aligned";
        default:
            return "cost-and-volume";
    }
}

std::optional<ElementKind> parse_element_kind(std::string_view text) {
    for (const auto kind :
         {ElementKind::block, ElementKind::aligned, ElementKind::cost_and_volume}) {
        if (text == to_string(kind)) return kind;
    }
    return std::nullopt;
}

std::vector<FinancialYear> years_of(const Contract& contract) {
    std::vector<FinancialYear> years;
    if (!contract.period.from || !contract.period.to) return years;
    const auto last = Month::of(*contract.period.to).year();
    for (auto year = Month::of(*contract.period.from).year(); year <= last; ++year.begins)
        years.push_back(year);
    return years;
}

std::optional<std::int64_t> length_in_months(const Contract& contract) {
    if (!contract.period.from || !contract.period.to) return std::nullopt;
    return Month::of(*contract.period.to).number - Month::of(*contract.period.from).number + 1;
}

}  // namespace concord::agreements
