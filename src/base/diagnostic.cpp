#include "base/diagnostic.hpp"

#include <cassert>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord {

std::string to_string(const Location& location) {
    if (location.line == 0) return location.file;
    if (location.column == 0) return fmt::format("{}:{}", location.file, location.line);
    return fmt::format("{}:{}:{}", location.file, location.line, location.column);
}

Diagnostics::Diagnostics(const RuleBook& book, RuleContext context)
    : book_(&book), context_(context) {}

void Diagnostics::add(const Finding& finding) {
    const Rule* rule = book_->find(finding.rule);
    assert(rule != nullptr && "every finding names a rule of the rule book");
    const auto severity = rule->severity_in(context_);
    if (!severity) {
        ++not_in_force_[rule->id];
        return;
    }
    keep({rule->id, *severity, rule->stage, finding.subject, finding.message, finding.location,
          finding.help.empty() ? rule->help : finding.help, rule->authority});
}

void Diagnostics::keep(Diagnostic diagnostic) {
    ++counts_[diagnostic.severity];
    auto& tally = tallies_[{diagnostic.id, diagnostic.location.file}];
    if (tally.kept == kept_per_rule_and_file) {
        ++tally.left_out;
        return;
    }
    ++tally.kept;
    kept_.push_back(std::move(diagnostic));
}

Diagnostics Diagnostics::child() const {
    return Diagnostics(*book_, context_);
}

void Diagnostics::merge(Diagnostics&& other) {
    for (auto& diagnostic : other.kept_)
        keep(std::move(diagnostic));
    for (const auto& [key, tally] : other.tallies_) {
        if (tally.left_out == 0) continue;
        tallies_[key].left_out += tally.left_out;
        const Rule* rule = book_->find(key.first);
        counts_[rule->severity_in(context_).value_or(rule->severity)] += tally.left_out;
    }
    for (const auto& [id, count] : other.not_in_force_)
        not_in_force_[id] += count;
}

std::vector<Diagnostic> Diagnostics::all() const {
    auto result = kept_;
    for (const auto& [key, tally] : tallies_) {
        if (tally.left_out == 0) continue;
        const Rule* rule = book_->find(key.first);
        result.push_back(
            {rule->id,
             rule->severity_in(context_).value_or(rule->severity),
             rule->stage,
             "",
             fmt::format("and {} more where {}",
                         with_thousands(static_cast<std::int64_t>(tally.left_out)), rule->title),
             {key.second, 0, 0},
             rule->help,
             rule->authority});
    }
    return result;
}

std::size_t Diagnostics::count(Severity severity) const {
    const auto found = counts_.find(severity);
    return found == counts_.end() ? 0 : found->second;
}

}  // namespace concord
