// The variables in groups, one a file.
#pragma once

#include "handbook/variables.hpp"

namespace concord::handbook {

class Rows {
  public:
    explicit Rows(const Analysis& analysis) : analysis_(analysis) {}

    // A row of the handbook as a whole, or of one body.
    void add(std::string variable, std::string value, const Evidence* evidence,
             std::string reason = {});
    void add_of(BodyNumber body, std::string variable, std::string value, const Evidence* evidence,
                std::string reason = {});

    const Analysis& analysis() const { return analysis_; }
    const Reading& reading() const { return *analysis_.reading; }
    std::vector<VariableRow> take() { return std::move(rows_); }

  private:
    const Analysis& analysis_;
    std::vector<VariableRow> rows_;
};

// "page 3 of `map.pdf`", for reasons and messages.
std::string where(const Reading& reading, const Evidence& evidence);
std::string name_of(BodyNumber body, const Reading& reading);

// A post of a place or a collaborative: "Place Director".
bool is_linked_to_place(const Body& body, const Vocabulary& vocabulary);

void add_documents(Rows& rows);
void add_places(Rows& rows);          // V1 to V4
void add_collaboratives(Rows& rows);  // V5 to V8
void add_duties(Rows& rows);          // V9 and V10
void add_delegation(Rows& rows);      // V11 to V13
void add_statements(Rows& rows);

// V3 and V7: the functions that the scheme gives a committee.
void add_functions(Rows& rows, BodyNumber body, const std::string& variable);
// Whether anything is said of how it is governed, by whom, to whom it answers (V4, V8).
const Evidence* governance_described(const Rows& rows, BodyNumber body);

}  // namespace concord::handbook
