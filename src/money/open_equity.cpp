#include "money/open_equity.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/amount.hpp"
#include "base/text.hpp"
#include "files/digest.hpp"
#include "money/folder.hpp"
#include "money/published_table.hpp"

namespace concord::money {
namespace {

constexpr const char* equity_file = "equity.toml";

std::string cell(const PublishedRow& row, const std::string& column) {
    const auto found = row.cells.find(column);
    return found == row.cells.end() ? std::string() : found->second;
}

std::optional<double> above_nothing(const PublishedRow& row, const std::string& column) {
    const auto value = parse_number(cell(row, column));
    return value && *value > 0 ? value : std::nullopt;
}

// Rows that are left out, by the reason.
class LeftOut {
  public:
    void add(const std::string& reason) {
        ++reasons_[reason];
        ++count_;
    }

    std::int64_t count() const { return count_; }

    std::string words() const {
        std::vector<std::string> parts;
        for (const auto& [reason, count] : reasons_)
            parts.push_back(fmt::format("{} {}", count, reason));
        return join(parts, ", ");
    }

  private:
    std::map<std::string, std::int64_t> reasons_;
    std::int64_t count_ = 0;
};

class OpenEquityReader {
  public:
    OpenEquityReader(MoneyFolder& folder, const OpenSources& sources, Equity& equity,
                     Diagnostics& diagnostics)
        : folder_(folder), sources_(sources), equity_(equity), diagnostics_(diagnostics) {}

    OpenEquityInputs read() {
        const auto document =
            files::read_toml(folder_.path(equity_file), folder_.shown(equity_file), diagnostics_);
        if (document) {
            files::TomlReader reader(*document, folder_.shown(equity_file), diagnostics_);
            for (auto& table : reader.tables("formula"))
                read_formula(table);
            for (auto& table : reader.tables("practice_funding"))
                read_practices(table);
            for (auto& table : reader.tables("running_costs"))
                read_costs(table);
            reader.finish();
        }
        folder_.record(equity_file, {});
        return std::move(inputs_);
    }

  private:
    // What every table of equity.toml says, and the errors before it was read.
    struct Asked {
        std::string year;
        std::string dataset;
        Location place;
        std::size_t errors = 0;
    };

    Asked asked_of(files::TomlReader& table) {
        Asked asked;
        asked.errors = diagnostics_.count(Severity::error);
        asked.year = table.required_text("year");
        asked.dataset = table.required_text("dataset");
        asked.place = table.place("dataset");
        return asked;
    }

    bool is_whole(files::TomlReader& table, const Asked& asked) {
        table.finish();
        return diagnostics_.count(Severity::error) == asked.errors;
    }

    // Nothing where the data set is not on this machine, or cannot be read.
    PublishedRows rows_of(const std::string& dataset, const Location& place,
                          std::vector<std::string> columns) {
        inputs_.datasets.push_back(dataset);
        const auto file = file_of(sources_, dataset, place, diagnostics_);
        if (file.empty()) return {};
        const auto path = sources_.catalogue->dataset(dataset)->path;
        auto published = read_published({file, path, "", std::move(columns)}, diagnostics_);
        if (!published.problem.empty()) {
            diagnostics_.add({"MON040", place, dataset,
                              fmt::format("`{}` {}", path, published.problem), published.help});
        }
        published.report.dataset = dataset;
        published.report.path = path;
        std::error_code error;
        published.report.bytes = std::filesystem::file_size(file, error);
        published.report.sha256 = files::sha256_of_file(file);
        return published;
    }

    void record(PublishedRows& published, std::size_t taken, std::int64_t outside) {
        if (published.report.dataset.empty()) return;
        published.report.rows_read = static_cast<std::int64_t>(taken);
        published.report.rows_outside += outside;
        inputs_.reports.push_back(std::move(published.report));
    }

    void say_left_out(const Asked& asked, const LeftOut& left_out, std::int64_t of) {
        if (left_out.count() == 0) return;
        diagnostics_.add(
            {"MON055", asked.place, asked.dataset,
             fmt::format("{} of {} practices of `{}` in {} are left out: {}", left_out.count(), of,
                         shown(asked.dataset), shown(asked.year), left_out.words())});
    }

    // ── the formula: weighted people of each unit, added up by body ─────────────────────────────

    void read_formula(files::TomlReader& table) {
        const auto asked = asked_of(table);
        const auto body = table.required_text("body");
        const auto kind = table.text("kind").value_or("");
        std::vector<FormulaPart> parts;
        std::vector<std::string> columns{body};
        for (auto& part : table.tables("part")) {
            columns.push_back(part.required_text("column"));
            parts.push_back(part_of(part, asked.year));
        }
        if (!is_whole(table, asked)) return;
        auto published = rows_of(asked.dataset, asked.place, columns);
        std::map<std::string, std::vector<double>> sums;
        LeftOut left_out;
        std::int64_t outside = 0;
        for (const auto& row : published.rows) {
            const auto* known = body_with_code(sources_.bodies, cell(row, body), asked.year, kind);
            if (!known) {
                ++outside;
                continue;
            }
            std::vector<double> people;
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if (const auto weighted = parse_number(cell(row, columns[i + 1])))
                    people.push_back(*weighted);
            }
            if (people.size() < parts.size()) {
                left_out.add("without a number in every part");
                continue;
            }
            auto& sum = sums.emplace(known->id, std::vector<double>(parts.size())).first->second;
            for (std::size_t i = 0; i < parts.size(); ++i)
                sum[i] += people[i];
        }
        for (const auto& [id, sum] : sums) {
            for (std::size_t i = 0; i < parts.size(); ++i) {
                equity_.formula.push_back(parts[i]);
                equity_.formula.back().body = id;
                equity_.formula.back().people = sum[i];
            }
        }
        const auto ours = static_cast<std::int64_t>(published.rows.size()) - outside;
        say_left_out(asked, left_out, ours);
        record(published, static_cast<std::size_t>(ours - left_out.count()),
               outside + left_out.count());
    }

    FormulaPart part_of(files::TomlReader& table, const std::string& year) {
        FormulaPart part;
        part.year = year;
        part.part = table.required_text("name");
        const auto kind = table.required_text("kind");
        part.is_for_inequalities = kind == "inequalities";
        part.basis = table.text("basis").value_or("");
        part.place = table.place("name");
        part.place_of_weight = table.place("weight");
        part.place_of_basis = table.place(part.basis.empty() ? "name" : "basis");
        const auto weight = table.number("weight");
        if (!weight || *weight < 0 || *weight > 1) {
            table.find("REG016", "weight", "a part's weight is a number between 0 and 1",
                       "give the part of the whole formula that it has");
        }
        if (!part.is_for_inequalities && kind != "need" && !kind.empty()) {
            table.find("REG016", "kind", fmt::format("`{}` is no kind", shown(kind)),
                       "a part is `need` or `inequalities`");
        }
        part.weight = weight.value_or(0);
        table.finish();
        return part;
    }

    // ── practices ────────────────────────────────────────────────────────────────────────────────

    struct PracticeColumns {
        std::string practice, patients, weighted, funding, of;
        std::vector<std::string> codes;  // of `of`; empty: every practice
    };

    void read_practices(files::TomlReader& table) {
        const auto asked = asked_of(table);
        PracticeColumns columns;
        columns.practice = table.required_text("practice");
        columns.patients = table.required_text("patients");
        columns.weighted = table.required_text("weighted_patients");
        columns.funding = table.required_text("funding");
        columns.of = table.text("of").value_or("");
        columns.codes = table.texts("codes");
        auto deprivation = table.table("deprivation");
        if (!deprivation) {
            table.find("REG016", "deprivation", "the deprivation of practices is not given",
                       "name its data set in a table [practice_funding.deprivation]");
        }
        const auto ranks =
            deprivation ? deprivation_of(*deprivation) : std::map<std::string, double>();
        if (!is_whole(table, asked)) return;
        std::vector<std::string> names{columns.practice, columns.patients, columns.weighted,
                                       columns.funding};
        if (!columns.of.empty()) names.push_back(columns.of);
        auto published = rows_of(asked.dataset, asked.place, names);
        take_practices(asked, columns, ranks, published);
    }

    std::map<std::string, double> deprivation_of(files::TomlReader& table) {
        const auto errors = diagnostics_.count(Severity::error);
        const auto dataset = table.required_text("dataset");
        const auto practice = table.required_text("practice");
        const auto value = table.required_text("value");
        const auto place = table.place("dataset");
        table.finish();
        std::map<std::string, double> found;
        if (diagnostics_.count(Severity::error) > errors) return found;
        auto published = rows_of(dataset, place, {practice, value});
        for (const auto& row : published.rows) {
            const auto rank = parse_number(cell(row, value));
            if (rank && *rank >= 0) found.emplace(cell(row, practice), *rank);
        }
        const auto outside = static_cast<std::int64_t>(published.rows.size() - found.size());
        record(published, found.size(), outside);
        return found;
    }

    void take_practices(const Asked& asked, const PracticeColumns& columns,
                        const std::map<std::string, double>& ranks, PublishedRows& published) {
        LeftOut left_out;
        std::set<std::string> seen;
        std::int64_t elsewhere = 0;
        for (const auto& row : published.rows) {
            const bool is_ours =
                columns.of.empty() ||
                std::ranges::find(columns.codes, cell(row, columns.of)) != columns.codes.end();
            if (!is_ours) {
                ++elsewhere;
                continue;
            }
            PracticeFunding made;
            made.year = asked.year;
            made.practice = cell(row, columns.practice);
            made.where = row.place;
            const auto problem = set_practice(row, columns, ranks, made);
            if (!problem.empty())
                left_out.add(problem);
            else if (!seen.insert(made.practice).second)
                left_out.add("that stand there twice");
            else
                equity_.practices.push_back(std::move(made));
        }
        say_left_out(asked, left_out, static_cast<std::int64_t>(published.rows.size()) - elsewhere);
        record(published, seen.size(), elsewhere + left_out.count());
    }

    // Why the practice is left out; empty where it is whole.
    static std::string set_practice(const PublishedRow& row, const PracticeColumns& columns,
                                    const std::map<std::string, double>& ranks,
                                    PracticeFunding& made) {
        const auto patients = above_nothing(row, columns.patients);
        const auto weighted = above_nothing(row, columns.weighted);
        if (!patients || !weighted) return "without patients, or patients weighted by need";
        const auto funding = parse_amount(cell(row, columns.funding)).value;
        if (!funding || *funding < Pence()) return "whose funding is no amount from nothing on";
        const auto rank = ranks.find(made.practice);
        if (rank == ranks.end()) return "whose deprivation is not known";
        made.patients = *patients;
        made.weighted = *weighted;
        made.funding = *funding;
        made.deprivation = rank->second;
        return {};
    }

    // ── running costs ────────────────────────────────────────────────────────────────────────────

    void read_costs(files::TomlReader& table) {
        const auto asked = asked_of(table);
        const auto body = table.required_text("body");
        const auto kind = table.text("kind").value_or("");
        const auto amount = table.required_text("amount");
        const bool in_thousands = table.truth("in_thousands").value_or(false);
        if (!is_whole(table, asked)) return;
        auto published = rows_of(asked.dataset, asked.place, {body, amount});
        std::size_t taken = 0;
        for (const auto& row : published.rows) {
            const auto* known = body_with_code(sources_.bodies, cell(row, body), asked.year, kind);
            const auto costs = parse_amount(cell(row, amount) + (in_thousands ? "k" : "")).value;
            if (!known || !costs || *costs < Pence() || is_recorded(asked.year, known->id))
                continue;
            RunningCosts made;
            made.year = asked.year;
            made.body = known->id;
            made.costs = *costs;
            made.is_published = true;
            made.where = made.where_team = row.place;
            equity_.costs.push_back(std::move(made));
            ++taken;
        }
        const auto outside = static_cast<std::int64_t>(published.rows.size() - taken);
        record(published, taken, outside);
    }

    // The body's own record of a year says more than what was announced.
    bool is_recorded(const std::string& year, const std::string& body) const {
        return std::ranges::any_of(equity_.costs, [&](const RunningCosts& row) {
            return row.year == year && row.body == body;
        });
    }

    MoneyFolder& folder_;
    const OpenSources& sources_;
    Equity& equity_;
    Diagnostics& diagnostics_;
    OpenEquityInputs inputs_;
};

}  // namespace

OpenEquityInputs add_open_equity(MoneyFolder& folder, const OpenSources& sources, Equity& equity,
                                 Diagnostics& diagnostics) {
    if (!folder.has(equity_file)) return {};
    return OpenEquityReader(folder, sources, equity, diagnostics).read();
}

}  // namespace concord::money
