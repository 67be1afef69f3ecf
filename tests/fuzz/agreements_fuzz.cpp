// Whatever the files of pools and contracts hold, they end in tables and findings. The input is a
// TOML file, a line "===", and a CSV file; the first byte chooses which two they are.
#include <array>

#include "agreements/agreements.hpp"
#include "base/text.hpp"
#include "support.hpp"

namespace {

using concord::Pence;
using concord::agreements::AgreementsData;

// The parts of a payment make it up, and so do the parts of a difference.
void check_sums(const AgreementsData& data) {
    for (const auto& year : data.element_years) {
        for (const auto& month : year.payments) {
            if (!month.payment) continue;
            const auto before = Pence::add(month.fixed, *month.variable);
            CONCORD_LAW(before && Pence::add(*before, *month.held) == month.payment);
            CONCORD_LAW(!month.why.empty());
        }
    }
    for (const auto& year : data.pool_years) {
        std::optional<Pence> sum = Pence();
        for (const auto& part : year.parts)
            if (sum) sum = Pence::add(*sum, part.amount);
        CONCORD_LAW(year.parts.empty() || sum == year.difference);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr std::array<std::pair<const char*, const char*>, 4> files = {{
        {"contracts.toml", "activity.csv"},
        {"pools.toml", "pool_contributions.csv"},
        {"pools.toml", "pool_spending.csv"},
        {"pools.toml", "funding.csv"},
    }};
    const auto chosen = concord::fuzz::choose(data, size, 4);
    const auto cut = chosen.content.find("\n===\n");
    const auto toml = chosen.content.substr(0, cut);
    const auto rows =
        cut == std::string_view::npos ? std::string_view() : chosen.content.substr(cut + 5);
    const concord::fuzz::MemoryFile first(toml);
    const concord::fuzz::MemoryFile second(rows);
    auto diagnostics = concord::support::new_diagnostics();
    const auto read = concord::agreements::load_agreements(
        {{files[chosen.number].first, {first.path(), "agreed"}},
         {files[chosen.number].second, {second.path(), "rows"}}},
        diagnostics);
    concord::agreements::check_agreements({&read, nullptr, nullptr, {}}, diagnostics);
    check_sums(read);
    for (const auto& schema : concord::agreements::table_schemas())
        concord::agreements::rows_of(read, schema.name, {});
    for (const auto& item : diagnostics.all()) {
        CONCORD_LAW(!item.message.empty() && !item.id.empty());
        CONCORD_LAW(concord::is_utf8(item.message));
    }
    return 0;
}
