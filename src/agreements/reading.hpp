// Values of agreements as they stand in TOML tables and in rows of CSV, with what is wrong with
// them said at their place; and the readers of the files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreements/agreements.hpp"
#include "files/toml_document.hpp"

namespace concord::agreements {

// A table of one of the TOML files.
class Keys {
  public:
    Keys(files::TomlReader& table, Diagnostics& diagnostics)
        : table_(table), diagnostics_(diagnostics) {}

    std::string text(std::string_view key) { return table_.text(key).value_or(""); }
    std::optional<Pence> amount(std::string_view key);               // MON001, MON319 below nothing
    std::optional<Share> share(std::string_view key);                // MON301
    std::optional<std::int64_t> basis_points(std::string_view key);  // MON301
    std::optional<FinancialYear> year(std::string_view key);         // MON304
    std::optional<std::int64_t> units(std::string_view key);         // MON315
    std::optional<std::int64_t> price(std::string_view key);         // MON300
    // One of some words; another is reported (REG016) and none.
    std::string word(std::string_view key, const std::vector<std::string>& known);
    Period period();  // `from` and `to`

    void find(std::string_view rule, std::string_view key, std::string message,
              std::string help = {});

  private:
    files::TomlReader& table_;
    Diagnostics& diagnostics_;
};

// The cells of a row.
class Cells {
  public:
    Cells(files::CsvReader& reader, Diagnostics& diagnostics)
        : reader_(reader), diagnostics_(diagnostics) {}

    std::string text(std::size_t slot) const;
    // Of cells that must hold something: what is wrong is reported and makes the row unsound.
    Pence amount(std::size_t slot);
    std::optional<Pence> optional_amount(std::size_t slot);
    FinancialYear year(std::size_t slot);
    Month month(std::size_t slot);
    std::int64_t units(std::size_t slot);
    std::string word(std::size_t slot, const std::vector<std::string>& known);
    std::optional<Date> date(std::size_t slot);
    std::optional<std::int64_t> months(std::size_t slot);
    std::optional<bool> truth(std::size_t slot);
    void find(std::string_view rule, std::size_t slot, std::string message, std::string help = {});

    // Whether all cells of the row asked for so far could be read; then asks of the next row.
    bool end_row();

  private:
    void refuse(std::string_view rule, std::size_t slot, std::string message,
                std::string help = {});

    files::CsvReader& reader_;
    Diagnostics& diagnostics_;
    bool sound_ = true;
    bool said_finer_ = false;
};

void read_pools(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics);
void read_contributions(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics);
void read_spending(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics);
void read_contracts(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics);
void read_activity(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics);
void read_funding(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics);

// Remembers what became of a file, for the manifest.
void record_input(const AgreementFile& file, const std::string& name, files::FileReport report,
                  AgreementsData& data);

// The risk rule of a table that gives a form (MON301 to MON303); nothing where it is not whole.
std::optional<RiskRule> read_risk_rule(files::TomlReader& table, const Pool& pool,
                                       Diagnostics& diagnostics);

// An element of a contract; nothing where it is not whole (MON300, MON309 to MON312, MON317).
std::optional<Element> read_element(files::TomlReader& table, Diagnostics& diagnostics);

}  // namespace concord::agreements
