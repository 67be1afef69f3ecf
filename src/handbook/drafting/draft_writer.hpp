// What the drafts share: ids, sources, and cells of CSV files.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "handbook/drafts.hpp"

namespace concord::handbook {

class DraftWriter {
  public:
    DraftWriter(const Analysis& analysis, std::string board);

    DraftFile committees() const;
    DraftFile documents() const;
    DraftFile delegations() const;
    DraftFile limits() const;
    DraftFile unplaced() const;

  private:
    const Reading& reading() const { return *analysis_.reading; }
    std::string id_of(BodyNumber body) const;
    // The id of the document that a claim stands in: terms, scheme, instructions, or the file.
    std::string document_id(const Evidence& evidence) const;
    std::string terms_id(BodyNumber body) const;
    std::string reporting_of(BodyNumber body) const;
    std::string clause(const Evidence& evidence) const;
    const Evidence* evidence_for(BodyNumber body) const;
    std::optional<std::size_t> quorum_of(const Part& terms, Evidence& evidence) const;
    std::string committee_record(BodyNumber body) const;
    std::string post_record(BodyNumber body, const Evidence& evidence) const;
    // Posts that are given something, with where.
    std::map<BodyNumber, Evidence> posts() const;
    std::vector<BodyNumber> drafted_bodies() const;
    std::string instrument_of(BodyNumber body) const;
    BodyNumber giver_of(BodyNumber body) const;

    const Analysis& analysis_;
    std::string board_;
};

// A line of a CSV file; cells with commas, quotes or line ends are quoted.
std::string csv_line(const std::vector<std::string>& cells);

// A CSV file with these columns; what a row does not give is empty.
class DraftTable {
  public:
    DraftTable(std::string name, std::vector<std::string> columns);

    void add(const std::map<std::string, std::string>& values);
    std::size_t records() const { return file_.records; }
    DraftFile take() { return std::move(file_); }

  private:
    std::vector<std::string> columns_;
    DraftFile file_;
};

// A text as TOML writes it.
std::string toml_text(std::string_view text);

}  // namespace concord::handbook
