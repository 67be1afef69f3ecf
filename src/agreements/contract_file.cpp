// Reading contracts.toml and activity.csv.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "agreements/reading.hpp"
#include "base/text.hpp"

namespace concord::agreements {
namespace {

constexpr int longest_contract = 50;  // years: beyond, a date is a slip of the pen

class ContractReader {
  public:
    ContractReader(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics)
        : file_(file), data_(data), diagnostics_(diagnostics) {}

    void read() {
        const auto document = files::read_toml(file_.path, file_.shown_path, diagnostics_);
        files::FileReport report;
        if (document) {
            files::TomlReader reader(*document, file_.shown_path, diagnostics_);
            for (auto& table : reader.tables("contract"))
                add_contract(table);
            for (auto& table : reader.tables("collaboration"))
                data_.collaboration.push_back(collaboration_of(table));
            reader.finish();
            report.rows_read = static_cast<std::int64_t>(data_.contracts.size());
        }
        record_input(file_, "contracts.toml", report, data_);
    }

  private:
    void add_contract(files::TomlReader& table) {
        const auto errors = diagnostics_.count(Severity::error);
        auto contract = contract_of(table);
        contract.is_sound = diagnostics_.count(Severity::error) == errors;
        if (contract.id.empty()) return;
        const auto [at, is_first] = lines_.emplace(contract.id, contract.place.line);
        if (!is_first) {
            table.find("MON307", "id",
                       fmt::format("the contract `{}` stands already on line {}",
                                   shown(contract.id), at->second));
            return;
        }
        data_.contracts.push_back(std::move(contract));
    }

    Contract contract_of(files::TomlReader& table) {
        Keys keys(table, diagnostics_);
        Contract contract;
        contract.id = table.required_text("id");
        contract.place = table.place("id");
        contract.title = keys.text("title");
        contract.form =
            keys.word("form", {"standard", "primary-care", "local-supplement", "grant", "other"});
        contract.commissioner = table.required_text("commissioner");
        contract.provider = table.required_text("provider");
        contract.period = keys.period();
        check_period(contract, keys);
        contract.services = table.texts("services");
        contract.places = table.texts("places");
        contract.split = keys.text("split");
        contract.collaborative = keys.text("collaborative");
        contract.model = keys.word("model", {"individual", "lead-provider"});
        contract.outcomes = table.texts("outcomes");
        contract.returns = table.whole_number("returns");
        contract.earlier = keys.text("earlier");
        contract.national = keys.text("national");
        contract.supplements = keys.text("supplements");
        contract.decision = keys.text("decision");
        contract.authority = keys.text("authority");
        contract.signed_on = table.date("signed_on");
        contract.open_book = table.truth("open_book");
        contract.patient_costs = keys.text("patient_costs");
        contract.keeps = keys.amount("keeps");
        for (auto& item : table.tables("subcontract"))
            add_subcontract(item, contract);
        for (auto& item : table.tables("element"))
            add_element(item, contract);
        table.finish();
        return contract;
    }

    // Months are paid whole: a contract begins on the first day of one and ends on the last.
    void check_period(const Contract& contract, Keys& keys) {
        const auto& [from, to] = contract.period;
        if (!from || !to) {
            keys.find("MON316", from ? "to" : "from",
                      fmt::format("the contract `{}` does not say when it {}", shown(contract.id),
                                  from ? "ends" : "begins"),
                      "give `from` and `to`");
            return;
        }
        const bool begins = from->iso().ends_with("-01");
        const bool ends = *to < Date(9999, 12, 31) && to->plus_days(1).iso().ends_with("-01");
        if (!begins || !ends) {
            keys.find("MON316", begins ? "to" : "from",
                      fmt::format("the contract `{}` runs from {} to {}, which are no whole months",
                                  shown(contract.id), from->iso(), to->iso()),
                      "begin on the first day of a month and end on a last one");
        } else if (to->year() - from->year() > longest_contract) {
            keys.find("MON316", "to",
                      fmt::format("the contract `{}` runs for {} years", shown(contract.id),
                                  to->year() - from->year()),
                      "give the year that is meant");
        }
    }

    void add_subcontract(files::TomlReader& table, Contract& contract) {
        Subcontract sub;
        sub.to = table.required_text("to");
        sub.place = table.place("to");
        const auto value = Keys(table, diagnostics_).amount("value");
        if (!table.text("value")) table.required_text("value");
        sub.services = table.texts("services");
        table.finish();
        if (!value || sub.to.empty()) return;
        sub.value = *value;
        contract.subcontracts.push_back(std::move(sub));
    }

    void add_element(files::TomlReader& table, Contract& contract) {
        auto element = read_element(table, diagnostics_);
        if (!element) return;
        const auto same = [&](const Element& other) {
            return other.id == element->id &&
                   (!other.year || !element->year || other.year == element->year);
        };
        if (std::ranges::any_of(contract.elements, same)) {
            table.find("MON307", "id",
                       fmt::format("the element `{}` of `{}` stands twice", shown(element->id),
                                   shown(contract.id)));
            return;
        }
        contract.elements.push_back(std::move(*element));
    }

    CollaborationAgreement collaboration_of(files::TomlReader& table) {
        Keys keys(table, diagnostics_);
        CollaborationAgreement agreement;
        agreement.year = keys.year("year");
        agreement.place = table.place("year");
        agreement.parties = table.texts("parties");
        agreement.ways_of_working = keys.text("ways_of_working");
        agreement.risk_approach = keys.text("risk_approach");
        agreement.signed_on = table.date("signed_on");
        table.finish();
        return agreement;
    }

    const AgreementFile& file_;
    AgreementsData& data_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::uint32_t> lines_;
};

class ActivityReader {
  public:
    ActivityReader(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics)
        : file_(file),
          data_(data),
          reader_(file.path,
                  files::hand_written(file.shown_path, {"contract", "element", "month", "activity"},
                                      {"source"}),
                  diagnostics),
          cells_(reader_, diagnostics) {
        for (const auto& contract : data.contracts)
            contracts_.emplace(contract.id, &contract);
    }

    void read() {
        while (reader_.next()) {
            Activity row;
            row.contract = cells_.text(0);
            row.element = cells_.text(1);
            row.month = cells_.month(2);
            row.units = cells_.units(3);
            row.place = reader_.place(2);
            const bool is_read = cells_.end_row();
            const bool is_known = !is_read || knows(row);
            // What stands twice is neither: the month stays unknown until one of them goes.
            const auto key = fmt::format("{}\n{}\n{}", row.contract, row.element, row.month.number);
            const auto [at, is_first] = seen_.emplace(key, row.place.line);
            if (!is_first) {
                cells_.find("MON307", 2,
                            fmt::format("{} of `{}` stands already on line {}, and neither is "
                                        "paid",
                                        row.month.text(), shown(row.element), at->second));
                twice_.insert(key);
            }
            if (!is_read) continue;
            if (is_known && is_first) {
                data_.activity.push_back(row);
            } else {
                reader_.skip_row();
            }
        }
        std::erase_if(data_.activity, [&](const Activity& row) {
            const auto key = fmt::format("{}\n{}\n{}", row.contract, row.element, row.month.number);
            return twice_.contains(key);
        });
        record_input(file_, "activity.csv", reader_.report(), data_);
    }

  private:
    bool knows(const Activity& row) {
        const auto found = contracts_.find(row.contract);
        if (found == contracts_.end()) {
            cells_.find("MON305", 0, fmt::format("there is no contract `{}`", shown(row.contract)));
            return false;
        }
        const auto* contract = found->second;
        const Date first(row.month.number / 12, static_cast<unsigned>(row.month.number % 12 + 1),
                         1);
        if (!contract->period.contains(first)) {
            cells_.find("MON313", 2,
                        fmt::format("{} lies outside the contract `{}`", row.month.text(),
                                    shown(row.contract)));
            return false;
        }
        // Of a contract that could not be read whole, elements may be missing for that reason.
        if (!contract->is_sound) return true;
        const auto same = [&](const Element& element) {
            return element.id == row.element && element.kind != ElementKind::block &&
                   (!element.year || *element.year == row.month.year());
        };
        if (std::ranges::any_of(contract->elements, same)) return true;
        cells_.find("MON305", 1,
                    fmt::format("`{}` has no element `{}` that is paid by activity in {}",
                                shown(row.contract), shown(row.element), row.month.year().text()));
        return false;
    }

    const AgreementFile& file_;
    AgreementsData& data_;
    files::CsvReader reader_;
    Cells cells_;
    std::map<std::string, std::uint32_t> seen_;
    std::set<std::string> twice_;
    std::map<std::string, const Contract*> contracts_;
};

}  // namespace

void read_contracts(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics) {
    data.has_contracts = true;
    ContractReader(file, data, diagnostics).read();
}

void read_activity(const AgreementFile& file, AgreementsData& data, Diagnostics& diagnostics) {
    ActivityReader(file, data, diagnostics).read();
}

}  // namespace concord::agreements
