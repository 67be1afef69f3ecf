#include "statistics/work.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::statistics {
namespace {

bool may_be_empty(NumberKind kind) {
    return kind == NumberKind::any || kind == NumberKind::count ||
           kind == NumberKind::people_or_gap;
}

// How R writes what is missing.
constexpr std::string_view missing_in_r = "NA";

constexpr auto rule_unreadable = "NED001";
constexpr auto rule_count = "NED002";
constexpr auto rule_people = "NED003";
constexpr auto rule_empty = "NED008";

}  // namespace

std::optional<double> cell_number(std::string_view text) {
    if (text.find(',') == std::string_view::npos) return parse_number(text);
    // 1,234,567.8: groups of three behind the first comma; 1,23 may be meant in two ways.
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    std::string digits;
    std::size_t in_group = 0;
    bool is_first = true;
    for (const char c : whole) {
        if (c != ',') {
            digits += c;
            if (c != '-') ++in_group;
            continue;
        }
        if (in_group == 0 || (is_first ? in_group > 3 : in_group != 3)) return std::nullopt;
        is_first = false;
        in_group = 0;
    }
    if (in_group != 3) return std::nullopt;
    if (dot != std::string_view::npos) digits += text.substr(dot);
    return parse_number(digits);
}

Work::Work(const Question& question, Diagnostics& diagnostics)
    : question_(question),
      diagnostics_(diagnostics),
      options_(question_.options),
      levels_(options_.levels()) {
    frame_.shown_path = question_.shown_path;
}

double Work::multiplier(double otherwise) {
    const double multiplier = options_.number("multiplier", otherwise, {});
    if (multiplier <= 0)
        options_.refuse("--multiplier must be above nothing", "give 1, 100 or 100000");
    return multiplier;
}

std::size_t Work::number(const std::string& option, NumberKind kind) {
    if (!options_.has(option)) return no_slot;
    wanted_numbers_.push_back({option, options_.text(option), kind});
    return wanted_numbers_.size() - 1;
}

std::size_t Work::text(const std::string& option) {
    if (!options_.has(option)) return no_slot;
    wanted_texts_.push_back(options_.text(option));
    return wanted_texts_.size() - 1;
}

std::vector<std::size_t> Work::texts(const std::string& option) {
    std::vector<std::size_t> slots;
    for (auto& header : options_.list(option)) {
        wanted_texts_.push_back(std::move(header));
        slots.push_back(wanted_texts_.size() - 1);
    }
    return slots;
}

void Work::at_most(std::size_t low, std::size_t high, std::string_view rule) {
    if (low != no_slot && high != no_slot) bounds_.push_back({low, high, rule});
}

bool Work::has_column(const std::string& header) const {
    auto quiet = quiet_diagnostics();
    const auto rows = open_rows({question_.file, question_.shown_path, {}, false}, quiet);
    return std::ranges::any_of(
        rows->headers(), [&](const std::string& known) { return lower(known) == lower(header); });
}

std::vector<std::string> Work::wanted_headers() const {
    std::vector<std::string> headers;
    for (const auto& wanted : wanted_numbers_)
        headers.push_back(wanted.header);
    headers.insert(headers.end(), wanted_texts_.begin(), wanted_texts_.end());
    return headers;
}

bool Work::read() {
    if (!options_.problems().empty()) return false;
    SourceRequest request{question_.file, question_.shown_path, wanted_headers(), keeps_columns_};
    const auto rows = open_rows(request, diagnostics_);
    if (!rows->usable()) return false;
    frame_.numbers.resize(wanted_numbers_.size());
    frame_.texts.resize(wanted_texts_.size());
    if (keeps_columns_) {
        frame_.kept_names = rows->headers();
        frame_.kept.resize(frame_.kept_names.size());
    }
    while (rows->next())
        read_row(*rows);
    note_damage();
    return frame_.size() > 0;
}

void Work::read_row(RowSource& rows) {
    frame_.has_lines = rows.row_words().empty();
    bool is_sound = true;
    for (std::size_t slot = 0; slot < wanted_numbers_.size(); ++slot)
        is_sound &= read_number(rows, slot);
    if (is_sound) is_sound = keeps_bounds(rows);
    for (std::size_t slot = 0; slot < wanted_texts_.size(); ++slot)
        frame_.texts[slot].add(trim(rows.value(wanted_numbers_.size() + slot)));
    for (std::size_t field = 0; field < frame_.kept.size(); ++field)
        frame_.kept[field].add(trim(rows.raw(field)));
    frame_.numbers_of_rows.push_back(rows.number());
    frame_.is_damaged.push_back(!is_sound);
    if (!is_sound) rows.skip_row();
}

bool Work::read_number(RowSource& rows, std::size_t slot) {
    const auto& wanted = wanted_numbers_[slot];
    auto text = trim(rows.value(slot));
    if (text == missing_in_r) text = {};
    auto& numbers = frame_.numbers[slot];
    if (text.empty()) {
        numbers.push_back(std::nan(""));
        const bool is_gap = may_be_empty(wanted.kind);
        say(rows, slot, rule_empty, fmt::format("the {} of this row is empty", wanted.option),
            is_gap ? "" : "give the number; a group with such a row has no value");
        return is_gap;
    }
    const auto number = cell_number(text);
    numbers.push_back(number.value_or(std::nan("")));
    if (number) return check_number(rows, slot, *number);
    say(rows, slot, rule_unreadable, fmt::format("`{}` is not a number", shown(text)));
    return false;
}

bool Work::check_number(RowSource& rows, std::size_t slot, double number) {
    const auto& wanted = wanted_numbers_[slot];
    const auto text = plain_number(number);
    switch (wanted.kind) {
        case NumberKind::count:
            if (number >= 0) return true;
            say(rows, slot, rule_count,
                fmt::format("a {} of {} lies below nothing", wanted.option, text));
            return false;
        case NumberKind::people:
            if (number > 0) return true;
            say(rows, slot, rule_people, fmt::format("a {} of {} is nobody", wanted.option, text));
            return false;
        case NumberKind::people_or_nobody:
        case NumberKind::people_or_gap:
            if (number >= 0) return true;
            say(rows, slot, rule_people,
                fmt::format("a {} of {} lies below nothing", wanted.option, text));
            return false;
        case NumberKind::weight:
            if (number >= 0) return true;
            say(rows, slot, "NED007",
                fmt::format("a {} of {} lies below nothing", wanted.option, text));
            return false;
        case NumberKind::frequency:
            if (number >= 1 && std::floor(number) == number) return true;
            say(rows, slot, "NED018",
                fmt::format("`{}` is no number of events of one person", text));
            return false;
        default:
            return true;
    }
}

bool Work::keeps_bounds(RowSource& rows) {
    for (const auto& bound : bounds_) {
        const double low = frame_.numbers[bound.low].back();
        const double high = frame_.numbers[bound.high].back();
        if (!(low > high)) continue;
        say(rows, bound.low, bound.rule,
            fmt::format("the {} {} lies above the {} {}", wanted_numbers_[bound.low].option,
                        plain_number(low), wanted_numbers_[bound.high].option, plain_number(high)));
        return false;
    }
    return true;
}

void Work::say(RowSource& rows, std::size_t slot, std::string_view rule, std::string message,
               std::string help) {
    const auto words = rows.row_words();
    if (!words.empty()) message = fmt::format("{}: {}", words, message);
    diagnostics_.add({rule, rows.place(slot), wanted_numbers_[slot].header, std::move(message),
                      std::move(help)});
}

void Work::find(std::string_view rule, std::size_t row, std::string subject, std::string message,
                std::string help) {
    if (!frame_.has_lines) message = fmt::format("{}: {}", frame_.row_words(row), message);
    diagnostics_.add(
        {rule, frame_.place(row), std::move(subject), std::move(message), std::move(help)});
}

void Work::note_damage() {
    const auto damaged = std::ranges::count(frame_.is_damaged, true);
    if (damaged == 0) return;
    note(fmt::format("{} of {} cannot be used: {}", counted(damaged, "row", "rows"),
                     with_thousands(static_cast<std::int64_t>(frame_.size())), damage_words_));
}

StatisticsAnswer Work::finish() {
    answer_.problems = options_.problems();
    if (!answer_.problems.empty()) answer_.table = {};
    return std::move(answer_);
}

}  // namespace concord::statistics
