// Money with a purpose: the fund for health inequalities and what became of it, and spending on
// prevention. Amounts are facts of a body; no level of either is required anywhere, and none is
// made up here (THE-R064 to THE-R068, ESS-R038 to ESS-R040).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/money.hpp"

namespace concord::money {

// A national fund of one year, beside the whole budget of that year (catalogue/money/funds.csv).
struct NationalFund {
    std::string year;
    Pence total;
    Pence budget;
};

// A row of inequality_fund.csv: a body's part of the national fund by the formula's adjustment.
struct FundShare {
    std::string year;
    std::string body;
    double share = 0;  // of the adjustment over all bodies
    Pence received;
    Location place;
    Location received_place;
};

// What a tagged line pays for.
enum class UseOfMoney { inequalities, deficit, other };

// A row of inequalities.csv.
struct TaggedLine {
    std::string year;
    std::string body;
    std::string line;
    Pence amount;
    UseOfMoney use = UseOfMoney::inequalities;
    Location place;
};

// A row of prevention.csv.
struct PreventionLine {
    std::string year;
    std::string body;
    std::string line;
    bool is_clinical = false;
    Pence amount;
    Location place;
};

// A row of settlements.csv: an integrated settlement of a strategic authority, its amount as it was
// published, which need not be a number, and what it covers (ESS-R043).
struct Settlement {
    std::string year;
    std::string authority;
    std::string amount;
    std::vector<std::string> themes;
    Location place;
    Location place_of_themes;
};

// Which authority was to have a settlement in which year, by GSS code (catalogue/money).
struct SettlementYear {
    std::string year;
    std::string gss_code;
};

struct Purposes {
    std::vector<Settlement> settlements;
    std::vector<SettlementYear> settlement_years;
    std::vector<std::string> themes;
    std::vector<NationalFund> funds;  // for inequalities
    std::vector<FundShare> shares;
    std::vector<TaggedLine> tagged;
    std::vector<PreventionLine> prevention;
};

class MoneyFolder;

Purposes read_purposes(MoneyFolder& folder, const std::filesystem::path& catalogue,
                       Diagnostics& diagnostics);

// How a body used what it was given: all of it for inequalities, a part, or nothing.
std::string class_of_use(Pence on_inequalities, Pence given);

}  // namespace concord::money
