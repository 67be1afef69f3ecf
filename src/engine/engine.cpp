#include "engine/engine.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/decide.hpp"
#include "engine/located_system.hpp"
#include "engine/people.hpp"
#include "engine/rulebook.hpp"
#include "files/output.hpp"
#include "pipeline/pipeline.hpp"

namespace concord {

int exit_code(Outcome outcome) {
    switch (outcome) {
        case Outcome::done:
            return 0;
        case Outcome::findings:
            return 1;
        case Outcome::wrong_usage:
            return 2;
        case Outcome::input_missing:
            return 3;
        case Outcome::environment:
            return 4;
        case Outcome::refused:
            return 5;
    }
    return 2;
}

Engine::Engine(EngineOptions options) : options_(std::move(options)) {
    if (!options_.progress) options_.progress = &silent_;
    if (!options_.cancel) options_.cancel = &never_;
}

Engine::~Engine() = default;

const RuleBook& Engine::rule_book() {
    return built_rule_book();
}

void Engine::save_text(const fs::path& path, const std::string& text) {
    files::write_file(path, text);
}

std::string Engine::version() {
    return CONCORD_VERSION;
}

std::string Engine::release_date() {
    return CONCORD_RELEASE_DATE;
}

std::string Engine::warehouse_version() {
    return store::Warehouse::engine_version();
}

Answer Engine::check(const CheckQuestion& question) {
    Answer answer;
    const auto system = open_system(question.system, options_, answer);
    if (!system) return answer;
    load_data(*system, options_, registry::Reach::everything);
    load_governance(*system, options_);
    load_need(*system, options_);
    load_money(*system, options_);
    load_spending(*system, options_);
    load_ledger(*system, options_);
    load_agreements(*system);
    load_waits(*system);
    load_people(*system, options_, PeopleReading::rows);
    const auto stage = system->registry_stage();
    registry::check_registry(stage, *system->diagnostics);
    governance::check_governance({&stage, &system->governance, system->diagnostics->context()},
                                 *system->diagnostics);
    need::check_need(system->need_stage(), *system->diagnostics);
    money::check_money(system->money_stage(), *system->diagnostics);
    spending::check_spending(system->spending, *system->diagnostics);
    ledger::check_ledger(system->ledger_stage(), *system->diagnostics);
    agreements::check_agreements(system->agreements_stage(), *system->diagnostics);
    waiting::check_waits(system->waits, *system->diagnostics);
    read_decisions(*system);
    finish(answer, *system->diagnostics);
    return answer;
}

namespace {

std::string period_text(const Period& period) {
    const auto day = [](const std::optional<Date>& date) { return date ? date->iso() : "…"; };
    return fmt::format("{} to {}", day(period.from), day(period.to));
}

std::string applications_text(const Rule& rule) {
    std::vector<std::string> parts;
    for (const auto& application : rule.applications) {
        parts.push_back(fmt::format("{} ({}, {})", to_string(application.profile),
                                    to_string(application.severity),
                                    period_text(application.in_force)));
    }
    return parts.empty() ? "every profile, always" : join(parts, "; ");
}

std::string_view type_name(ColumnType type) {
    switch (type) {
        case ColumnType::text:
            return "text";
        case ColumnType::whole_number:
            return "whole number";
        case ColumnType::number:
            return "number";
        case ColumnType::truth:
            return "true or false";
        case ColumnType::date:
            return "date";
        case ColumnType::money:
            return "pounds";
    }
    return "text";
}

}  // namespace

Answer Engine::rules() {
    Answer answer;
    answer.table = {
        "rules",
        {{"id"}, {"stage"}, {"severity"}, {"title"}, {"in_force"}, {"requirements"}, {"authority"}},
        {}};
    for (const auto& rule : built_rule_book().rules()) {
        answer.table.rows.push_back({rule.id, rule.stage, std::string(to_string(rule.severity)),
                                     rule.title, applications_text(rule),
                                     join(rule.requirements, " "), rule.authority});
    }
    return answer;
}

Answer Engine::tables() {
    Answer answer;
    answer.table = {"tables", {{"table"}, {"column"}, {"type"}, {"meaning"}}, {}};
    auto schemas = pipeline::all_schemas();
    schemas.push_back(decisions::decisions_schema());
    for (const auto& schema : schemas) {
        answer.table.rows.push_back(
            {schema.name, std::string(), std::string("table"), schema.meaning});
        for (const auto& column : schema.columns) {
            answer.table.rows.push_back(
                {schema.name, column.name, std::string(type_name(column.type)), column.meaning});
        }
    }
    return answer;
}

Answer Engine::explain(const std::string& wanted) {
    Answer answer;
    const auto* rule = built_rule_book().find(wanted);
    if (!rule) {
        const auto ids = built_rule_book().ids();
        const auto guess = closest(wanted, ids);
        refuse_usage(answer, fmt::format("there is no rule `{}`", shown(wanted)),
                     guess ? fmt::format("did you mean {}? `concord rules` lists them all", *guess)
                           : "`concord rules` lists them all");
        return answer;
    }
    answer.table = {"rule", {{"part"}, {"text"}}, {}};
    const auto add = [&](const char* part, const std::string& text) {
        if (!text.empty()) answer.table.rows.push_back({std::string(part), text});
    };
    add("rule", fmt::format("{}: {}", rule->id, rule->title));
    add("severity", std::string(to_string(rule->severity)));
    add("stage", rule->stage);
    add("in force", applications_text(*rule));
    add("requirements", join(rule->requirements, " "));
    add("authority", rule->authority);
    add("why", rule->explanation);
    add("help", rule->help);
    add("bad", rule->bad_example);
    add("good", rule->good_example);
    return answer;
}

}  // namespace concord
