// From the rows of lookups to the geography, with every contradiction between rows reported and the
// first statement kept.
#pragma once

#include <span>

#include "registry/coded_table.hpp"
#include "registry/geography.hpp"

namespace concord::registry {

// Where an organisation was counted before a merger, and where it is now.
struct Merged {
    std::string before;  // the board's ODS code
    std::string now;
    std::string now_name;  // as printed, perhaps in capitals; may be empty
};

class GeographyBuilder {
  public:
    GeographyBuilder(const Catalogue& catalogue, Diagnostics& diagnostics);

    // Adds one data set of a kind that speaks of areas. The order of the calls is the order in
    // which areas get their index, and decides which of two contradicting statements is kept.
    void add(CodedTable& table);
    void add_mergers(std::span<const Merged> members, const Dataset& dataset);

    // Adds the layers that the catalogue states as another layer with some codes changed.
    void add_derived_layers();

    Geography take() { return std::move(geography_); }
    Geography& geography() { return geography_; }

  private:
    void add_lookup(CodedTable& table);
    void add_change(const CodedTable& table);
    void add_chain(const CodedTable& table);
    void add_codes(const CodedTable& table);
    std::vector<AreaIndex> indexes_of(const CodedTable& table, std::size_t at);
    void link_columns(const CodedTable& table, std::size_t from, std::size_t to);

    const Catalogue& catalogue_;
    Diagnostics& diagnostics_;
    Geography geography_;
};

}  // namespace concord::registry
