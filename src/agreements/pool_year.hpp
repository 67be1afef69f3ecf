// A fund in one year, added up: what was put in, what was spent, who bears the difference, and how
// it compares with the year before.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agreements/pool.hpp"

namespace concord::agreements {

// A partner's money in a fund's year.
struct PartnerSums {
    std::string partner;
    Pence planned;
    std::optional<Pence> paid;  // nothing where a payment is not known
};

// A part of what was spent above or below the plan.
struct RiskPart {
    std::string to;    // a partner, `next-year`, or a scheme
    std::string kind;  // partner, carried or scheme
    Pence amount;      // above nothing: to be borne; below: given back or kept in the fund
    std::string why;
};

struct PoolYear {
    const Pool* pool = nullptr;
    FinancialYear year;
    const PoolYearTerms* terms = nullptr;
    std::vector<const Contribution*> contributions;
    std::vector<const SchemeSpending*> spending;
    std::vector<PartnerSums> partners;
    Pence planned;              // put in, as planned
    std::optional<Pence> paid;  // put in; nothing where a payment is not known
    Pence mandatory;
    Pence voluntary;
    Pence unclassed;  // neither said
    Pence plan;       // of spending
    std::optional<Pence> spent;
    std::optional<Pence> difference;  // spent less planned
    std::vector<RiskPart> parts;
    std::string unshared;  // why there are no parts of a difference that is known
    // Beside the year before: unchanged, up, down or not-known; unchanged, repurposed or not-known.
    std::string size = "not-known";
    std::string purpose = "not-known";
    std::optional<Pence> change;
    bool fits = true;                 // all sums fit 64 bits
    bool knows_contributions = true;  // a row of them is there, and all could be read
    bool knows_spending = true;

    std::vector<std::string> purposes() const;
};

// What counts towards the least that the NHS puts in: contributions of its bodies, or, where nobody
// knows which those are, what is marked as mandatory. Nothing where no contribution is recorded.
std::optional<Pence> towards_minimum(const PoolYear& year,
                                     const std::optional<std::vector<std::string>>& nhs_bodies);

struct PoolRows {
    std::span<const Pool> pools;
    std::span<const Contribution> contributions;
    std::span<const SchemeSpending> spending;
    UnreadRows unread_contributions = {};
    UnreadRows unread_spending = {};
};

// Every year of every fund that rows or terms speak of, in order.
std::vector<PoolYear> add_up_pools(const PoolRows& rows);

}  // namespace concord::agreements
