#include "engine/waits_options.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "engine/money_question.hpp"

namespace concord {
namespace {

using waiting::Split;

class Judging {
  public:
    Judging(const WaitsQuestion& question, Answer& answer) : question_(question), answer_(answer) {}

    WaitsOptions run() {
        take_weeks();
        take_by();
        take_rule();
        auto& asked = options_.asked;
        number("--target", question_.target, {0.1, 1000}, asked.target_weeks);
        number("--factor", question_.factor, {0.1, 100}, asked.factor);
        number("--relief", question_.relief, {0.1, 1000}, asked.relief_weeks);
        share("--most", question_.most, asked.most);
        whole("--slots", question_.slots, {1, 1'000'000}, asked.extra_slots);
        whole("--horizon", question_.horizon, {1, 520}, asked.plan_weeks);
        take_from();
        take_simulation();
        return std::move(options_);
    }

  private:
    template <typename T>
    struct Range {
        T least;
        T most;
    };

    void refuse(const char* option, const std::string& text, std::string help) {
        refuse_usage(answer_,
                     fmt::format("{}: `{}` is out of its range, or no number", option, shown(text)),
                     std::move(help));
    }

    void number(const char* option, const std::string& text, Range<double> range, double& value) {
        if (text.empty()) return;
        const auto parsed = parse_number(text);
        if (parsed && *parsed >= range.least && *parsed <= range.most) {
            value = *parsed;
        } else {
            refuse(option, text,
                   fmt::format("give a number from {} to {}", range.least, range.most));
        }
    }

    template <typename T>
    void whole(const char* option, const std::string& text, Range<std::int64_t> range, T& value) {
        if (text.empty()) return;
        const auto parsed = parse_whole_number(text);
        if (parsed && *parsed >= range.least && *parsed <= range.most) {
            value = static_cast<T>(*parsed);
        } else {
            refuse(option, text,
                   fmt::format("give a whole number from {} to {}", with_thousands(range.least),
                               with_thousands(range.most)));
        }
    }

    void share(const char* option, const std::string& text, double& value) {
        if (text.empty()) return;
        const auto parsed = share_of(option, text, answer_);  // says itself what is none
        if (parsed && *parsed <= 1) {
            value = *parsed;
        } else if (parsed) {
            refuse(option, text, "give a share such as 0.25 or 25%");
        }
    }

    void take_weeks() {
        if (question_.weeks.empty()) return;
        std::vector<int> weeks;
        for (const auto part : split(question_.weeks, ',')) {
            const auto parsed = parse_whole_number(part);
            if (!parsed || *parsed < 1 || *parsed > 1000) {
                refuse("--weeks", std::string(part), "give whole weeks such as 18,52,65");
                return;
            }
            weeks.push_back(static_cast<int>(*parsed));
        }
        std::ranges::sort(weeks);
        weeks.erase(std::unique(weeks.begin(), weeks.end()), weeks.end());
        constexpr std::size_t most = 8;
        if (weeks.empty() || weeks.size() > most) {
            refuse("--weeks", question_.weeks, "give one to eight of them, such as 18,52,65");
            return;
        }
        options_.asked.weeks = weeks;
        options_.simulate.thresholds.assign(weeks.begin(), weeks.end());
    }

    void take_by() {
        for (const auto part : split(question_.by, ',')) {
            std::vector<Split> crossed;
            for (const auto name : split(part, '+')) {
                const auto found = waiting::parse_split(name);
                if (!found) {
                    const auto known = waiting::split_names();
                    const auto guess = closest(name, known);
                    refuse_usage(
                        answer_, fmt::format("--by: lists are not divided by `{}`", shown(name)),
                        guess ? fmt::format("did you mean `{}`?", *guess)
                              : fmt::format("by {}; `fifth+sex` crosses two", join(known, ", ")));
                    continue;
                }
                if (std::ranges::find(crossed, *found) == crossed.end()) crossed.push_back(*found);
            }
            if (!crossed.empty()) options_.asked.by.push_back(std::move(crossed));
        }
    }

    void take_rule() {
        if (question_.rule.empty()) return;
        if (const auto rule = disclosure::parse_rule(question_.rule)) {
            options_.asked.rule = *rule;
            return;
        }
        refuse_usage(answer_, fmt::format("--rule: `{}` is no rule", shown(question_.rule)),
                     "rules are such as 1-7-to-5 (1 to 7 held back, others to the nearest 5) or "
                     "1-5-exact");
    }

    void take_from() {
        if (question_.from.empty()) return;
        options_.from = Date::parse(question_.from);
        if (!options_.from) {
            refuse_usage(answer_, fmt::format("--from: `{}` is not a date", shown(question_.from)),
                         "give a date such as 2024-04-01");
        }
    }

    void take_simulation() {
        auto& model = options_.model;
        auto& simulate = options_.simulate;
        number("--demand", question_.demand, {0, 1'000'000}, model.demand);
        number("--capacity", question_.capacity, {0, 1'000'000}, model.capacity);
        whole("--queue", question_.queue, {0, 10'000'000}, options_.queue);
        number("--waited", question_.waited, {0, 1000}, options_.waited);
        share("--leaving", question_.leaving, model.leaving);
        whole("--runs", question_.runs, {1, 100'000}, simulate.runs);
        simulate.weeks = question_.horizon.empty() ? 52 : options_.asked.plan_weeks;
        if (!question_.seed.empty()) {
            whole("--seed", question_.seed, {0, 9'007'199'254'740'992}, simulate.seed);
        }
        model.regular_slots = !question_.random_slots;
        if (question_.priorities.empty()) return;
        model.priority_shares.clear();
        model.by_priority = true;
        for (const auto part : split(question_.priorities, ',')) {
            double value = 0;
            share("--priorities", std::string(part), value);
            model.priority_shares.push_back(value);
        }
        double total = 0;
        for (const double value : model.priority_shares)
            total += value;
        if (model.priority_shares.size() > 9 || !(total > 0))
            refuse("--priorities", question_.priorities, "give shares such as 0.2,0.3,0.5");
    }

    const WaitsQuestion& question_;
    Answer& answer_;
    WaitsOptions options_;
};

}  // namespace

WaitsOptions waits_options(const WaitsQuestion& question, Answer& answer) {
    return Judging(question, answer).run();
}

}  // namespace concord
