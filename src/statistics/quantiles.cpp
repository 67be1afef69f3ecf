// Areas in quantiles by rank, within groups.
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "numerics/quantile_groups.hpp"
#include "statistics/answer_table.hpp"
#include "statistics/bands.hpp"
#include "statistics/parts.hpp"

namespace concord::statistics {
namespace {

class QuantileGroups {
  public:
    explicit QuantileGroups(Work& work) : work_(work) {
        auto& options = work.options();
        constexpr double most_groups = 10'000;
        count_ = static_cast<std::int64_t>(options.number("n", 10, {1, most_groups, true}));
        const auto last = std::to_string(count_);
        highest_first_ = options.word("highest-is", "1", {"1", last}) == "1";
        value_ = work.number("value", NumberKind::any);
        invert_ = work.text("invert");
        if (invert_ != no_slot && options.has("highest-is"))
            options.refuse("--invert and --highest-is both say which end comes first",
                           "give one of the two");
        by_ = work.texts("by");
        work.keep_columns();
        work.say_of_damage("those rows have no quantile, and the others are ranked without them");
    }

    void answer() {
        if (!work_.read()) return;
        const Groups groups(work_.frame(), by_);
        quantiles_.resize(work_.frame().size());
        inverted_.resize(work_.frame().size());
        for (std::size_t group = 0; group < groups.size(); ++group)
            rank(groups, group);
        write();
    }

  private:
    void rank(const Groups& groups, std::size_t group) {
        std::vector<double> values;
        std::vector<std::uint32_t> rows;
        for (const auto row : groups.rows(group)) {
            const double value = work_.numbers(value_)[row];
            if (work_.frame().is_damaged[row] || std::isnan(value)) continue;
            values.push_back(value);
            rows.push_back(row);
        }
        const auto highest_first = direction(groups, group);
        if (!highest_first) return;
        for (const auto row : groups.rows(group))
            inverted_[row] = *highest_first ? "lowest quantile represents highest values"
                                            : "lowest quantile represents lowest values";
        if (values.size() < static_cast<std::size_t>(count_)) {
            work_.find("NED016", groups.rows(group).front(), groups.words(group),
                       fmt::format("{} has {} with a value for {} quantiles", groups.words(group),
                                   counted(static_cast<std::int64_t>(values.size()), "row", "rows"),
                                   count_));
            return;
        }
        const auto numbers = numerics::quantile_groups(values, count_, *highest_first);
        for (std::size_t i = 0; i < rows.size(); ++i)
            quantiles_[rows[i]] = numbers[i];
    }

    // Which end comes first: for all, or as a column says of each group.
    std::optional<bool> direction(const Groups& groups, std::size_t group) {
        if (invert_ == no_slot) return highest_first_;
        std::optional<bool> said;
        for (const auto row : groups.rows(group)) {
            const auto word = lower(work_.frame().texts[invert_].text(row));
            const bool is_true = word == "true" || word == "1" || word == "yes";
            const bool is_false = word == "false" || word == "0" || word == "no";
            if ((is_true || is_false) && (!said || *said == is_true)) {
                said = is_true;
                continue;
            }
            work_.find("NED023", row, groups.words(group),
                       is_true || is_false
                           ? fmt::format("{} is inverted on one row and not on another",
                                         groups.words(group))
                           : fmt::format("`{}` is neither true nor false", shown(word)));
            return std::nullopt;
        }
        return said;
    }

    void write() {
        AnswerTable table("quantiles");
        table.add_kept(work_.frame());
        table.add("quantile", ColumnType::whole_number, quantiles_);
        if (work_.is_full()) {
            const auto rows = work_.frame().size();
            std::vector<std::string> names;
            for (const auto slot : by_)
                names.push_back(work_.header_of_text(slot));
            table.add("nquantiles", ColumnType::whole_number, std::vector<Value>(rows, count_));
            table.add("groupvars", ColumnType::text, std::vector<Value>(rows, join(names, ", ")));
            table.add("qinverted", ColumnType::text, inverted_);
        }
        work_.answer().table = table.take();
    }

    Work& work_;
    std::int64_t count_ = 10;
    bool highest_first_ = true;
    std::size_t value_ = no_slot;
    std::size_t invert_ = no_slot;
    std::vector<std::size_t> by_;
    std::vector<Value> quantiles_;
    std::vector<Value> inverted_;
};

}  // namespace

void answer_quantiles(Work& work) {
    QuantileGroups(work).answer();
}

}  // namespace concord::statistics
