#include "server/representation.hpp"

#include <cmath>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "server/operation.hpp"

namespace concord::server {
namespace {

Request accepting(const std::string& accept) {
    Request request;
    if (!accept.empty()) request.headers["accept"] = accept;
    return request;
}

std::optional<Form> chosen(const std::string& accept) {
    return form_of(accepting(accept), {Form::json, Form::csv, Form::parquet});
}

// RFC 9110, 12.5.1.
TEST(Negotiation, TheFormThatIsTakenMostGladly) {
    EXPECT_EQ(Form::json, chosen(""));
    EXPECT_EQ(Form::json, chosen("*/*"));
    EXPECT_EQ(Form::csv, chosen("text/csv"));
    EXPECT_EQ(Form::csv, chosen("text/*, application/json;q=0.5"));
    EXPECT_EQ(Form::json, chosen("text/csv;q=0.2, application/json;q=0.9"));
    EXPECT_EQ(Form::csv, chosen("application/json;q=0, */*"));
    EXPECT_EQ(Form::parquet, chosen("Application/VND.Apache.Parquet"));
    EXPECT_EQ(std::nullopt, chosen("image/png"));
    EXPECT_EQ(std::nullopt, chosen("application/json;q=0"));
    EXPECT_EQ(std::nullopt, chosen("application/json;q=nonsense"));
}

TEST(Negotiation, TheAddressSpeaksBeforeTheHeader) {
    auto request = accepting("application/json");
    request.query = {{"format", "csv"}};
    EXPECT_EQ(Form::csv, form_of(request, {Form::json, Form::csv}));
    request.query = {{"format", "geojson"}};
    EXPECT_EQ(std::nullopt, form_of(request, {Form::json, Form::csv}));
}

TEST(Answers, ValuesAsTheDescriptionHasThem) {
    Answer answer;
    answer.table = {
        "t",
        {{"a"},
         {"b", ColumnType::whole_number},
         {"c", ColumnType::number},
         {"d", ColumnType::money}},
        {{std::string("a \"quoted\" \xff word"), std::int64_t{-3}, 0.1,
          *Pence::parse_pounds("12.5")},
         {std::monostate(), std::int64_t{9007199254740993}, std::nan(""), std::monostate()}}};
    const auto response = respond(answer, Form::json, false);
    const auto json = nlohmann::json::parse(*std::get<Bytes>(response.body).plain);
    EXPECT_EQ(200, response.status);
    EXPECT_EQ("money", json["columns"][3]["type"]);
    EXPECT_EQ(nlohmann::json({"a \"quoted\" \xEF\xBF\xBD word", -3, 0.1, "12.50"}),
              json["rows"][0]);
    EXPECT_TRUE(json["rows"][1][0].is_null());
    EXPECT_EQ(9007199254740993, json["rows"][1][1].get<std::int64_t>());
    EXPECT_TRUE(json["rows"][1][2].is_null()) << "what is no number has no form in JSON";
}

TEST(Answers, AnOutcomeIsAStatus) {
    EXPECT_EQ(200, status_of(Outcome::findings, false));
    EXPECT_EQ(400, status_of(Outcome::wrong_usage, false));
    EXPECT_EQ(404, status_of(Outcome::input_missing, false));
    EXPECT_EQ(422, status_of(Outcome::refused, false));
    EXPECT_EQ(200, status_of(Outcome::refused, true)) << "that nobody may is an answer";
    EXPECT_EQ(503, status_of(Outcome::environment, false));
}

TEST(Addresses, PartsAreWhole) {
    EXPECT_EQ("x", match("/tables/{table}", "/tables/x")->at("table"));
    EXPECT_FALSE(match("/tables/{table}", "/tables/"));
    EXPECT_FALSE(match("/tables/{table}", "/tables/x/y"));
    EXPECT_FALSE(match("/tables/{table}", "/tables"));
    EXPECT_FALSE(match("/tables", "//tables"));
    EXPECT_TRUE(match("", ""));
}

}  // namespace
}  // namespace concord::server
