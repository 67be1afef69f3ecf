#include "money/equity.hpp"

#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "money/cells.hpp"
#include "money/folder.hpp"

namespace concord::money {
namespace {

class EquityReader {
  public:
    EquityReader(MoneyFolder& folder, Diagnostics& diagnostics)
        : folder_(folder), diagnostics_(diagnostics) {}

    void read(Equity& into) {
        read_file("formula.csv", {"year", "body", "part", "kind", "basis", "weight", "people"}, 3,
                  into.formula, &EquityReader::formula_part);
        read_file("council_spending.csv",
                  {"year", "council", "service", "spending", "people", "need_index", "deprivation"},
                  3, into.councils, &EquityReader::council);
        read_file("place_resources.csv",
                  {"year", "place", "people", "deprivation", "spending", "staff"}, 2, into.places,
                  &EquityReader::place);
        read_file("practice_funding.csv",
                  {"year", "practice", "patients", "weighted_patients", "deprivation", "funding",
                   "doctors"},
                  2, into.practices, &EquityReader::practice);
        read_file("running_costs.csv",
                  {"year", "body", "running_costs", "inequalities_team", "effect"}, 2, into.costs,
                  &EquityReader::running_costs);
    }

  private:
    // The first `keys` columns name what a row is of; it stands once.
    template <typename Row>
    void read_file(const std::string& file, std::vector<std::string> columns, std::size_t keys,
                   std::vector<Row>& rows, std::optional<Row> (EquityReader::*read_row)()) {
        if (!folder_.has(file)) return;
        files::CsvReader reader(folder_.path(file),
                                files::hand_written(folder_.shown(file), std::move(columns)),
                                diagnostics_);
        MoneyCells cells(reader, diagnostics_);
        reader_ = &reader;
        cells_ = &cells;
        std::map<std::string, std::uint32_t> lines;
        while (reader.next()) {
            auto row = (this->*read_row)();
            if (row && is_first(lines, keys))
                rows.push_back(std::move(*row));
            else
                reader.skip_row();
        }
        folder_.record(file, reader.report());
    }

    bool is_first(std::map<std::string, std::uint32_t>& lines, std::size_t keys) {
        std::string key;
        for (std::size_t slot = 0; slot < keys; ++slot)
            key += text(slot) + "\n";
        const auto [at, is_new] = lines.emplace(key, reader_->place(1).line);
        if (!is_new) {
            cells_->find(
                "MON048", keys - 1, text(1),
                fmt::format("`{}` stands already on line {}", shown(text(keys - 1)), at->second));
        }
        return is_new;
    }

    std::string text(std::size_t slot) const { return reader_->text(slot); }

    enum class Least { nothing, above_nothing };

    // A number that is finite and not below the least.
    std::optional<double> number(std::size_t slot, Least least) {
        const auto value = parse_number(reader_->value(slot));
        if (value && (*value > 0 || (*value == 0 && least == Least::nothing))) return value;
        cells_->find("MON048", slot, text(1),
                     text(slot).empty()
                         ? std::string("the number is missing")
                         : fmt::format("`{}` is no number {}", shown(text(slot)),
                                       least == Least::nothing ? "from 0 on" : "above 0"));
        return std::nullopt;
    }

    // The same where an empty cell says nothing: then true, and nothing in `into`.
    bool optional_number(std::size_t slot, Least least, std::optional<double>& into) {
        if (text(slot).empty()) return true;
        into = number(slot, least);
        return into.has_value();
    }

    std::optional<Pence> spent(std::size_t slot) {
        const auto amount = cells_->amount(slot, text(1));
        if (!amount || *amount >= Pence()) return amount;
        cells_->find("MON014", slot, text(1),
                     fmt::format("what `{}` spends lies below nothing", shown(text(1))));
        return std::nullopt;
    }

    std::optional<FormulaPart> formula_part() {
        FormulaPart row;
        row.year = text(0);
        row.body = text(1);
        row.part = text(2);
        const auto kind = text(3);
        row.is_for_inequalities = kind == "inequalities";
        row.basis = text(4);
        row.place = reader_->place(2);
        row.place_of_basis = reader_->place(4);
        row.place_of_weight = reader_->place(5);
        if (!row.is_for_inequalities && kind != "need") {
            cells_->find("MON048", 3, row.body, fmt::format("`{}` is no kind", shown(kind)),
                         "a part is `need` or `inequalities`");
            return std::nullopt;
        }
        const auto weight = parse_fraction(reader_->value(5));
        const bool is_weight = weight && *weight >= 0 && *weight <= 1;
        if (!is_weight) {
            cells_->find("MON048", 5, row.body,
                         fmt::format("`{}` is no weight between 0 and 1", shown(text(5))));
        }
        const auto people = number(6, Least::nothing);
        if (!is_weight || !people) return std::nullopt;
        row.weight = *weight;
        row.people = *people;
        return row;
    }

    std::optional<CouncilSpending> council() {
        CouncilSpending row;
        row.year = text(0);
        row.council = text(1);
        row.service = text(2);
        row.place = reader_->place(1);
        const auto spending = spent(3);
        const auto people = number(4, Least::above_nothing);
        const bool has_need = optional_number(5, Least::above_nothing, row.need_index);
        const bool has_rank = optional_number(6, Least::nothing, row.deprivation);
        if (!spending || !people || !has_need || !has_rank) return std::nullopt;
        row.spending = *spending;
        row.people = *people;
        return row;
    }

    std::optional<PlaceResources> place() {
        PlaceResources row;
        row.year = text(0);
        row.place = text(1);
        row.where = reader_->place(1);
        const auto people = number(2, Least::above_nothing);
        const auto deprivation = number(3, Least::nothing);
        const auto spending = spent(4);
        const auto staff = number(5, Least::nothing);
        if (!people || !deprivation || !spending || !staff) return std::nullopt;
        row.people = *people;
        row.deprivation = *deprivation;
        row.spending = *spending;
        row.staff = *staff;
        return row;
    }

    std::optional<PracticeFunding> practice() {
        PracticeFunding row;
        row.year = text(0);
        row.practice = text(1);
        row.where = reader_->place(1);
        const auto patients = number(2, Least::above_nothing);
        const auto weighted = number(3, Least::above_nothing);
        const auto deprivation = number(4, Least::nothing);
        const auto funding = spent(5);
        const bool has_doctors = optional_number(6, Least::nothing, row.doctors);
        if (!patients || !weighted || !deprivation || !funding || !has_doctors) return std::nullopt;
        row.patients = *patients;
        row.weighted = *weighted;
        row.deprivation = *deprivation;
        row.funding = *funding;
        return row;
    }

    std::optional<RunningCosts> running_costs() {
        RunningCosts row;
        row.year = text(0);
        row.body = text(1);
        row.where = reader_->place(2);
        row.where_team = reader_->place(3);
        row.effect = text(4);
        const auto costs = spent(2);
        const bool has_team = optional_number(3, Least::nothing, row.team);
        if (!costs || !has_team) return std::nullopt;
        row.costs = *costs;
        return row;
    }

    MoneyFolder& folder_;
    Diagnostics& diagnostics_;
    files::CsvReader* reader_ = nullptr;  // of the file that is being read
    MoneyCells* cells_ = nullptr;
};

}  // namespace

Equity read_equity(MoneyFolder& folder, Diagnostics& diagnostics) {
    Equity equity;
    EquityReader(folder, diagnostics).read(equity);
    return equity;
}

}  // namespace concord::money
