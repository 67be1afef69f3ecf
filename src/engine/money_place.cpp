// `money place`: need indices and budgets of places from a file.
#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "engine/money_question.hpp"
#include "money/cells.hpp"
#include "money/pace_rule_file.hpp"
#include "money/place.hpp"

namespace concord {
namespace {

class Asking {
  public:
    Asking(const PlaceQuestion& question, Answer& answer) : question_(question), answer_(answer) {}

    // Everything that can be wrong with the options is said at once.
    bool set(money::PlaceRequest& request) {
        set_columns(request);
        set_gaps(request);
        set_money(request);
        set_shares(request);
        return answer_.outcome == Outcome::done;
    }

  private:
    void refuse(std::string message, std::string help) {
        refuse_usage(answer_, std::move(message), std::move(help));
    }

    void set_columns(money::PlaceRequest& request) {
        auto& units = request.units;
        units.file = question_.file;
        units.shown_path = question_.file.string();
        units.columns = {question_.unit,       question_.place,    question_.system,
                         question_.population, question_.weighted, question_.baseline};
        units.only = question_.only;
        request.year = question_.year;
        const auto streams = question_.weighted.size();
        if (!question_.baseline.empty() && question_.baseline.size() != streams) {
            refuse(fmt::format("{} baselines are given for {} streams", question_.baseline.size(),
                               streams),
                   "give one column of --baseline for each of --weighted, in the same order");
        }
        if (question_.what_if && question_.unit.empty()) {
            refuse("--what-if moves units by their names",
                   "say with --unit which column names them");
        }
    }

    void set_gaps(money::PlaceRequest& request) {
        const auto rule =
            money::parse_gap_rule(question_.missing.empty() ? "refuse" : question_.missing);
        if (rule) {
            request.need = {*rule, question_.whole_people};
            request.units.gaps = *rule;
            return;
        }
        refuse(fmt::format("`{}` is no rule for missing weights", shown(question_.missing)),
               "rules are " + join(money::gap_rule_names(), ", "));
    }

    void set_money(money::PlaceRequest& request) {
        for (const auto& text : question_.budget) {
            const auto amount = amount_of("--budget", text, answer_);
            if (amount && *amount < Pence()) refuse("--budget lies below nothing", "give pounds");
            if (amount) request.budget_of_streams.push_back(*amount);
        }
        const auto given = question_.budget.size();
        if (given > 0 && question_.only.empty()) {
            refuse("--budget is the money of one system",
                   "say with --only which, or give --budgets");
        }
        if (given > 0 && given != question_.weighted.size()) {
            refuse(fmt::format("{} budgets are given for {} streams", given,
                               question_.weighted.size()),
                   "give --budget once for each column of --weighted, in the same order");
        }
        if (given > 0 && question_.budgets) {
            refuse("--budget and --budgets both give money", "give one of the two");
        }
        if (question_.growth.empty()) return;
        const auto growth = money::parse_fraction(question_.growth);
        if (growth && *growth > -1 && *growth <= 1) {
            request.growth = growth;
        } else {
            refuse(fmt::format("--growth: `{}` is not a growth", shown(question_.growth)),
                   "give a share such as 0.0437 or 4.37%");
        }
        if (given > 0 || question_.budgets) {
            refuse("--growth says what a budget already says", "give one of the two");
        } else if (question_.baseline.empty()) {
            refuse("--growth needs something that grows", "give --baseline");
        }
    }

    void set_shares(money::PlaceRequest& request) {
        if (question_.rule && question_.baseline.empty()) {
            refuse("a rule of pace starts from what places have", "give --baseline");
        }
        if (question_.shares.empty()) return;
        double total = 0;
        for (const auto& text : question_.shares) {
            const auto share = share_of("--shares", text, answer_);
            request.shares.push_back(share.value_or(0));
            total += share.value_or(0);
        }
        if (request.shares.size() != question_.weighted.size() || !(total > 0)) {
            refuse(fmt::format("{} shares are given for {} streams", request.shares.size(),
                               question_.weighted.size()),
                   "give a weight for each column of --weighted, and not nothing for all");
        }
    }

    const PlaceQuestion& question_;
    Answer& answer_;
};

void plan_workbook(const fs::path& file, Answer& answer) {
    auto& plan = answer.workbook;
    plan.percents = {"convergence", "change", "fair_share", "current_share", "distance"};
    plan.formulas = {{"per_head", "ROUND({budget}/{population},2)"},
                     {"change", "{budget}/{baseline}-1"}};
    plan.groups = {"body", "stream"};
    plan.summed = {"population", "weighted_population", "target", "baseline", "budget"};
    plan.method.push_back(source_of(file));
    plan.method.emplace_back(
        "need index: weighted people a head over those of the body, which is 1; budgets make up "
        "the body's to the penny: the sheet `sums` adds them up");
}

bool read_files(const PlaceQuestion& question, money::PlaceRequest& request, Answer& answer,
                Diagnostics& diagnostics) {
    for (const auto& path : {question.rule, question.budgets, question.what_if}) {
        if (path && !is_there(*path, answer)) return false;
    }
    if (question.budgets) {
        request.budgets =
            money::read_budgets(*question.budgets, question.budgets->string(), diagnostics);
    }
    if (question.what_if) {
        request.moves =
            money::read_moves(*question.what_if, question.what_if->string(), diagnostics);
    }
    if (!question.rule) return true;
    const auto rule = money::read_pace_rule(*question.rule, question.rule->string(), diagnostics);
    if (rule) request.rule = rule->rule;
    return rule.has_value();
}

}  // namespace

Answer Engine::money_place(const PlaceQuestion& question) {
    Answer answer;
    const auto context = money_context(question.as_at, answer);
    money::PlaceRequest request;
    if (!Asking(question, answer).set(request) || !context) return answer;
    if (!is_there(question.file, answer)) return answer;
    Diagnostics diagnostics(rule_book(), *context);
    const bool is_read = read_files(question, request, answer, diagnostics);
    if (is_read) {
        auto placed = money::answer_place(request, diagnostics);
        answer.table = std::move(placed.table);
        answer.notes = std::move(placed.notes);
        plan_workbook(question.file, answer);
    }
    finish_money(answer, diagnostics);
    // A rule with a key that nobody knows is only warned of, and is not applied.
    if (!is_read && answer.outcome == Outcome::done) answer.outcome = Outcome::input_missing;
    return answer;
}

}  // namespace concord
