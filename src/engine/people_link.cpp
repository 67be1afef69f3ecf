// `people link`: extracts of several providers become one.
#include <fmt/format.h>

#include "base/text.hpp"
#include "engine/people.hpp"
#include "files/output.hpp"
#include "population/link/link_extracts.hpp"

namespace concord {
namespace {

namespace people = population;

store::TableSchema steps_schema() {
    return {"link_steps",
            "what was done, with the counts of each step",
            {{"step", ColumnType::text, "what was done"},
             {"of", ColumnType::text, "of what: an extract, a table, a column"},
             {"count", ColumnType::whole_number, "records, links or people; empty: held back"},
             {"unit", ColumnType::text, "what is counted"}}};
}

class Steps {
  public:
    explicit Steps(std::optional<disclosure::Rule> rule)
        : rule_(std::move(rule)), rows_(steps_schema()) {}

    void add(std::string_view step, std::string_view of, std::int64_t count,
             std::string_view unit) {
        rows_.text(step).text(of);
        if (rule_ && rule_->is_small(count)) {
            rows_.gap();
        } else {
            rows_.whole(rule_ ? rule_->rounded(count) : count);
        }
        rows_.text(unit).end_row();
    }
    Table table() const { return store::to_table(rows_); }

  private:
    std::optional<disclosure::Rule> rule_;
    store::RowWriter rows_;
};

Table steps_of(const people::LinkReport& report, const std::optional<disclosure::Rule>& rule) {
    Steps steps(rule);
    for (std::size_t s = 0; s < report.sources.size(); ++s) {
        steps.add("read", report.sources[s], report.records[s], "records");
        steps.add("with a pseudonym", report.sources[s], report.with_pseudonym[s], "records");
    }
    const auto& linked = report.linked;
    for (std::size_t s = 0; s < people::link_steps; ++s)
        steps.add("linked by", people::to_string(static_cast<people::LinkStep>(s)), linked.links[s],
                  "links");
    steps.add("compared", "", linked.pairs_compared, "pairs");
    steps.add("to be looked at", "", static_cast<std::int64_t>(linked.review.size()), "pairs");
    steps.add("blocks too large to compare", "", linked.blocks_left_out, "blocks");
    steps.add("opted out", "in any extract", report.opted_out, "people");
    for (const auto& [column, people] : report.disagreeing)
        steps.add("records differ", column, people, "people");
    for (const auto& [table, rows] : report.rows)
        steps.add("written", table, rows, "rows");
    return steps.table();
}

class Asking {
  public:
    Asking(const LinkQuestion& question, const EngineOptions& options, Answer& answer)
        : question_(question), options_(options), answer_(answer) {}

    void work() {
        if (!can_begin()) return;
        const Date day(2022, 7, 1);
        Diagnostics diagnostics(Engine::rule_book(), {day, profile_in_force(day)});
        if (!read(diagnostics)) {
            finish(answer_, diagnostics);
            answer_.outcome = Outcome::input_missing;
            return;
        }
        files::OutputFolder output(question_.out, "extract.toml");
        request_.folder = output.path();
        request_.cancel = options_.cancel;
        auto warehouse = store::Warehouse::in_memory({options_.threads, options_.memory, false});
        const auto report = people::link_extracts(request_, warehouse, diagnostics);
        finish(answer_, diagnostics);
        if (!report.usable) {
            answer_.outcome = Outcome::input_missing;
            return;
        }
        files::write_file(output.path() / "LINKAGE.md", people::link_statement(request_, report));
        files::write_file(output.path() / "extract.toml", description());
        options_.cancel->check();
        output.publish();
        tell(report);
    }

  private:
    bool can_begin() {
        if (question_.folders.size() < 2)
            return refuse("one extract alone is linked with nothing", "give two folders or more");
        rule_ = question_.rule.empty() ? disclosure::usual_rule()
                                       : disclosure::parse_rule(question_.rule);
        if (!rule_)
            return refuse(fmt::format("--disclosure: `{}` is no rule", shown(question_.rule)),
                          "rules are 1-7-to-5, 1-5-to-5, 1-4-exact and the like");
        if (question_.inside) rule_.reset();
        const auto reason = files::OutputFolder::refusal(question_.out, "extract.toml");
        if (reason.empty()) return true;
        return refuse(fmt::format("`{}` cannot be replaced: {}", question_.out.string(), reason),
                      "name a new folder for the extract");
    }

    bool refuse(std::string message, std::string help) {
        refuse_usage(answer_, std::move(message), std::move(help));
        return false;
    }

    bool read(Diagnostics& diagnostics) {
        const bool has_own = !question_.settings.empty();
        const auto settings = people::read_link_settings(
            has_own ? question_.settings
                    : options_.resources / "catalogue" / "people" / "link.toml",
            has_own ? question_.settings.string() : "catalogue/people/link.toml", diagnostics);
        if (!settings) return false;
        request_.settings = *settings;
        for (const auto& folder : question_.folders) {
            auto extract = people::find_extract(folder, folder.string(), diagnostics);
            if (extract.empty())
                return refuse(fmt::format("`{}` holds no people.parquet or people.csv",
                                          shown(folder.string(), 200)),
                              "`concord people schema` prints what an extract holds");
            request_.extracts.push_back(std::move(extract));
        }
        return true;
    }

    std::string description() const {
        std::optional<Date> latest;
        for (const auto& extract : request_.extracts)
            if (extract.as_at && (!latest || *latest < *extract.as_at)) latest = extract.as_at;
        return fmt::format("# Made by `concord people link`; LINKAGE.md says how.\nschema = {}\n{}",
                           people::extract_version,
                           latest ? fmt::format("as_at = {}\n", latest->iso()) : std::string());
    }

    void tell(const people::LinkReport& report) {
        answer_.table = steps_of(report, rule_);
        answer_.notes.push_back(
            fmt::format("linked from weight {:.2f}, looked at from {:.2f}; LINKAGE.md has the "
                        "weights of the fields",
                        report.linked.link_weight, report.linked.review_weight));
        answer_.notes.push_back(rule_ ? "counts left by the rule " + rule_->name
                                      : "exact counts: for use inside, not to be passed on");
    }

    const LinkQuestion& question_;
    const EngineOptions& options_;
    Answer& answer_;
    std::optional<disclosure::Rule> rule_;
    people::LinkRequest request_;
};

}  // namespace

Answer Engine::people_link(const LinkQuestion& question) {
    Answer answer;
    Asking(question, options_, answer).work();
    return answer;
}

}  // namespace concord
