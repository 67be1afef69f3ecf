#include "server/representation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include "base/text.hpp"
#include "engine/render.hpp"

namespace concord::server {
namespace {

std::string_view type_word(ColumnType type) {
    constexpr std::array words = {"text", "whole", "number", "truth", "date", "money"};
    return words[static_cast<std::size_t>(type)];
}

struct ValueText {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(const std::string& text) const { return quoted_json(text); }
    std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
    // What is not finite has no form in JSON, and no table of ours holds it.
    std::string operator()(double number) const {
        return std::isfinite(number) ? fmt::format("{}", number) : "null";
    }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(const Pence& pence) const { return "\"" + pence.pounds() + "\""; }
};

std::string diagnostics_json(const Answer& answer) {
    return render_diagnostics_json(answer.diagnostics);
}

std::string texts_json(const std::vector<std::string>& texts) {
    std::vector<std::string> quoted;
    for (const auto& text : texts)
        quoted.push_back(quoted_json(text));
    return "[" + join(quoted, ",") + "]";
}

std::string answer_json(const Answer& answer) {
    return fmt::format(
        R"({{"table":{},"columns":{},"rows":{},"notes":{},"prose":{},"diagnostics":{}}})",
        quoted_json(answer.table.name), columns_json(answer.table), rows_json(answer.table),
        texts_json(answer.notes), quoted_json(answer.prose), diagnostics_json(answer));
}

std::optional<Form> form_by_name(std::string_view name) {
    if (name == "json") return Form::json;
    if (name == "csv") return Form::csv;
    if (name == "parquet") return Form::parquet;
    if (name == "geojson") return Form::geojson;
    return std::nullopt;
}

bool range_takes(std::string_view range, const std::string& type) {
    if (range == "*/*" || range == type) return true;
    const auto slash = type.find('/');
    return range.ends_with("/*") && range.substr(0, range.size() - 2) == type.substr(0, slash);
}

double quality_of(const std::vector<std::string_view>& pieces) {
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        const auto piece = trim(pieces[i]);
        if (piece.starts_with("q=")) return parse_number(piece.substr(2)).value_or(0);
    }
    return 1;
}

// How gladly the header takes the type: 0 where it does not. The most exact range speaks.
double quality(const std::string& accept, const std::string& type) {
    double best = 0;
    std::size_t exactness = 0;
    for (const auto part : split(accept, ',')) {
        const auto pieces = split(part, ';');
        const auto range = lower(trim(pieces[0]));
        if (!range_takes(range, type)) continue;
        const auto exact = range == type ? 3U : range == "*/*" ? 1U : 2U;
        if (exact < exactness) continue;
        exactness = exact;
        best = quality_of(pieces);
    }
    return best;
}

}  // namespace

std::string media_type(Form form) {
    switch (form) {
        case Form::json:
            return "application/json";
        case Form::csv:
            return "text/csv; charset=utf-8";
        case Form::parquet:
            return "application/vnd.apache.parquet";
        case Form::geojson:
            return "application/geo+json";
    }
    return "application/json";
}

std::optional<Form> form_of(const Request& request, std::initializer_list<Form> offered) {
    return form_of(request, std::span(offered.begin(), offered.size()));
}

std::optional<Form> form_of(const Request& request, std::span<const Form> offered) {
    if (const auto named = request.parameter("format")) {
        const auto form = form_by_name(*named);
        const bool is_offered = form && std::ranges::find(offered, *form) != offered.end();
        return is_offered ? form : std::nullopt;
    }
    const auto accept = request.header("accept");
    if (accept.empty()) return offered.front();
    std::optional<Form> best;
    double best_quality = 0;
    for (const auto form : offered) {
        const auto type = media_type(form);
        const auto found = quality(accept, type.substr(0, type.find(';')));
        if (found <= best_quality) continue;
        best_quality = found;
        best = form;
    }
    return best;
}

std::string quoted_json(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string columns_json(const Table& table) {
    std::vector<std::string> columns;
    for (const auto& column : table.columns) {
        columns.push_back(fmt::format(R"({{"name":{},"type":"{}"}})", quoted_json(column.name),
                                      type_word(column.type)));
    }
    return "[" + join(columns, ",") + "]";
}

std::string rows_json(const Table& table) {
    std::string text = "[";
    for (const auto& row : table.rows) {
        text += text.size() > 1 ? ",[" : "[";
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) text += ',';
            text += std::visit(ValueText(), row[i]);
        }
        text += ']';
    }
    return text + "]";
}

int status_of(Outcome outcome, bool refusal_is_answer) {
    switch (outcome) {
        case Outcome::done:
        case Outcome::findings:
            return 200;
        case Outcome::wrong_usage:
            return 400;
        case Outcome::input_missing:
            return 404;
        case Outcome::environment:
            return 503;
        case Outcome::refused:
            return refusal_is_answer ? 200 : 422;
    }
    return 500;
}

Response respond(const Answer& answer, Form form, bool refusal_is_answer) {
    const auto status = status_of(answer.outcome, refusal_is_answer);
    if (status != 200) {
        std::vector<RequestProblem> errors;
        for (const auto& diagnostic : answer.diagnostics) {
            const auto id = diagnostic.id.empty() ? "" : diagnostic.id + ": ";
            errors.push_back({id + diagnostic.message, diagnostic.help, diagnostic.subject,
                              diagnostic.location.line});
        }
        const auto detail =
            errors.empty() ? std::string("it cannot be answered") : errors[0].message;
        return problem(status, detail, errors);
    }
    if (form == Form::csv) return Response::of(200, media_type(form), render_csv(answer.table));
    return Response::json(200, answer_json(answer));
}

void compress(Response& response) {
    constexpr std::size_t worth_it = 1024;
    auto* bytes = std::get_if<Bytes>(&response.body);
    if (bytes == nullptr || bytes->gzipped || bytes->plain->size() < worth_it) return;
    z_stream stream{};
    constexpr int gzip = 15 + 16;
    constexpr int level = 5;
    if (deflateInit2(&stream, level, Z_DEFLATED, gzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) return;
    std::string packed(deflateBound(&stream, bytes->plain->size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes->plain->data()));
    stream.avail_in = static_cast<uInt>(bytes->plain->size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (done) bytes->gzipped = std::make_shared<const std::string>(std::move(packed));
}

}  // namespace concord::server
