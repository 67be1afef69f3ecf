// The parts of an extract, one after another, as the views that questions are asked of: judged by
// every rule, or as they stand where they have been checked before.
#pragma once

#include "population/counts/counts.hpp"

namespace concord::population {

class OpenedParts {
  public:
    OpenedParts(const CountsRequest& request, store::Warehouse& warehouse,
                Diagnostics& diagnostics);

    // Whether one view has the people of all parts; then next() need not be called.
    bool is_one_view() const { return is_one_view_; }
    // Opens the next part; false after the last.
    bool next();

  private:
    bool open_checked(const ExtractPart& part);
    void view_of_files(std::string_view table, const std::vector<std::string>& files);

    const CountsRequest& request_;
    store::Warehouse& warehouse_;
    Diagnostics& diagnostics_;
    ExtractReader reader_;
    std::size_t at_ = 0;
    bool is_one_view_ = false;
    bool as_it_stands_ = false;
};

}  // namespace concord::population
