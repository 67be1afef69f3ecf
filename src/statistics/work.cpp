#include "statistics/work.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::statistics {
namespace {

bool may_be_empty(NumberKind kind) {
    return kind == NumberKind::any || kind == NumberKind::count ||
           kind == NumberKind::people_or_gap;
}

// More than anybody counts, and few enough that each limit can still be worked out.
constexpr double most_counted = 1e13;

bool is_counted(NumberKind kind) {
    return kind != NumberKind::any && kind != NumberKind::value;
}

// "a count", "an expected".
std::string one_of(const std::string& option) {
    const bool begins_with_vowel =
        std::string_view("aeiou").find(option[0]) != std::string_view::npos;
    return (begins_with_vowel ? "an " : "a ") + option;
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

Work::Work(const Question& question, Diagnostics& diagnostics, const Columns* columns)
    : question_(question),
      diagnostics_(diagnostics),
      columns_(columns),
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
    options_of_texts_.push_back(option);
    return wanted_texts_.size() - 1;
}

std::vector<std::size_t> Work::texts(const std::string& option) {
    std::vector<std::size_t> slots;
    for (auto& header : options_.list(option)) {
        wanted_texts_.push_back(std::move(header));
        options_of_texts_.push_back(option);
        slots.push_back(wanted_texts_.size() - 1);
    }
    return slots;
}

void Work::at_most(std::size_t low, std::size_t high, std::string_view rule) {
    if (low != no_slot && high != no_slot) bounds_.push_back({low, high, rule});
}

bool Work::has_column(const std::string& header) const {
    if (columns_) return columns_->numbers.contains(header) || columns_->texts.contains(header);
    auto quiet = quiet_diagnostics();
    const auto rows = open_rows({question_.file, question_.shown_path, {}, {}, false}, quiet);
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

std::vector<std::string> Work::options_of_headers() const {
    std::vector<std::string> options;
    for (const auto& wanted : wanted_numbers_)
        options.push_back("--" + wanted.option);
    for (const auto& option : options_of_texts_)
        options.push_back("--" + option);
    return options;
}

bool Work::read() {
    if (!options_.problems().empty()) return false;
    if (columns_) return take_columns();
    SourceRequest request{question_.file, question_.shown_path, wanted_headers(),
                          options_of_headers(), keeps_columns_};
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
    if (is_sound) {
        if (auto fault = fault_of_bounds(frame_.size())) {
            say(rows, std::move(*fault));
            is_sound = false;
        }
    }
    for (std::size_t slot = 0; slot < wanted_texts_.size(); ++slot)
        frame_.texts[slot].add(trim(rows.value(wanted_numbers_.size() + slot)));
    for (std::size_t field = 0; field < frame_.kept.size(); ++field)
        frame_.kept[field].add(trim(rows.raw(field)));
    frame_.numbers_of_rows.push_back(rows.number());
    frame_.is_damaged.push_back(!is_sound);
    if (!is_sound) rows.skip_row();
}

bool Work::read_number(RowSource& rows, std::size_t slot) {
    auto text = trim(rows.value(slot));
    if (text == missing_in_r) text = {};
    auto& numbers = frame_.numbers[slot];
    std::optional<Fault> fault;
    if (text.empty()) {
        numbers.push_back(std::nan(""));
        fault = fault_of_gap(slot);
    } else if (const auto number = cell_number(text)) {
        numbers.push_back(*number);
        fault = fault_of(slot, *number);
    } else {
        numbers.push_back(std::nan(""));
        fault = Fault{rule_unreadable, fmt::format("`{}` is not a number", shown(text)), {}, slot};
    }
    if (!fault) return true;
    const bool is_gap = fault->is_gap;
    say(rows, std::move(*fault));
    return is_gap;
}

std::optional<Work::Fault> Work::fault_of_gap(std::size_t slot) const {
    const auto& wanted = wanted_numbers_[slot];
    const bool is_gap = may_be_empty(wanted.kind);
    return Fault{rule_empty, fmt::format("the {} of this row is empty", wanted.option),
                 is_gap ? "" : "give the number; a group with such a row has no value", slot,
                 is_gap};
}

std::optional<Work::Fault> Work::fault_of(std::size_t slot, double number) const {
    const auto& option = wanted_numbers_[slot].option;
    if (is_counted(wanted_numbers_[slot].kind) && number > most_counted) {
        return Fault{rule_unreadable,
                     fmt::format("{} of {} cannot be meant", one_of(option), number),
                     "give people and events by number", slot};
    }
    const auto below = [&](std::string_view rule) {
        return Fault{
            rule,
            fmt::format("{} of {} lies below nothing", one_of(option), plain_number(number)),
            {},
            slot};
    };
    switch (wanted_numbers_[slot].kind) {
        case NumberKind::count:
            if (number < 0) return below(rule_count);
            break;
        case NumberKind::people:
            if (number > 0) break;
            return Fault{rule_people,
                         fmt::format("{} of {} is nobody", one_of(option), plain_number(number)),
                         {},
                         slot};
        case NumberKind::people_or_nobody:
        case NumberKind::people_or_gap:
            if (number < 0) return below(rule_people);
            break;
        case NumberKind::weight:
            if (number < 0) return below("NED007");
            break;
        case NumberKind::frequency:
            if (number >= 1 && std::floor(number) == number) break;
            return Fault{
                "NED018",
                fmt::format("`{}` is no number of events of one person", plain_number(number)),
                {},
                slot};
        default:
            break;
    }
    return std::nullopt;
}

std::optional<Work::Fault> Work::fault_of_bounds(std::size_t row) const {
    for (const auto& bound : bounds_) {
        const double low = numbers(bound.low)[row];
        const double high = numbers(bound.high)[row];
        if (!(low > high)) continue;
        return Fault{
            bound.rule,
            fmt::format("the {} {} lies above the {} {}", wanted_numbers_[bound.low].option,
                        plain_number(low), wanted_numbers_[bound.high].option, plain_number(high)),
            {},
            bound.low};
    }
    return std::nullopt;
}

void Work::say(RowSource& rows, Fault fault) {
    const auto words = rows.row_words();
    if (!words.empty()) fault.message = fmt::format("{}: {}", words, fault.message);
    diagnostics_.add({fault.rule, rows.place(fault.slot), wanted_numbers_[fault.slot].header,
                      std::move(fault.message), std::move(fault.help)});
}

// What a caller has in memory, checked as a file's rows are.
bool Work::take_columns() {
    frame_.has_lines = false;
    for (const auto& wanted : wanted_numbers_)
        taken_.emplace_back(columns_->numbers.at(wanted.header));
    for (const auto& header : wanted_texts_)
        frame_.texts.push_back(columns_->texts.at(header));
    const auto rows = taken_.empty() ? frame_.texts.front().size() : taken_.front().size();
    frame_.is_damaged.assign(rows, false);
    frame_.numbers_of_rows.resize(rows);
    std::iota(frame_.numbers_of_rows.begin(), frame_.numbers_of_rows.end(), 1U);
    for (std::size_t row = 0; row < rows; ++row)
        take_row(row);
    note_damage();
    return rows > 0;
}

void Work::take_row(std::size_t row) {
    std::optional<Fault> fault;
    for (std::size_t slot = 0; slot < wanted_numbers_.size(); ++slot) {
        const double number = taken_[slot][row];
        const auto kind = wanted_numbers_[slot].kind;
        const bool is_usual = number > 0 && number <= most_counted;
        if (is_usual && kind != NumberKind::frequency) continue;
        fault = std::isnan(number) ? fault_of_gap(slot) : fault_of(slot, number);
        if (!fault) continue;
        if (!fault->is_gap) frame_.is_damaged[row] = true;
        find(fault->rule, row, wanted_numbers_[slot].header, fault->message, fault->help);
    }
    if (frame_.is_damaged[row]) return;
    fault = fault_of_bounds(row);
    if (!fault) return;
    frame_.is_damaged[row] = true;
    find(fault->rule, row, wanted_numbers_[fault->slot].header, fault->message, fault->help);
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

// Where the file has a column of a name that the answer has too, the answer's stays.
void Work::drop_doubles() {
    auto& columns = answer_.table.columns;
    for (std::size_t later = columns.size(); later-- > 0;) {
        for (std::size_t c = later; c-- > 0;) {
            if (lower(columns[c].name) != lower(columns[later].name)) continue;
            note(fmt::format("the file's column `{}` gives way to the answer's",
                             shown(columns[c].name)));
            columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(c));
            --later;
        }
    }
}

// A number that no computer number holds is left empty, and said.
void Work::note_overflow() {
    std::int64_t count = 0;
    for (const auto& column : answer_.table.columns)
        count += std::ranges::count_if(column.numbers, [](double x) { return std::isinf(x); });
    if (count > 0)
        note(fmt::format("{} too large to be worked out and left empty",
                         counted(count, "figure is", "figures are")));
}

StatisticsAnswer Work::finish() {
    drop_doubles();
    note_overflow();
    answer_.problems = options_.problems();
    if (!answer_.problems.empty()) answer_.table = {};
    return std::move(answer_);
}

}  // namespace concord::statistics
