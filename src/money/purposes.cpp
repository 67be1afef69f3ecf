#include "money/purposes.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "money/cells.hpp"
#include "money/folder.hpp"

namespace concord::money {
namespace {

std::vector<NationalFund> read_funds(const std::filesystem::path& path, Diagnostics& diagnostics) {
    std::vector<NationalFund> funds;
    files::CsvReader reader(path,
                            files::hand_written("catalogue/money/funds.csv",
                                                {"year", "fund", "total", "budget", "authority"}),
                            diagnostics);
    MoneyCells cells(reader, diagnostics);
    while (reader.next()) {
        const auto total = cells.amount(2, reader.text(1));
        const auto budget = cells.amount(3, reader.text(1));
        if (total && budget) funds.push_back({reader.text(0), *total, *budget});
    }
    return funds;
}

// The columns of a file of the catalogue, a row a list of texts.
std::vector<std::vector<std::string>> catalogue_rows(const std::filesystem::path& folder,
                                                     const std::string& file,
                                                     const std::vector<std::string>& columns,
                                                     Diagnostics& diagnostics) {
    files::CsvReader reader(folder / file, files::hand_written("catalogue/money/" + file, columns),
                            diagnostics);
    std::vector<std::vector<std::string>> rows;
    while (reader.next()) {
        auto& row = rows.emplace_back();
        for (std::size_t slot = 0; slot < columns.size(); ++slot)
            row.push_back(reader.text(slot));
    }
    return rows;
}

class PurposeReader {
  public:
    PurposeReader(MoneyFolder& folder, Diagnostics& diagnostics)
        : folder_(folder), diagnostics_(diagnostics) {}

    std::vector<FundShare> read_shares() {
        std::vector<FundShare> rows;
        read("inequality_fund.csv", {"year", "body", "adjustment_share", "received"},
             [&](files::CsvReader& reader, MoneyCells& cells) {
                 FundShare row;
                 row.year = reader.text(0);
                 row.body = reader.text(1);
                 row.place = reader.place(2);
                 row.received_place = reader.place(3);
                 const auto share = parse_fraction(reader.value(2));
                 const bool is_share = share && *share >= 0 && *share <= 1;
                 if (!is_share) {
                     cells.find("MON041", 2, row.body,
                                fmt::format("`{}` is no share", shown(reader.value(2))));
                 }
                 const auto received = cells.amount(3, row.body);
                 if (!is_share || !received) return false;
                 row.share = *share;
                 row.received = *received;
                 rows.push_back(std::move(row));
                 return true;
             });
        return rows;
    }

    std::vector<TaggedLine> read_tagged() {
        std::vector<TaggedLine> rows;
        read("inequalities.csv", {"year", "body", "line", "amount", "use"},
             [&](files::CsvReader& reader, MoneyCells& cells) {
                 const auto use = word(reader, cells, 4, {"inequalities", "deficit", "other"});
                 const auto amount = not_negative(cells, 3, reader.text(1));
                 if (!use || !amount) return false;
                 rows.push_back({reader.text(0), reader.text(1), reader.text(2), *amount,
                                 static_cast<UseOfMoney>(*use), reader.place(4)});
                 return true;
             });
        return rows;
    }

    std::vector<PreventionLine> read_prevention() {
        std::vector<PreventionLine> rows;
        read("prevention.csv", {"year", "body", "line", "kind", "amount"},
             [&](files::CsvReader& reader, MoneyCells& cells) {
                 const auto kind = word(reader, cells, 3, {"clinical", "other"});
                 const auto amount = not_negative(cells, 4, reader.text(1));
                 if (!kind || !amount) return false;
                 rows.push_back({reader.text(0), reader.text(1), reader.text(2), *kind == 0,
                                 *amount, reader.place(1)});
                 return true;
             });
        return rows;
    }

    std::vector<Settlement> read_settlements() {
        std::vector<Settlement> rows;
        read("settlements.csv", {"year", "authority", "amount", "themes"},
             [&](files::CsvReader& reader, MoneyCells&) {
                 Settlement row{reader.text(0),  reader.text(1), reader.text(2), {},
                                reader.place(1), reader.place(3)};
                 for (const auto theme : split(reader.value(3), ';'))
                     if (!trim(theme).empty()) row.themes.emplace_back(trim(theme));
                 rows.push_back(std::move(row));
                 return true;
             });
        return rows;
    }

  private:
    template <typename ReadRow>
    void read(const std::string& file, std::vector<std::string> columns, ReadRow read_row) {
        if (!folder_.has(file)) return;
        files::CsvReader reader(folder_.path(file),
                                files::hand_written(folder_.shown(file), std::move(columns)),
                                diagnostics_);
        MoneyCells cells(reader, diagnostics_);
        while (reader.next())
            if (!read_row(reader, cells)) reader.skip_row();
        folder_.record(file, reader.report());
    }

    static std::optional<Pence> not_negative(MoneyCells& cells, std::size_t slot,
                                             const std::string& body) {
        const auto amount = cells.amount(slot, body);
        if (!amount || *amount >= Pence()) return amount;
        cells.find("MON014", slot, body,
                   fmt::format("what `{}` spends lies below nothing", shown(body)));
        return std::nullopt;
    }

    // A cell with one of a few words.
    static std::optional<std::size_t> word(const files::CsvReader& reader, MoneyCells& cells,
                                           std::size_t slot,
                                           const std::vector<std::string>& words) {
        const auto text = reader.text(slot);
        for (std::size_t i = 0; i < words.size(); ++i)
            if (words[i] == text) return i;
        const auto guess = closest(text, words);
        cells.find("MON041", slot, reader.text(1), fmt::format("`{}` is no use", shown(text)),
                   guess ? fmt::format("did you mean `{}`?", *guess)
                         : "it is one of " + join(words, ", "));
        return std::nullopt;
    }

    MoneyFolder& folder_;
    Diagnostics& diagnostics_;
};

}  // namespace

Purposes read_purposes(MoneyFolder& folder, const std::filesystem::path& catalogue,
                       Diagnostics& diagnostics) {
    Purposes purposes;
    PurposeReader reader(folder, diagnostics);
    purposes.funds = read_funds(catalogue / "funds.csv", diagnostics);
    purposes.shares = reader.read_shares();
    purposes.tagged = reader.read_tagged();
    purposes.prevention = reader.read_prevention();
    purposes.settlements = reader.read_settlements();
    for (const auto& row :
         catalogue_rows(catalogue, "settlements.csv",
                        {"year", "authority", "authority_name", "source"}, diagnostics))
        purposes.settlement_years.push_back({row[0], row[1]});
    for (const auto& row :
         catalogue_rows(catalogue, "themes.csv", {"id", "title", "authority"}, diagnostics))
        purposes.themes.push_back(row[0]);
    return purposes;
}

std::string class_of_use(Pence on_inequalities, Pence given) {
    if (given <= Pence()) return "";
    if (on_inequalities >= given) return "ring-fenced";
    return on_inequalities > Pence() ? "partial" : "returned to baseline";
}

}  // namespace concord::money
