// `money spend`: files of payments, read, checked, classified and added up.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "engine/render.hpp"
#include "files/output.hpp"
#include "registry/catalogue.hpp"
#include "spending/spending.hpp"

namespace concord {
namespace {

std::string number_of(std::int64_t count, const char* one, const char* many) {
    return counted(count, one, many);
}

// A month "2022-07", or any day of it.
std::optional<spending::MonthNumber> month_of_option(const std::string& option,
                                                     const std::string& text, Answer& answer) {
    if (text.empty()) return std::nullopt;
    const auto day = Date::parse(text.size() == 7 ? text + "-01" : text);
    if (day) return spending::month_of(*day);
    refuse_usage(answer, fmt::format("`{} {}` is no month", option, shown(text)),
                 "give a month such as 2022-07");
    return std::nullopt;
}

class Asking {
  public:
    Asking(const SpendQuestion& question, const EngineOptions& options, Answer& answer)
        : question_(question), options_(options), answer_(answer) {}

    // False where the question cannot be asked: then the answer says why.
    bool prepare(spending::SpendingRequest& request) {
        request.catalogue = options_.resources / "catalogue" / "spending";
        request.progress = options_.progress;
        request.cancel = options_.cancel;
        request.entity = question_.entity;
        request.threads = options_.threads;
        take_words(request);
        request.window.from = month_of_option("--from", question_.from, answer_);
        request.window.to = month_of_option("--to", question_.to, answer_);
        if (request.window.from && request.window.to && *request.window.from > *request.window.to)
            refuse_usage(answer_, "`--from` is later than `--to`", "swap the two months");
        take_rules(request);
        take_summary();
        if (answer_.outcome != Outcome::done) return false;
        for (const auto& file : question_.files)
            take_file(file, request);
        if (question_.suppliers)
            request.overrides = {*question_.suppliers, question_.suppliers->string()};
        return answer_.outcome == Outcome::done;
    }

    std::string table() const {
        return question_.summary.empty() ? "spend" : "spend_" + question_.summary;
    }
    bool wants_organisations() const {
        return question_.out || question_.suppliers || question_.summary == "suppliers";
    }

  private:
    void take_words(spending::SpendingRequest& request) {
        if (question_.dates == "day-first") {
            request.order = spending::DateOrder::day_first;
        } else if (question_.dates == "month-first") {
            request.order = spending::DateOrder::month_first;
        } else if (!question_.dates.empty()) {
            refuse_usage(answer_, fmt::format("`{}` is no order of dates", shown(question_.dates)),
                         "orders are day-first and month-first");
        }
        if (question_.precedence == "last") {
            request.precedence = spending::Precedence::last;
        } else if (!question_.precedence.empty() && question_.precedence != "first") {
            refuse_usage(answer_, fmt::format("`{}` is no precedence", shown(question_.precedence)),
                         "of several categories that match, first or last is taken");
        }
    }

    // A name of the catalogue's, or a file of the user's.
    void take_rules(spending::SpendingRequest& request) {
        const auto& rules = question_.rules;
        std::error_code error;
        if (rules.empty()) return;
        const bool plain = rules.find('/') == std::string::npos;
        const auto named = request.catalogue / (rules + ".csv");
        const bool of_catalogue =
            plain && fs::is_regular_file(named, error) && rules != "headers" && rules != "words";
        if (of_catalogue) {
            request.rules = named;
        } else if (fs::is_regular_file(rules, error)) {
            request.rules = rules;
        } else {
            refuse_usage(answer_, fmt::format("`{}` is no classification", shown(rules)),
                         "give tables12-13, or a CSV file of rules");
        }
    }

    void take_summary() {
        std::vector<std::string> known;
        for (const auto& schema : spending::table_schemas()) {
            if (schema.name != "spend") known.push_back(schema.name.substr(6));
        }
        if (question_.summary.empty() || std::ranges::find(known, question_.summary) != known.end())
            return;
        refuse_usage(answer_, fmt::format("there is no summary `{}`", shown(question_.summary)),
                     fmt::format("summaries are {}", join(known, ", ")));
    }

    void take_file(const fs::path& file, spending::SpendingRequest& request) {
        std::error_code error;
        if (fs::is_directory(file, error)) {
            auto shown_folder = file.string();
            while (shown_folder.size() > 1 && shown_folder.ends_with('/'))
                shown_folder.pop_back();
            auto below = spending::files_below(file, shown_folder);
            if (below.empty()) missing(fmt::format("`{}` holds no file of payments", shown_folder));
            std::ranges::move(below, std::back_inserter(request.files));
        } else if (fs::is_regular_file(file, error)) {
            request.files.push_back({file, file.string()});
        } else {
            missing(fmt::format("there is no file `{}`", shown(file.string(), 200)));
        }
    }

    void missing(std::string message) {
        refuse_usage(answer_, std::move(message), "give CSV files, workbooks, or folders of them");
        answer_.outcome = Outcome::input_missing;
    }

    const SpendQuestion& question_;
    const EngineOptions& options_;
    Answer& answer_;
};

std::vector<spending::Organisation> known_organisations(const EngineOptions& options,
                                                        Answer& answer) {
    bool is_explicit = false;
    const auto data = locate_data(options, nullptr, is_explicit);
    Diagnostics aside(Engine::rule_book(), {Date(2022, 7, 1), RuleProfile::act_2022});
    std::vector<spending::Organisation> organisations;
    if (data) {
        const auto catalogue = registry::Catalogue::read(
            options.resources / "catalogue" / "england.toml", "catalogue/england.toml", aside);
        const auto kinds = registry::read_body_kinds(
            options.resources / "catalogue" / "body_kinds.csv", "catalogue/body_kinds.csv", aside);
        organisations =
            spending::organisations_of({&catalogue, kinds, *data}, aside, *options.cancel);
    }
    if (organisations.empty()) {
        answer.notes.emplace_back(
            "no register of organisations was found, so that suppliers are not matched; `--data "
            "DIR` or CONCORD_DATA says where the open data is");
    }
    return organisations;
}

void add_notes(const spending::SpendingData& data, Answer& answer) {
    std::int64_t rows = 0;
    std::int64_t totals = 0;
    std::int64_t titles = 0;
    std::int64_t rejected = 0;
    std::int64_t repairs = 0;
    std::optional<Pence> amount = Pence();
    for (const auto& sheet : data.spending.sheets) {
        rows += sheet.rows;
        totals += sheet.totals;
        titles += sheet.titles;
        rejected += sheet.rejected;
        for (const auto& [repair, repaired] : sheet.repairs)
            repairs += repaired.count;
        if (amount && sheet.amount) amount = Pence::add(*amount, *sheet.amount);
    }
    answer.notes.push_back(fmt::format(
        "{} of {}: {} of {}, {}, {} of titles, headers, notes or nothing, {} rejected; {}",
        number_of(rows, "row", "rows"),
        number_of(static_cast<std::int64_t>(data.spending.sheets.size()), "table", "tables"),
        number_of(static_cast<std::int64_t>(data.spending.payments.size()), "payment", "payments"),
        amount ? amount->words() : "too many pounds to count", number_of(totals, "total", "totals"),
        titles, rejected, number_of(repairs, "repair", "repairs")));
}

// All tables into a folder that was not there or is empty.
bool write_folder(const fs::path& folder, const spending::SpendingData& data, Answer& answer) {
    std::error_code error;
    if (fs::exists(folder, error) &&
        !(fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
        refuse_usage(answer, fmt::format("`{}` is there already", shown(folder.string(), 200)),
                     "name a new folder for the tables");
        return false;
    }
    files::OutputFolder output(folder, "");
    for (const auto& schema : spending::table_schemas()) {
        const auto table = store::to_table(spending::rows_of(data, schema.name));
        files::write_file(output.path() / (schema.name + ".csv"), render_csv(table));
    }
    output.publish();
    return true;
}

// Sums stand below tables whose rows are parts of a whole.
void plan_workbook(const spending::SpendingData& data, Answer& answer) {
    auto& plan = answer.workbook;
    const std::array parts = {"spend",          "spend_files",  "spend_months",
                              "spend_entities", "spend_shares", "spend_suppliers"};
    if (std::ranges::find(parts, answer.table.name) != parts.end()) plan.summed = {"amount"};
    plan.percents = {"share", "mean_share", "share_of_type", "baseline_share", "change"};
    for (const auto& input : data.inputs)
        plan.method.push_back(fmt::format("from `{}`, SHA-256 {}", input.path, input.sha256));
}

}  // namespace

Answer Engine::spend(const SpendQuestion& question) {
    Answer answer;
    Date as_at(2022, 7, 1);
    if (question.as_at) {
        const auto date = Date::parse(*question.as_at);
        if (!date) {
            refuse_usage(answer, fmt::format("`{}` is not a date", shown(*question.as_at)),
                         "give a date such as 2022-07-01");
            return answer;
        }
        as_at = *date;
    }
    spending::SpendingRequest request;
    Asking asking(question, options_, answer);
    if (!asking.prepare(request)) return answer;
    if (asking.wants_organisations()) request.organisations = known_organisations(options_, answer);
    Diagnostics diagnostics(rule_book(), {as_at, profile_in_force(as_at)});
    const auto data = spending::load_spending(request, diagnostics);
    spending::check_spending(data, diagnostics);
    finish(answer, diagnostics);
    if (data.spending.payments.empty() && answer.errors > 0)
        answer.outcome = Outcome::input_missing;
    if (question.out) {
        write_folder(*question.out, data, answer);
    } else {
        answer.table = store::to_table(spending::rows_of(data, asking.table()));
        plan_workbook(data, answer);
    }
    add_notes(data, answer);
    return answer;
}

}  // namespace concord
