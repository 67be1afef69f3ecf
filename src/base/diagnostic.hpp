// What is wrong in what the user gave. Diagnostics are collected, never thrown: a malformed row
// loses only itself, and the reader goes on.
//
// INVARIANT: the number kept for one rule in one file is bounded, however bad the file; the rest
// are counted and said in one closing line, so that a file of rubbish cannot fill the memory.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/rule.hpp"

namespace concord {

// A place in a file; line and column count from 1, and 0 means that there is none to name.
struct Location {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    bool operator==(const Location&) const = default;
};

std::string to_string(const Location& location);  // "places.csv:3:14"

struct Diagnostic {
    std::string id;
    Severity severity = Severity::error;
    std::string stage;
    std::string subject;  // the thing it is about: a code, a body's id, a column
    std::string message;  // lower case, no full stop, the user's words in backticks
    Location location;
    std::string help;
    std::string authority;

    bool operator==(const Diagnostic&) const = default;
};

// What a stage says of one breach; the rule book adds the rest.
struct Finding {
    std::string_view rule;
    Location location;
    std::string subject;
    std::string message;
    std::string help = {};  // where empty, the rule's own
};

class Diagnostics {
  public:
    Diagnostics(const RuleBook& book, RuleContext context);

    // Adds a finding, unless its rule was not in force on the date and under the profile asked
    // about: then it is counted as not applied. An unknown rule id is a programmer's mistake.
    void add(const Finding& finding);

    // An empty collector with the same book and context, for work done on another thread, and its
    // return. Merging in a fixed order keeps the result independent of the number of threads.
    Diagnostics child() const;
    void merge(Diagnostics&& other);

    // All kept diagnostics in order of arrival, with a closing line where some were left out.
    std::vector<Diagnostic> all() const;

    std::size_t count(Severity severity) const;  // including those left out
    bool has_errors() const { return count(Severity::error) > 0; }
    const std::map<std::string, std::size_t>& not_in_force() const { return not_in_force_; }
    const RuleContext& context() const { return context_; }
    const RuleBook& book() const { return *book_; }

    static constexpr std::size_t kept_per_rule_and_file = 20;

  private:
    struct Tally {
        std::size_t kept = 0;
        std::size_t left_out = 0;
    };

    void keep(Diagnostic diagnostic);

    const RuleBook* book_;
    RuleContext context_;
    std::vector<Diagnostic> kept_;
    std::map<std::pair<std::string, std::string>, Tally> tallies_;  // by rule and file
    std::map<Severity, std::size_t> counts_;
    std::map<std::string, std::size_t> not_in_force_;
};

}  // namespace concord
