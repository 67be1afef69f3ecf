#include "statistics/frame.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::statistics {
namespace {

// 007, 1e5 and 1.50 are texts: as numbers they would come out otherwise than they stand.
bool is_plain_number(std::string_view text) {
    const auto number = parse_number(text);
    return number && fmt::format("{}", *number) == text;
}

bool is_plain_whole(std::string_view text) {
    constexpr std::size_t most_digits = 18;
    return is_plain_number(text) && text.find('.') == std::string_view::npos &&
           text.size() <= most_digits;
}

// 2010 as a label: as a number it would be shown as 2,010.
bool is_year(std::string_view text) {
    constexpr std::size_t digits = 4;
    return text.size() == digits && is_plain_whole(text) &&
           (text.starts_with("19") || text.starts_with("20"));
}

}  // namespace

void TextColumn::add(std::string_view text) {
    // Rows of a group mostly stand together: the last text is the likeliest.
    if (!codes_.empty() && words_->levels[codes_.back()] == text) {
        codes_.push_back(codes_.back());
        return;
    }
    if (words_.use_count() > 1) words_ = std::make_shared<Words>(*words_);
    const auto next = static_cast<std::uint32_t>(words_->levels.size());
    const auto [at, is_new] = words_->by_text.try_emplace(std::string(text), next);
    if (is_new) words_->levels.emplace_back(text);
    codes_.push_back(at->second);
}

Location Frame::place(std::size_t row) const {
    return has_lines ? Location{shown_path, numbers_of_rows[row], 1} : Location{shown_path, 0, 0};
}

std::string Frame::row_words(std::size_t row) const {
    return fmt::format("{} {}", has_lines ? "line" : "row", numbers_of_rows[row]);
}

Groups::Groups(const Frame& frame, std::span<const std::size_t> slots)
    : frame_(&frame), slots_(slots.begin(), slots.end()), of_row_(frame.size(), 0) {
    std::uint32_t count = frame.size() > 0 ? 1 : 0;
    for (const auto slot : slots) {
        // Groups so far split by one more column, numbered as they first appear.
        std::unordered_map<std::uint64_t, std::uint32_t> numbers;
        std::uint64_t last_pair = 0;
        std::uint32_t last = 0;
        count = 0;
        for (std::size_t row = 0; row < of_row_.size(); ++row) {
            const auto pair = (std::uint64_t{of_row_[row]} << 32U) | frame.texts[slot].code(row);
            if (row == 0 || pair != last_pair) {
                const auto [at, is_new] = numbers.try_emplace(pair, count);
                if (is_new) ++count;
                last_pair = pair;
                last = at->second;
            }
            of_row_[row] = last;
        }
    }
    starts_.assign(std::size_t{count} + 1, 0);
    for (const auto group : of_row_)
        ++starts_[group + 1];
    for (std::size_t group = 1; group < starts_.size(); ++group)
        starts_[group] += starts_[group - 1];
    order_.resize(of_row_.size());
    auto next = starts_;
    for (std::size_t row = 0; row < of_row_.size(); ++row)
        order_[next[of_row_[row]]++] = static_cast<std::uint32_t>(row);
}

std::string Groups::words(std::size_t group) const {
    if (slots_.empty()) return "the file";
    std::vector<std::string> parts;
    for (const auto slot : slots_)
        parts.push_back(fmt::format("`{}`", shown(frame_->texts[slot].text(rows(group).front()))));
    return join(parts, ", ");
}

std::string Groups::key(std::size_t group) const {
    std::string key;
    for (const auto slot : slots_)
        key += frame_->texts[slot].text(rows(group).front()) + '\n';
    return key;
}

TypedColumn typed(const TextColumn& column) {
    const auto& levels = column.levels();
    const auto all = [&](bool (*holds)(std::string_view)) {
        bool has_any = false;
        for (const auto& level : levels) {
            if (level.empty()) continue;
            if (!holds(level)) return false;
            has_any = true;
        }
        return has_any;
    };
    TypedColumn result;
    if (all(is_year)) {
        result.type = ColumnType::text;
    } else if (all(is_plain_whole)) {
        result.type = ColumnType::whole_number;
    } else if (all(is_plain_number)) {
        result.type = ColumnType::number;
    }
    for (const auto& level : levels) {
        if (level.empty()) {
            result.levels.emplace_back();
        } else if (result.type == ColumnType::whole_number) {
            result.levels.emplace_back(*parse_whole_number(level));
        } else if (result.type == ColumnType::number) {
            result.levels.emplace_back(*parse_number(level));
        } else {
            result.levels.emplace_back(level);
        }
    }
    return result;
}

}  // namespace concord::statistics
