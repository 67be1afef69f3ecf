// Reading pool_contributions.csv, pool_spending.csv and funding.csv.
#include <map>
#include <set>

#include <fmt/format.h>

#include "agreements/reading.hpp"
#include "base/text.hpp"

namespace concord::agreements {
namespace {

// Rows by what may stand once.
class Once {
  public:
    explicit Once(Cells& cells) : cells_(cells) {}

    bool is_first(const std::string& key, std::size_t slot, std::uint32_t line,
                  const std::string& what) {
        const auto [at, first] = lines_.emplace(key, line);
        if (!first) {
            cells_.find("MON307", slot,
                        fmt::format("{} stands already on line {}", what, at->second));
        }
        return first;
    }

  private:
    Cells& cells_;
    std::map<std::string, std::uint32_t> lines_;
};

// The funds and their schemes by name, for as many rows as there may be.
class KnownFunds {
  public:
    explicit KnownFunds(const AgreementsData& data) {
        for (const auto& pool : data.pools) {
            auto& schemes = funds_[pool.id];
            for (const auto& scheme : pool.schemes)
                schemes.insert(scheme.id);
        }
    }

    bool knows(Cells& cells, const std::string& fund) const {
        if (funds_.contains(fund)) return true;
        std::vector<std::string> known;
        for (const auto& [id, schemes] : funds_)
            known.push_back(id);
        const auto guess = closest(fund, known);
        cells.find("MON305", 0, fmt::format("there is no fund `{}`", shown(fund)),
                   guess ? fmt::format("did you mean `{}`?", *guess) : "");
        return false;
    }

    bool knows(Cells& cells, const std::string& fund, const std::string& scheme) const {
        if (!knows(cells, fund)) return false;
        if (funds_.at(fund).contains(scheme)) return true;
        cells.find("MON305", 2, fmt::format("`{}` has no scheme `{}`", shown(fund), shown(scheme)));
        return false;
    }

  private:
    std::map<std::string, std::set<std::string>> funds_;
};

// What becomes of a row of a fund: kept, or passed over and remembered.
class FundRows {
  public:
    FundRows(files::CsvReader& reader, UnreadRows& unread) : reader_(reader), unread_(unread) {}

    // True where the row is kept.
    bool judge(const std::string& pool, FinancialYear year, bool is_read, bool is_sound) {
        if (is_read && is_sound) return true;
        if (is_read) reader_.skip_row();
        ++remembered_;
        unread_.years.emplace(pool, year);
        if (year == FinancialYear()) unread_.any = true;
        return false;
    }

    // Rows that the reader itself passed over, or never came to, may be of any fund.
    void finish() {
        const auto skipped = reader_.report().rows_skipped;
        const bool gave_up = skipped >= files::CsvReader::damaged_rows_limit;
        if (skipped > remembered_ || gave_up) unread_.any = true;
    }

  private:
    files::CsvReader& reader_;
    UnreadRows& unread_;
    std::int64_t remembered_ = 0;
};

}  // namespace

void read_contributions(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics) {
    files::CsvReader reader(
        file.path,
        files::hand_written(file.shown_path, {"fund", "year", "contributor", "planned"},
                            {"paid", "basis", "money"}),
        diagnostics);
    Cells cells(reader, diagnostics);
    Once once(cells);
    const KnownFunds funds(data);
    FundRows rows(reader, data.unread_contributions);
    while (reader.next()) {
        Contribution row;
        row.pool = cells.text(0);
        row.year = cells.year(1);
        row.contributor = cells.text(2);
        row.planned = cells.amount(3);
        row.paid = cells.optional_amount(4);
        row.basis = cells.word(5, {"mandatory", "voluntary"});
        row.money = cells.word(6, {"ring-fenced", "local"});
        row.place = reader.place(2);
        const bool known = funds.knows(cells, row.pool);
        const auto key = fmt::format("{}\n{}\n{}\n{}\n{}", row.pool, row.year.begins,
                                     row.contributor, row.basis, row.money);
        const bool first = once.is_first(key, 2, row.place.line,
                                         fmt::format("what `{}` puts in", shown(row.contributor)));
        const bool is_read = cells.end_row();
        if (rows.judge(row.pool, row.year, is_read, known && first))
            data.contributions.push_back(std::move(row));
    }
    rows.finish();
    record_input(file, "pool_contributions.csv", reader.report(), data);
}

void read_spending(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics) {
    files::CsvReader reader(
        file.path,
        files::hand_written(file.shown_path, {"fund", "year", "scheme", "planned"}, {"spent"}),
        diagnostics);
    Cells cells(reader, diagnostics);
    Once once(cells);
    const KnownFunds funds(data);
    FundRows rows(reader, data.unread_spending);
    while (reader.next()) {
        SchemeSpending row;
        row.pool = cells.text(0);
        row.year = cells.year(1);
        row.scheme = cells.text(2);
        row.planned = cells.amount(3);
        row.spent = cells.optional_amount(4);
        row.place = reader.place(2);
        const bool known = funds.knows(cells, row.pool, row.scheme);
        const auto key = fmt::format("{}\n{}\n{}", row.pool, row.year.begins, row.scheme);
        const bool first = once.is_first(key, 2, row.place.line,
                                         fmt::format("the scheme `{}`", shown(row.scheme)));
        const bool is_read = cells.end_row();
        if (rows.judge(row.pool, row.year, is_read, known && first))
            data.spending.push_back(std::move(row));
    }
    rows.finish();
    record_input(file, "pool_spending.csv", reader.report(), data);
}

void read_funding(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics) {
    files::CsvReader reader(
        file.path,
        files::hand_written(file.shown_path, {"line", "initiative"},
                            {"amount", "from", "to", "recurrent", "conditions", "successor",
                             "mobilisation_months", "delivery_months", "money"}),
        diagnostics);
    Cells cells(reader, diagnostics);
    Once once(cells);
    while (reader.next()) {
        FundingLine row;
        row.id = cells.text(0);
        row.initiative = cells.text(1);
        row.amount = cells.optional_amount(2);
        row.from = cells.date(3);
        row.to = cells.date(4);
        row.recurrent = cells.truth(5);
        const auto conditions = cells.text(6);  // kept, for its parts are views of it
        row.says_conditions = !conditions.empty();
        if (conditions != "none") {
            for (const auto part : split(conditions, ';'))
                if (!part.empty()) row.conditions.emplace_back(part);
        }
        row.successor = cells.text(7);
        row.mobilisation = cells.months(8);
        row.delivery = cells.months(9);
        row.money = cells.word(10, {"ring-fenced", "local"});
        row.place = reader.place(0);
        const bool first =
            once.is_first(row.id, 0, row.place.line, fmt::format("the line `{}`", shown(row.id)));
        const Period period{row.from, row.to};
        if (period.crossed())
            cells.find("MON316", 4,
                       fmt::format("it ends on {}, before it begins on {}", row.to->iso(),
                                   row.from->iso()));
        if (!cells.end_row()) continue;
        if (first && !period.crossed()) {
            data.funding.push_back(std::move(row));
        } else {
            reader.skip_row();
        }
    }
    record_input(file, "funding.csv", reader.report(), data);
}

}  // namespace concord::agreements
