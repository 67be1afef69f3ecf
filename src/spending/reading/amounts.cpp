#include "spending/reading/amounts.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/text.hpp"

namespace concord::spending {
namespace {

constexpr std::string_view pound = "\xC2\xA3";
constexpr std::string_view hard_space = "\xC2\xA0";
constexpr std::string_view minus = "\xE2\x88\x92";

std::string with_plain_spaces(std::string_view text) {
    std::string plain(text);
    for (auto at = plain.find(hard_space); at != std::string::npos; at = plain.find(hard_space, at))
        plain.replace(at, hard_space.size(), " ");
    return std::string(trim(plain));
}

// "12 345 678.90": spaces between groups of three digits are taken out; others stay.
bool close_groups(std::string& text) {
    std::string closed;
    bool changed = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto digit = [&](std::size_t at) {
            return at < text.size() && text[at] >= '0' && text[at] <= '9';
        };
        const bool between = text[i] == ' ' && i > 0 && digit(i - 1);
        const bool group = digit(i + 1) && digit(i + 2) && digit(i + 3) && !digit(i + 4);
        if (between && group) {
            changed = true;
        } else {
            closed += text[i];
        }
    }
    if (changed) text = closed;
    return changed;
}

// "1,234.50 CR" is a credit, "1,234.50 DR" a debit. True where there was a mark.
bool take_mark(std::string& text, bool& credit) {
    if (text.size() < 3) return false;
    const auto mark = lower(std::string_view(text).substr(text.size() - 2));
    if (mark != "cr" && mark != "dr") return false;
    credit = mark == "cr";
    text = std::string(trim(std::string_view(text).substr(0, text.size() - 2)));
    return true;
}

bool is_noise(std::string_view text) {
    const auto pounds = parse_number(text);
    constexpr double a_thousandth_of_a_penny = 1e-3;
    return pounds && std::abs(*pounds * 100 - std::round(*pounds * 100)) < a_thousandth_of_a_penny;
}

void note_manner(std::string_view text, bool finer, std::vector<Repair>& repairs) {
    const auto note = [&](bool found, Repair repair) {
        if (found) repairs.push_back(repair);
    };
    note(text.starts_with('('), Repair::amount_in_brackets);
    note(text.find(pound) != std::string_view::npos, Repair::pound_sign);
    note(text.ends_with('-') || text.ends_with(minus), Repair::sign_behind);
    const auto last = lower(text.substr(text.find_last_of("0123456789.,)") + 1));
    note(!trim(last).empty() && last.find('-') == std::string::npos, Repair::scaled_amount);
    note(finer, Repair::finer_than_penny);
}

}  // namespace

PaidAmount read_paid_amount(std::string_view text, bool is_number) {
    PaidAmount paid;
    if (is_number) {
        const auto reading = parse_amount(text);
        paid.value = reading.value;
        paid.problem = reading.problem;
        if (reading.is_finer_than_a_penny && !is_noise(text))
            paid.repairs.push_back(Repair::finer_than_penny);
        return paid;
    }
    paid.value = parse_plain_amount(text);
    if (paid.value) return paid;
    auto plain = with_plain_spaces(text);
    if (plain == "-" || plain == pound || plain == std::string(pound) + "-" ||
        plain == std::string(pound) + " -") {
        paid.value = Pence();
        paid.repairs = {Repair::dash_for_nil};
        return paid;
    }
    bool credit = false;
    const bool marked = take_mark(plain, credit);
    const bool spaced = close_groups(plain);
    const auto reading = parse_amount(plain);
    paid.problem = reading.problem;
    if (!reading.value) return paid;
    // A credit that is written with a minus as well may mean either.
    if (credit && reading.value->count() < 0) {
        paid.problem = AmountProblem::two_meanings;
        return paid;
    }
    paid.value = credit ? -*reading.value : *reading.value;
    if (marked) paid.repairs.push_back(Repair::credit_mark);
    if (spaced) paid.repairs.push_back(Repair::spaces_in_amount);
    note_manner(plain, reading.is_finer_than_a_penny, paid.repairs);
    return paid;
}

}  // namespace concord::spending
