// What the tables of need hold.
#include "need/need.hpp"

namespace concord::need {
namespace {

constexpr auto text = ColumnType::text;
constexpr auto number = ColumnType::number;

using Columns = std::vector<store::SchemaColumn>;

Columns joined(Columns first, const Columns& then) {
    first.insert(first.end(), then.begin(), then.end());
    return first;
}

// A share with what it rests on, as every table of them has it.
Columns share_columns() {
    return {
        {"count", number, "people who count"},    {"population", number, "of how many people"},
        {"value", number, "the share"},           {"lowercl", number, "its lower limit"},
        {"uppercl", number, "its upper limit"},   {"confidence", number, "the level of the limits"},
        {"statistic", text, "what the value is"}, {"method", text, "how the limits are found"}};
}

const store::TableSchema& indicators_schema() {
    static const store::TableSchema schema = {
        "need_indicators",
        "what is counted: its meaning, what it is for, and where it is from",
        {{"indicator", text, "the indicator"},
         {"title", text, "what is counted"},
         {"aspect", text, "need, access, experience or outcome"},
         {"use", text, "what it is for: find-gaps, design, follow or make-the-case"},
         {"better", text, "whether higher or lower is better, or neither"},
         {"trait", ColumnType::truth, "whether areas are said to be alike by it"},
         {"level", text, "the layer whose areas are counted"},
         {"units", ColumnType::whole_number, "how many areas or practices count, in all periods"},
         {"fifths", text, "by what they are put into fifths of deprivation"},
         {"source", text, "the data set or file"},
         {"note", text, "what is to be known of it"}}};
    return schema;
}

const store::TableSchema& profile_schema() {
    static const store::TableSchema schema = {
        "need_profile",
        "each indicator for each area of each layer, with its interval, beside all areas together",
        joined(
            joined({{"indicator", text, "the indicator"},
                    {"period", text, "the period it is of"},
                    {"layer", text, "the layer of areas"},
                    {"code", text, "the area; `all` is all areas together"},
                    {"name", text, "its name"}},
                   share_columns()),
            {{"all_value", number, "the share of all areas together"},
             {"standing", text,
              "how the area stands to all others: lower, similar or higher, by the limits of the "
              "difference"},
             {"source", text, "the data set or file"}})};
    return schema;
}

const store::TableSchema& fifths_schema() {
    static const store::TableSchema schema = {
        "need_fifths", "each indicator for each fifth of deprivation within each area",
        joined({{"indicator", text, "the indicator"},
                {"period", text, "the period it is of"},
                {"layer", text, "the layer of areas"},
                {"code", text, "the area; `all` is all areas together"},
                {"fifth", ColumnType::whole_number, "1 is the most deprived fifth of the country"}},
               share_columns())};
    return schema;
}

const store::TableSchema& gaps_schema() {
    static const store::TableSchema schema = {
        "need_gaps",
        "how unequal each indicator is between the fifths of deprivation of each area",
        {{"indicator", text, "the indicator"},
         {"period", text, "the period it is of"},
         {"layer", text, "the layer of areas"},
         {"code", text, "the area; `all` is all areas together"},
         {"name", text, "its name"},
         {"fifths", ColumnType::whole_number, "how many of the country's fifths have people in it"},
         {"absolute_gap", number, "share of the most deprived fifth less that of the least"},
         {"absolute_lowercl", number, "its lower limit"},
         {"absolute_uppercl", number, "its upper limit"},
         {"relative_gap", number, "the one share over the other"},
         {"relative_lowercl", number, "its lower limit"},
         {"relative_uppercl", number, "its upper limit"},
         {"slope_index", number, "slope index of inequality: most deprived end less least"},
         {"slope_lowercl", number, "its lower limit"},
         {"slope_uppercl", number, "its upper limit"},
         {"relative_index", number, "relative index of inequality: the one end over the other"},
         {"confidence", number, "the level of the limits"},
         {"method", text, "how gaps and slope are found"}}};
    return schema;
}

const store::TableSchema& trend_schema() {
    static const store::TableSchema schema = {
        "need_trend",
        "how each indicator changed in each area from its first period to its last",
        {{"indicator", text, "the indicator"},
         {"layer", text, "the layer of areas"},
         {"code", text, "the area; `all` is all areas together"},
         {"first_period", text, "the first period"},
         {"first_value", number, "the share then"},
         {"last_period", text, "the last period"},
         {"last_value", number, "the share then"},
         {"periods", ColumnType::whole_number, "how many periods are known"},
         {"course", text,
          "of three periods and more: rises throughout, falls throughout, or turns"},
         {"change", number, "the last less the first"},
         {"lowercl", number, "its lower limit"},
         {"uppercl", number, "its upper limit"},
         {"confidence", number, "the level of the limits"},
         {"method", text, "how the limits are found"}}};
    return schema;
}

const store::TableSchema& similar_schema() {
    static const store::TableSchema schema = {
        "need_similar",
        "areas that are alike by stated traits, nearest first, and no league table",
        {{"layer", text, "the layer of areas"},
         {"code", text, "the area"},
         {"name", text, "its name"},
         {"similar_code", text, "an area like it"},
         {"similar_name", text, "its name"},
         {"place", ColumnType::whole_number, "1 is the nearest"},
         {"distance", number,
          "Euclidean, of traits each brought to mean 0 and deviation 1 over the layer"},
         {"traits", text, "the indicators that were compared"}}};
    return schema;
}

const store::TableSchema& people_schema() {
    static const store::TableSchema schema = {
        "need_people",
        "people of each area by age, and by sex as the authorities of its small areas have it",
        {{"layer", text, "the layer of areas"},
         {"code", text, "the area; `all` is all areas together"},
         {"age_band", text, "years of age"},
         {"people", ColumnType::whole_number, "people, a sum of small areas"},
         {"females", ColumnType::whole_number,
          "women and girls of them, by the share of each small area's authority; empty: not known"},
         {"males", ColumnType::whole_number, "men and boys: the others"},
         {"period", text, "the period they are of"},
         {"source", text, "the data sets"},
         {"note", text, "what is to be known of them"}}};
    return schema;
}

const store::TableSchema& evidence_schema() {
    static const store::TableSchema schema = {
        "need_evidence",
        "what an assessment of an area's needs asks for, what answers it, and what is missing",
        {{"layer", text, "the layer of areas"},
         {"code", text, "the area; `all` is all areas together"},
         {"name", text, "its name"},
         {"item", text, "what is asked for"},
         {"title", text, "the same in words"},
         {"state", text, "here or missing"},
         {"figures", ColumnType::whole_number, "how many figures answer it"},
         {"answered_by", text, "the indicators or groups that do"},
         {"periods", text, "the periods they are of"},
         {"source", text, "the data sets or files"}}};
    return schema;
}

const store::TableSchema& groups_schema() {
    static const store::TableSchema schema = {
        "need_groups",
        "what is known of the most deprived fifth, of groups defined here and of clinical areas "
        "(THE-R040, THE-R058, THE-R063)",
        {{"group", text, "the group"},
         {"kind", text, "core20, plus, clinical-adults or clinical-children"},
         {"aspect", text, "need, access, experience or outcome"},
         {"topic", text, "severe-mental-illness-check, vaccination, prevention, or empty"},
         {"measure", text, "what is measured"},
         {"value", number, "of the group"},
         {"everyone", number, "the same of all people"},
         {"better", text, "whether higher or lower is better"},
         {"worse", ColumnType::truth, "whether the group is worse off than everyone"},
         {"period", text, "the period it is of"},
         {"source", text, "whose figure it is"}}};
    return schema;
}

const store::TableSchema& case_studies_schema() {
    static const store::TableSchema schema = {
        "case_studies",
        "studies of systems that are not named; traits that few systems share are left out "
        "(THE-R137)",
        {{"study", text, "its id"},
         {"finding", text, "what was found"},
         {"deprivation_band", text, "empty: not said, or left out"},
         {"size_band", text, "the same"},
         {"urban_band", text, "the same"},
         {"left_out", ColumnType::truth, "whether traits are left out, being those of too few"}}};
    return schema;
}

}  // namespace

std::span<const store::TableSchema> table_schemas() {
    static const std::vector<store::TableSchema> schemas = {
        indicators_schema(), profile_schema(),     fifths_schema(), gaps_schema(),
        trend_schema(),      similar_schema(),     people_schema(), evidence_schema(),
        groups_schema(),     case_studies_schema()};
    return schemas;
}

}  // namespace concord::need
