// Pooled funds: who puts in what, for what, spent on what, and who bears the difference. Plain
// values with their place in a file.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "agreements/months.hpp"
#include "agreements/risk_share.hpp"

namespace concord::agreements {

// What a fund's money goes to.
struct Scheme {
    std::string id;
    std::string title;
    std::string lead;  // the partner whose scheme it is
    std::string purpose;
    std::vector<std::string> services;
    std::string money;  // ring-fenced or local (PIR-R081)
    Location place;
};

// An outcome, and what was measured of it in a year.
struct Outcome {
    std::string measure;
    std::optional<FinancialYear> year;
    std::string aim;
    std::string measured;  // empty: not yet
    Location place;
};

// What holds of a fund in one year.
struct PoolYearTerms {
    FinancialYear year;
    std::optional<Pence> minimum;  // the least that the NHS puts in (FRM-R299)
    std::vector<std::string> purposes;
    std::string plan;                     // the agreed spending plan (PIR-R035)
    std::vector<std::string> conditions;  // national conditions of the year …
    std::vector<std::string> met;         // … and those that are met (THE-R038)
    std::string signed_off_by;
    std::optional<Date> signed_off_on;
    Location place;
};

// Where the fund stood before, in size and in scope (GMI-R008).
struct PoolBaseline {
    std::optional<Pence> amount;
    std::vector<std::string> services;
    Location place;
};

struct Pool {
    std::string id;
    std::string title;
    std::string kind;  // better-care-fund or other
    std::string host;
    std::vector<std::string> partners;
    std::string legal_basis;  // section-75, section-65z6 or other
    std::string agreement;    // the document
    std::optional<Date> signed_on;
    Period period;
    std::string place_id;  // the place that it is for
    std::string governed_by;
    std::vector<std::string> purposes;
    std::vector<Outcome> outcomes;
    std::vector<Scheme> schemes;
    std::vector<PoolYearTerms> years;
    std::optional<PoolBaseline> baseline;
    std::optional<RiskRule> overspend;
    std::optional<UnderspendRule> underspend;
    Location place;
    bool risk_is_sound = true;  // half a rule divides nothing
};

// A row of pool_contributions.csv.
struct Contribution {
    std::string pool;
    FinancialYear year;
    std::string contributor;
    Pence planned;
    std::optional<Pence> paid;
    std::string basis;  // mandatory or voluntary; empty: not said (PIR-R080)
    std::string money;  // ring-fenced or local; empty: not said (PIR-R081)
    Location place;
};

// A row of pool_spending.csv.
struct SchemeSpending {
    std::string pool;
    FinancialYear year;
    std::string scheme;
    Pence planned;
    std::optional<Pence> spent;
    Location place;
};

// Years of funds of which a row could not be read, or stands twice: their sums are not known, and
// nothing is divided by the rows that are left.
struct UnreadRows {
    bool any = false;  // a row that does not even say its fund and year
    std::set<std::pair<std::string, FinancialYear>> years;

    bool hold(const std::string& pool, FinancialYear year) const;
};

// What councils know of NHS money at a place, and what its services cost (FRM-R297, GMI-R009).
struct PlaceMoney {
    std::string id;
    std::vector<std::string> councils;  // engaged on it
    std::optional<Date> engaged_on;
    std::string published_at;                                       // the list of spending lines
    std::vector<std::pair<FinancialYear, Pence>> cost_of_services;  // planned there
    Location place;
};

// A line of money with an end and conditions of its own (THE-R069, THE-R070).
struct FundingLine {
    std::string id;
    std::string initiative;
    std::optional<Pence> amount;
    std::optional<Date> from;
    std::optional<Date> to;
    std::optional<bool> recurrent;
    std::vector<std::string> conditions;
    bool says_conditions = false;  // "none" is an answer, an empty cell is none
    std::string successor;
    std::optional<std::int64_t> mobilisation;  // months until it delivers
    std::optional<std::int64_t> delivery;      // months that delivery needs
    std::string money;                         // ring-fenced or local
    Location place;
};

// The months of a line that are left once it is mobilised, where its days are known.
std::optional<std::int64_t> months_to_deliver(const FundingLine& line);

}  // namespace concord::agreements
