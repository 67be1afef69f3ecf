#include "spending/spend.hpp"

#include <functional>

namespace concord::spending {

Texts::Id Texts::id(std::string_view text) {
    const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
    const auto mask = slots_.size() - 1;
    for (auto at = hash & mask; slots_[at].id != free; at = (at + 1) & mask) {
        if (slots_[at].hash == hash && texts_[slots_[at].id] == text) return slots_[at].id;
    }
    if (2 * (texts_.size() + 1) > slots_.size()) grow();
    texts_.emplace_back(text);
    const auto id = static_cast<Id>(texts_.size() - 1);
    put(hash, id);
    return id;
}

void Texts::grow() {
    const auto earlier = std::move(slots_);
    slots_ = std::vector<Slot>(2 * earlier.size());
    for (const auto& slot : earlier) {
        if (slot.id != free) put(slot.hash, slot.id);
    }
}

void Texts::put(std::uint32_t hash, Id id) {
    const auto mask = slots_.size() - 1;
    auto at = hash & mask;
    while (slots_[at].id != free)
        at = (at + 1) & mask;
    slots_[at] = {hash, id};
}

References::Id References::add(std::string_view text) {
    if (text.empty()) return 0;
    const auto last = static_cast<Id>(ends_.size() - 1);
    if ((*this)[last] == text) return last;
    characters_ += text;
    ends_.push_back(characters_.size());
    return last + 1;
}

std::string_view References::operator[](Id id) const {
    if (id == 0) return {};
    return std::string_view(characters_).substr(ends_[id - 1], ends_[id] - ends_[id - 1]);
}

std::string_view to_string(Repair repair) {
    switch (repair) {
        case Repair::amount_in_brackets:
            return "amounts in brackets, read as minus";
        case Repair::pound_sign:
            return "amounts with a pound sign";
        case Repair::sign_behind:
            return "amounts with the minus behind";
        case Repair::credit_mark:
            return "amounts marked CR or DR";
        case Repair::dash_for_nil:
            return "a dash for nothing";
        case Repair::scaled_amount:
            return "amounts in thousands or millions";
        case Repair::finer_than_penny:
            return "amounts finer than a penny, rounded half away from zero";
        case Repair::spaces_in_amount:
            return "amounts with spaces";
        case Repair::serial_date:
            return "dates as a spreadsheet's serial numbers";
        case Repair::month_before_day:
            return "dates with the month before the day";
        case Repair::two_digit_year:
            return "dates with two digits for the year";
        case Repair::month_alone:
            return "months without a day, read as their last day";
        case Repair::merged_cells:
            return "merged cells, read as the value above";
        case Repair::windows_1252:
            return "lines in Windows-1252";
        case Repair::utf16:
            return "text in UTF-16";
        case Repair::other_separator:
            return "columns not separated by commas";
        case Repair::byte_order_mark:
            return "a byte order mark";
        case Repair::repeated_header:
            return "headers that are repeated";
    }
    return "";
}

}  // namespace concord::spending
