// Answers of the engine in the forms that clients ask for: JSON and CSV, gzipped where that pays.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/engine.hpp"
#include "server/exchange.hpp"

namespace concord::server {

enum class Form { json, csv, parquet, geojson };

// By `?format=`, else by Accept, else JSON; nothing where none of the offered forms is accepted.
std::optional<Form> form_of(const Request& request, std::span<const Form> offered);
std::optional<Form> form_of(const Request& request, std::initializer_list<Form> offered);
std::string media_type(Form form);

// 200 with the table, its notes and diagnostics; or the problem that the outcome is. A refusal by a
// rule is an answer where `refusal_is_answer`: that nobody may decide is what was asked.
Response respond(const Answer& answer, Form form, bool refusal_is_answer);

// The HTTP status that an outcome is.
int status_of(Outcome outcome, bool refusal_is_answer);

std::string columns_json(const Table& table);
std::string rows_json(const Table& table);
std::string quoted_json(std::string_view text);

// A gzipped twin beside a body that is long enough for it.
void compress(Response& response);

}  // namespace concord::server
