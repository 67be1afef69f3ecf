// `money pools` and `money contracts`: from a folder or from files.
#include "agreements/agreements.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/located_system.hpp"
#include "engine/money_question.hpp"

namespace concord {
namespace {

using agreements::AgreementsData;

class Asking {
  public:
    Asking(const AgreementsQuestion& question, Answer& answer)
        : question_(question), answer_(answer) {}

    // Everything that can be wrong with the options is said at once.
    bool prepare() {
        for (const auto& path : question_.files)
            take(path);
        if (!question_.month.empty()) {
            wanted.month = agreements::Month::parse(question_.month);
            if (!wanted.month)
                refuse(fmt::format("--month: `{}` is not a month", shown(question_.month)),
                       "give a month such as 2025-04");
        }
        wanted.contract = question_.contract;
        wanted.pool = question_.fund;
        const auto basis = agreements::parse_forecast_basis(
            question_.forecast.empty() ? "plan" : question_.forecast);
        if (!basis)
            refuse(fmt::format("--forecast: `{}` is no way to forecast", shown(question_.forecast)),
                   "months to come are taken by plan or by trend");
        wanted.forecast = basis.value_or(agreements::ForecastBasis::plan);
        return answer_.outcome == Outcome::done;
    }

    // The table that is answered: the first where none is asked for.
    std::string table(const std::vector<std::string>& known) {
        if (question_.show.empty()) return known.front();
        for (const auto& name : known)
            if (question_.show == name) return name;
        refuse(fmt::format("--show: there is no table `{}` here", shown(question_.show)),
               "tables are " + join(known, ", "));
        return {};
    }

    agreements::AgreementFiles files;
    agreements::RowsWanted wanted;

  private:
    void refuse(std::string message, std::string help) {
        refuse_usage(answer_, std::move(message), std::move(help));
    }

    void take(const fs::path& path) {
        std::error_code error;
        if (fs::is_directory(path, error)) {
            for (auto& [name, file] : agreements::find_agreements(path, path.string()))
                take(name, std::move(file));
            return;
        }
        if (!is_there(path, answer_)) return;
        const auto kind = agreements::kind_of_file(path);
        if (!kind) {
            refuse(fmt::format("`{}` is no file of funds or contracts", shown(path.string(), 200)),
                   "give pools.toml, pool_contributions.csv, pool_spending.csv, contracts.toml, "
                   "activity.csv or funding.csv, with their columns");
            return;
        }
        take(*kind, {path, path.string()});
    }

    void take(const std::string& name, agreements::AgreementFile file) {
        const auto [at, is_first] = files.emplace(name, file);
        if (is_first) return;
        refuse(fmt::format("`{}` and `{}` are both read as {}", shown(at->second.shown_path, 200),
                           shown(file.shown_path, 200), name),
               "give one of the two");
    }

    const AgreementsQuestion& question_;
    Answer& answer_;
};

void need_file(const char* name, const agreements::AgreementFiles& files, Answer& answer) {
    if (answer.outcome != Outcome::done || files.contains(name)) return;
    refuse_usage(answer, fmt::format("there is no {} in what was given", name),
                 "give a system's folder, a folder with the file, or the file itself");
    answer.outcome = Outcome::input_missing;
}

void need_name(const char* option, const std::string& name, const std::vector<std::string>& known,
               Answer& answer) {
    if (name.empty() || std::ranges::find(known, name) != known.end()) return;
    const auto guess = closest(name, known);
    refuse_usage(answer, fmt::format("{}: there is no `{}`", option, shown(name)),
                 guess ? fmt::format("did you mean `{}`?", *guess) : "see which there are");
}

std::vector<std::string> names_of(const auto& list) {
    std::vector<std::string> names;
    for (const auto& one : list)
        names.push_back(one.id);
    return names;
}

// What the rows of payments make together, and of how many nothing is known.
void add_payment_note(const AgreementsData& data, const agreements::RowsWanted& wanted,
                      Answer& answer) {
    std::optional<Pence> sum = Pence();
    std::int64_t known = 0;
    std::int64_t unknown = 0;
    for (const auto& year : data.element_years) {
        if (!wanted.contract.empty() && year.contract->id != wanted.contract) continue;
        for (const auto& payment : year.payments) {
            if (wanted.month && payment.month != *wanted.month) continue;
            ++(payment.payment ? known : unknown);
            if (payment.payment && sum) sum = Pence::add(*sum, *payment.payment);
        }
    }
    answer.notes.push_back(fmt::format(
        "{} known, {} together; {} not known or to come, none of them taken as nothing",
        counted(known, "payment is", "payments are"),
        sum ? sum->words() : "more than can be counted", counted(unknown, "is", "are")));
    answer.notes.push_back(
        wanted.forecast == agreements::ForecastBasis::plan
            ? "the forecast takes months that are not known as planned; --forecast trend takes "
              "them as the known months went"
            : "the forecast takes months that are not known by the known months' share of their "
              "plan");
}

// What of a table follows from the rest of it, so that a reader of the workbook can check.
WorkbookPlan plan_of(const std::string& table, const agreements::RowsWanted& wanted) {
    WorkbookPlan plan;
    if (table == "pools") {
        plan.formulas = {{"difference", "{spent}-{plan}"}};
        plan.groups = {"year"};
        plan.summed = {"planned", "paid", "mandatory", "voluntary", "plan", "spent", "difference"};
    } else if (table == "pool_contributions") {
        plan.formulas = {{"unpaid", "{planned}-{paid}"}};
        plan.groups = {"fund", "year"};
        plan.summed = {"planned", "paid", "unpaid"};
    } else if (table == "pool_schemes") {
        plan.formulas = {{"difference", "{spent}-{planned}"}};
        plan.groups = {"fund", "year"};
        plan.summed = {"planned", "spent", "difference"};
    } else if (table == "pool_shares") {
        plan.groups = {"fund", "year", "side"};
        plan.summed = {"amount"};
        plan.method.emplace_back(
            "the parts of each fund and year make up what was spent above or below its plan");
    } else if (table == "contract_payments") {
        plan.formulas = {{"payment", "{fixed}+{variable}+{held}"}};
        // Of one month alone nothing is added up.
        if (!wanted.month)
            plan.running = {{"year_to_date", "payment", {"contract", "year", "element", "payee"}}};
        plan.groups = {"contract", "year", "element", "payee"};
        plan.summed = {"fixed", "variable", "held", "payment"};
    }
    return plan;
}

struct Verb {
    const char* file;
    std::vector<std::string> tables;
};

Answer answer_agreements(const AgreementsQuestion& question, const Verb& verb) {
    Answer answer;
    const auto context = money_context(question.as_at, answer);
    Asking asking(question, answer);
    const bool is_asked = asking.prepare();
    const auto table = asking.table(verb.tables);
    if (is_asked && table != "funding_lines") need_file(verb.file, asking.files, answer);
    if (!context || answer.outcome != Outcome::done) return answer;
    Diagnostics diagnostics(Engine::rule_book(), *context);
    const auto data = agreements::load_agreements(asking.files, diagnostics);
    need_name("--fund", question.fund, names_of(data.pools), answer);
    need_name("--contract", question.contract, names_of(data.contracts), answer);
    if (answer.outcome != Outcome::done) return answer;
    agreements::check_agreements({&data, nullptr, nullptr, {}}, diagnostics);
    answer.table = store::to_table(agreements::rows_of(data, table, asking.wanted));
    answer.workbook = plan_of(table, asking.wanted);
    for (const auto& [name, file] : asking.files)
        answer.workbook.method.push_back(source_of(file.path));
    if (table == "contract_payments") add_payment_note(data, asking.wanted, answer);
    finish_money(answer, diagnostics);
    return answer;
}

}  // namespace

Answer Engine::money_pools(const AgreementsQuestion& question) {
    return answer_agreements(question, {"pools.toml",
                                        {"pools", "pool_contributions", "pool_schemes",
                                         "pool_shares", "funding_lines"}});
}

Answer Engine::money_contracts(const AgreementsQuestion& question) {
    return answer_agreements(question, {"contracts.toml", {"contract_payments", "contracts"}});
}

}  // namespace concord
