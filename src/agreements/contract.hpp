// Contracts: who pays whom for what, by which elements. Plain values with their place in a file.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "agreements/months.hpp"
#include "agreements/variable_rate.hpp"

namespace concord::agreements {

// A fixed sum; a fixed sum for planned activity with a rate for more and less (FRM-R306); so much a
// unit, with marginal rates above.
enum class ElementKind { block, aligned, cost_and_volume };

std::string_view to_string(ElementKind kind);
std::optional<ElementKind> parse_element_kind(std::string_view text);

// One way in which a contract pays. Sums and planned activity are those of a financial year, or of
// the part of it that the contract covers.
struct Element {
    std::string id;
    ElementKind kind = ElementKind::block;
    std::optional<FinancialYear> year;  // else every year of the contract
    std::string unit;                   // what is counted: spell, attendance, item
    Pence fixed;
    std::int64_t planned = 0;  // in thousandths
    std::int64_t price = 0;    // in millionths of a pound
    std::vector<RatePiece> pieces;
    std::optional<Pence> cap;     // the most that the element pays
    std::optional<Pence> collar;  // the least
    bool to_date = false;  // settled by what was done since the year began, not month by month
    Rounding rounding = Rounding::half_away;
    std::array<std::uint64_t, 12> phasing = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};  // April first
    Location place;
};

// What a lead provider passes on (FRM-PC2).
struct Subcontract {
    std::string to;
    Pence value;  // a financial year
    std::vector<std::string> services;
    Location place;
};

struct Contract {
    std::string id;
    std::string title;
    std::string form;  // standard, primary-care, local-supplement, grant or other
    std::string commissioner;
    std::string provider;
    Period period;
    std::vector<std::string> services;
    std::vector<std::string> places;  // that it serves
    std::string split;                // how it is divided among them (PIR-R083)
    std::string collaborative;        // whose services in scope it pays for (FRM-R214)
    std::string model;                // individual or lead-provider
    std::vector<std::string> outcomes;
    std::optional<std::int64_t> returns;  // monitoring returns that it asks for in a year
    std::string earlier;                  // the contract that it follows (FRM-R175)
    std::string national;                 // the national primary care contract (FRM-R176)
    std::string supplements;              // the contract that it supplements locally
    std::string decision;                 // the decision that let it be signed …
    std::string authority;                // … and the holder or delegation that carried it
    std::optional<Date> signed_on;
    std::optional<bool> open_book;
    std::string patient_costs;   // where patient-level costs are shown to partners (FRM-R277)
    std::optional<Pence> keeps;  // what a lead provider keeps of a year
    std::vector<Subcontract> subcontracts;
    std::vector<Element> elements;
    Location place;
    bool is_sound = true;  // one that could not be read whole is not paid by
};

// A month's activity under an element (a row of activity.csv).
struct Activity {
    std::string contract;
    std::string element;
    Month month;
    std::int64_t units = 0;  // in thousandths
    Location place;
};

// The agreement of a system on how it collaborates and carries unplanned pressures (FRM-R307).
struct CollaborationAgreement {
    std::optional<FinancialYear> year;
    std::vector<std::string> parties;
    std::string ways_of_working;
    std::string risk_approach;
    std::optional<Date> signed_on;
    Location place;
};

// The financial years that a contract touches.
std::vector<FinancialYear> years_of(const Contract& contract);
std::optional<std::int64_t> length_in_months(const Contract& contract);

}  // namespace concord::agreements
