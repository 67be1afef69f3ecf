// finance.toml: how a system agreed on its money.
#include <fmt/format.h>

#include "base/amount.hpp"
#include "base/text.hpp"
#include "files/toml_document.hpp"
#include "ledger/reading/plan_file.hpp"

namespace concord::ledger {
namespace {

using files::TomlReader;

std::optional<Pence> amount_of(TomlReader& table, std::string_view key, const std::string& text) {
    const auto reading = parse_amount(text);
    if (reading.value && !reading.is_finer_than_a_penny) return reading.value;
    table.find("MON001", key,
               reading.value ? fmt::format("`{}` is finer than a penny", shown(text))
                             : said_of(reading.problem, text),
               help_for(reading.problem));
    return std::nullopt;
}

std::optional<Pence> amount(TomlReader& table, std::string_view key) {
    const auto text = table.text(key);
    return text ? amount_of(table, key, *text) : std::nullopt;
}

std::string text(TomlReader& table, std::string_view key) {
    return table.text(key).value_or("");
}

// One of the words, or nothing and a finding.
std::string word(TomlReader& table, std::string_view key, const std::vector<std::string>& words) {
    auto value = text(table, key);
    if (value.empty()) return value;
    for (const auto& known : words)
        if (value == known) return value;
    table.find("REG016", key, fmt::format("`{}` is none of {}", shown(value), join(words, ", ")));
    return "";
}

Regime regime_of(TomlReader& table) {
    Regime regime;
    regime.year = table.required_text("year");
    regime.place = table.place("year");
    regime.kind = word(table, "kind", {"covid-envelope", "population-shares"});
    regime.top_up = amount(table, "top_up");
    regime.fixed = amount(table, "fixed");
    table.finish();
    return regime;
}

Strategy strategy_of(TomlReader& table) {
    Strategy strategy;
    strategy.document = text(table, "document");
    strategy.first_year = text(table, "first_year");
    strategy.last_year = text(table, "last_year");
    strategy.place = table.place("document");
    table.finish();
    return strategy;
}

Proposal proposal_of(TomlReader& table) {
    Proposal proposal;
    proposal.title = table.required_text("title");
    proposal.place = table.place("title");
    proposal.term = word(table, "term", {"short", "medium"});
    table.finish();
    return proposal;
}

Distribution distribution_of(TomlReader& table) {
    Distribution one;
    one.year = table.required_text("year");
    one.body = table.required_text("body");
    one.place = table.place("body");
    one.total = amount(table, "total");
    one.decision = text(table, "decision");
    one.priorities = text(table, "priorities");
    one.tariff = text(table, "tariff");
    for (const auto& [line, value] : table.text_pairs("lines"))
        one.lines.emplace_back(line, amount_of(table, "lines", value));
    table.finish();
    return one;
}

Assurance assurance_of(TomlReader& table) {
    Assurance one;
    one.account = table.required_text("account");
    one.place = table.place("account");
    one.means = text(table, "means");
    one.risk = word(table, "risk", {"low", "medium", "high"});
    one.level = word(table, "level", {"light", "standard", "enhanced"});
    table.finish();
    return one;
}

Accountability accountability_of(TomlReader& table) {
    Accountability one{table.texts("national"), table.texts("ambitions"), table.place("national")};
    table.finish();
    return one;
}

Priorities priorities_of(TomlReader& table) {
    Priorities one{text(table, "clinical_advice"), text(table, "partnership_strategy"),
                   table.place("clinical_advice")};
    table.finish();
    return one;
}

NeedFramework framework_of(TomlReader& table) {
    NeedFramework one{text(table, "document"), text(table, "need"),
                      text(table, "partnership_strategy"), text(table, "wellbeing_strategies"),
                      table.place("document")};
    table.finish();
    return one;
}

CapitalPlan capital_of(TomlReader& table) {
    CapitalPlan one{text(table, "document"), table.texts("priorities"), table.texts("agreed_by"),
                    text(table, "estate"), table.place("document")};
    table.finish();
    return one;
}

BalanceTask balance_of(TomlReader& table) {
    BalanceTask one{table.texts("parties"), table.texts("objectives"), table.place("parties")};
    table.finish();
    return one;
}

FinanceRecord record_of(TomlReader& reader) {
    FinanceRecord record;
    record.present = true;
    record.need_of_envelope = text(reader, "need");
    for (auto& table : reader.tables("regime"))
        record.regimes.push_back(regime_of(table));
    for (auto& table : reader.tables("proposal"))
        record.proposals.push_back(proposal_of(table));
    for (auto& table : reader.tables("distribution"))
        record.distributions.push_back(distribution_of(table));
    for (auto& table : reader.tables("assurance"))
        record.assurances.push_back(assurance_of(table));
    if (auto table = reader.table("strategy")) record.strategy = strategy_of(*table);
    if (auto table = reader.table("accountability"))
        record.accountability = accountability_of(*table);
    if (auto table = reader.table("priorities")) record.priorities = priorities_of(*table);
    if (auto table = reader.table("framework")) record.framework = framework_of(*table);
    if (auto table = reader.table("capital")) record.capital = capital_of(*table);
    if (auto table = reader.table("balance")) record.balance = balance_of(*table);
    return record;
}

}  // namespace

FinanceRecord read_finance(const RecordFile& file, Diagnostics& diagnostics,
                           files::FileReport& report) {
    FinanceRecord record;
    const auto document = files::read_toml(file.path, file.shown_path, diagnostics);
    if (!document) return record;
    TomlReader reader(*document, file.shown_path, diagnostics);
    record = record_of(reader);
    reader.finish();
    record.place = {file.shown_path, 1, 1};
    report.path = file.shown_path;
    report.rows_read = 1;
    return record;
}

}  // namespace concord::ledger
