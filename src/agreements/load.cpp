// Reading a folder's agreements, and working out what follows from them.
#include <algorithm>
#include <array>
#include <fstream>
#include <map>

#include <fmt/format.h>

#include "agreements/reading.hpp"
#include "base/text.hpp"

namespace concord::agreements {
namespace {

constexpr std::array<std::string_view, 6> file_names = {
    "pools.toml",     "pool_contributions.csv", "pool_spending.csv",
    "contracts.toml", "activity.csv",           "funding.csv"};

using Reader = void (*)(const AgreementFile&, AgreementsData&, Diagnostics&);
// What rows point at is read before them.
constexpr std::array<Reader, 6> readers = {read_pools,     read_contributions, read_spending,
                                           read_contracts, read_activity,      read_funding};

// The last month of which anything is known under a contract: what is missing before it is a gap,
// and what follows is to come.
std::map<std::string, Month> last_months(const AgreementsData& data) {
    std::map<std::string, Month> last;
    for (const auto& row : data.activity) {
        const auto [at, is_first] = last.emplace(row.contract, row.month);
        at->second = std::max(at->second, row.month);
    }
    return last;
}

using ActivityKey = std::tuple<std::string, std::string, int>;

class Payer {
  public:
    Payer(AgreementsData& data, Diagnostics& diagnostics)
        : data_(data), diagnostics_(diagnostics), last_(last_months(data)) {
        for (const auto& row : data.activity)
            activity_[{row.contract, row.element, row.month.number}] = row.units;
    }

    void pay() {
        for (const auto& contract : data_.contracts) {
            if (!contract.is_sound) continue;
            for (const auto& element : contract.elements)
                for (const auto year : years_of(contract))
                    if (!element.year || *element.year == year) pay(contract, element, year);
        }
    }

  private:
    void pay(const Contract& contract, const Element& element, FinancialYear year) {
        ElementYear result{&contract, &element, year, months_within(year, contract.period), {}, {}};
        std::vector<std::string> missing;
        const auto last = last_.find(contract.id);
        for (const auto& month : result.months) {
            const auto found = activity_.find({contract.id, element.id, month.number});
            const bool is_known = found != activity_.end();
            result.activity.push_back(is_known ? std::optional(found->second) : std::nullopt);
            const bool is_due = last != last_.end() && month <= last->second;
            if (!is_known && is_due && element.kind != ElementKind::block)
                missing.push_back(month.text());
        }
        if (!missing.empty()) {
            diagnostics_.add(
                {"MON314", element.place, contract.id,
                 fmt::format("no activity is given of `{}` of `{}` for {}, and later months are",
                             shown(element.id), shown(contract.id), join(missing, ", "))});
        }
        auto paid = pay_year(element, result.months, result.activity);
        const bool fits =
            paid && forecast_year(element, result.months, result.activity, ForecastBasis::plan);
        if (!fits) {
            diagnostics_.add({"MON308", element.place, contract.id,
                              fmt::format("what `{}` of `{}` pays in {} passes 64 bits of pence",
                                          shown(element.id), shown(contract.id), year.text())});
            return;
        }
        result.payments = std::move(*paid);
        data_.element_years.push_back(std::move(result));
    }

    AgreementsData& data_;
    Diagnostics& diagnostics_;
    std::map<std::string, Month> last_;
    std::map<ActivityKey, std::int64_t> activity_;
};

void report_overflow(const AgreementsData& data, Diagnostics& diagnostics) {
    for (const auto& year : data.pool_years) {
        if (year.fits) continue;
        diagnostics.add({"MON308", year.pool->place, year.pool->id,
                         fmt::format("the sums of `{}` in {} pass 64 bits of pence",
                                     shown(year.pool->id), year.year.text())});
    }
}

}  // namespace

AgreementFiles find_agreements(const std::filesystem::path& folder, const std::string& shown_path) {
    AgreementFiles files;
    std::error_code error;
    const bool has_money = std::filesystem::is_directory(folder / "money", error);
    const auto below = has_money ? folder / "money" : folder;
    const auto shown_below =
        has_money ? std::filesystem::path(shown_path) / "money" : std::filesystem::path(shown_path);
    for (const auto name : file_names) {
        const auto path = below / name;
        if (!std::filesystem::exists(path, error)) continue;
        files[std::string(name)] = {path, (shown_below / name).string()};
    }
    return files;
}

std::optional<std::string> kind_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string head(std::size_t{1} << 20, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    const auto holds = [&](std::string_view text, std::string_view word) {
        return text.find(word) != std::string_view::npos;
    };
    if (path.extension() == ".toml") {
        if (holds(head, "[[contract]]")) return "contracts.toml";
        return holds(head, "[[pool]]") ? std::optional<std::string>("pools.toml") : std::nullopt;
    }
    const auto header = lower(std::string_view(head).substr(0, head.find('\n')));
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> by_column = {{
        {"contributor", "pool_contributions.csv"},
        {"scheme", "pool_spending.csv"},
        {"element", "activity.csv"},
        {"initiative", "funding.csv"},
    }};
    for (const auto& [column, name] : by_column)
        if (holds(header, column)) return std::string(name);
    return std::nullopt;
}

AgreementsData load_agreements(const AgreementFiles& files, Diagnostics& diagnostics) {
    AgreementsData data;
    for (std::size_t i = 0; i < file_names.size(); ++i) {
        const auto found = files.find(file_names[i]);
        if (found != files.end()) readers[i](found->second, data, diagnostics);
    }
    data.pool_years = add_up_pools({data.pools, data.contributions, data.spending,
                                    data.unread_contributions, data.unread_spending});
    report_overflow(data, diagnostics);
    std::erase_if(data.pool_years, [](const PoolYear& year) { return !year.fits; });
    Payer(data, diagnostics).pay();
    return data;
}

}  // namespace concord::agreements
