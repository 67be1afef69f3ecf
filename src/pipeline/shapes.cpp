#include "pipeline/shapes.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "files/json_document.hpp"

namespace concord::pipeline {
namespace {

using nlohmann::json;

// The text of a property; empty where there is none or it is no text.
std::string text_of(const json& object, const std::string& key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A longitude or a latitude, in degrees.
bool is_degrees(const json& value) {
    return value.is_number() && std::abs(value.get<double>()) <= 360.0;
}

// One ring on the grid, without points that repeat; empty where fewer than a triangle is left.
json round_ring(const json& ring) {
    json result = json::array();
    for (const auto& point : ring) {
        const bool is_point = point.is_array() && point.size() >= 2;
        if (!is_point || !is_degrees(point[0]) || !is_degrees(point[1])) return json::array();
        const json rounded = {std::lround(point[0].get<double>() * 1000.0),
                              std::lround(point[1].get<double>() * 1000.0)};
        if (result.empty() || result.back() != rounded) result.push_back(rounded);
    }
    return result.size() >= 4 ? result : json::array();
}

void add_polygon(const json& polygon, json& rings) {
    for (const auto& ring : polygon) {
        if (!ring.is_array()) continue;
        auto rounded = round_ring(ring);
        if (!rounded.empty()) rings.push_back(std::move(rounded));
    }
}

json rings_of(const json& geometry) {
    json rings = json::array();
    const auto type = text_of(geometry, "type");
    const auto coordinates = geometry.find("coordinates");
    if (coordinates == geometry.end() || !coordinates->is_array()) return rings;
    if (type == "Polygon") {
        add_polygon(*coordinates, rings);
    } else if (type == "MultiPolygon") {
        for (const auto& polygon : *coordinates)
            add_polygon(polygon, rings);
    }
    return rings;
}

}  // namespace

std::string read_shapes(const ShapeFile& file, Diagnostics& diagnostics) {
    json shapes = json::array();
    const auto document = files::read_json(file.path, file.shown_path, diagnostics);
    if (!document) return "[]";
    const auto features = document->is_object() ? document->find("features") : document->end();
    if (features == document->end() || !features->is_array()) {
        diagnostics.add(
            {"REG009", {file.shown_path, 0, 0}, file.layer, "the file holds no GeoJSON features"});
        return "[]";
    }
    std::int64_t left_out = 0;
    for (const auto& feature : *features) {
        const auto properties = feature.is_object() ? feature.find("properties") : feature.end();
        const auto geometry = feature.is_object() ? feature.find("geometry") : feature.end();
        const bool complete = properties != feature.end() && properties->is_object() &&
                              geometry != feature.end() && geometry->is_object();
        const auto code = complete ? text_of(*properties, file.code_property) : std::string();
        auto rings = complete ? rings_of(*geometry) : json::array();
        if (code.empty() || rings.empty()) {
            ++left_out;
            continue;
        }
        shapes.push_back({{"code", code}, {"rings", std::move(rings)}});
    }
    if (left_out > 0) {
        diagnostics.add(
            {"REG025",
             {file.shown_path, 0, 0},
             file.layer,
             fmt::format("{} without a `{}` or without a shape",
                         counted(left_out, "feature is", "features are"), file.code_property)});
    }
    return shapes.dump();
}

}  // namespace concord::pipeline
