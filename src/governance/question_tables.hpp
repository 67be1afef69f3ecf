// The questions of a system and their whole answers, as tables: who may decide, by which links, and
// for everybody else the first reason against.
#pragma once

#include <span>
#include <vector>

#include "governance/evaluator.hpp"
#include "governance/questions.hpp"
#include "store/column_data.hpp"
#include "store/schema.hpp"

namespace concord::governance {

// questions, question_answers and question_links, in this order.
std::vector<store::TableSchema> question_schemas();
std::vector<store::RowWriter> question_rows(const Evaluator& evaluator,
                                            std::span<const AskedQuestion> questions);

// The words of law and system with their titles, for whoever shows ids to people.
store::TableSchema terms_schema();
store::RowWriter terms_rows(const Evaluator& evaluator);

}  // namespace concord::governance
