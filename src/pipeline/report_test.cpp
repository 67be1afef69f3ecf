#include "pipeline/report.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "support/diagnostics.hpp"
#include "support/temporary_folder.hpp"

namespace concord::pipeline {
namespace {

using support::new_diagnostics;
using support::TemporaryFolder;

TEST(ReportPage, LetsNoTextLeaveItsPlace) {
    const auto page =
        report_page("<title><!--concord-title--></title><!--concord-data-->",
                    R"({"name": "</script><script>alert(1)</script><!--"})", "A <b> & c");
    EXPECT_EQ(page,
              "<title>A &lt;b&gt; &amp; c</title>"
              "<script type=\"application/json\" id=\"concord-data\">"
              R"({"name": "\u003c/script>\u003cscript>alert(1)\u003c/script>\u003c!--"})"
              "</script>");
}

TEST(Shapes, RoundToAGridOnWhichBordersStayShared) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    const auto path = folder.write("a.json", R"({"features": [
        {"properties": {"c": "A"}, "geometry": {"type": "Polygon", "coordinates":
            [[[0.00011, 1.2004], [0.00012, 1.2004], [2, 3], [4, 5], [0.00011, 1.2004]]]}},
        {"properties": {"c": "B"}, "geometry": {"type": "MultiPolygon", "coordinates":
            [[[[0, 0], [0.0001, 0], [0, 0]]], [[[1, 1], [2, 1], [2, 2], [1, 1]]]]}},
        {"properties": {"c": "C"}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
        {"properties": {}, "geometry": null}]})");
    const auto shapes =
        nlohmann::json::parse(read_shapes({path, "a.json", "layer", "c"}, diagnostics));
    ASSERT_EQ(shapes.size(), 2U);
    EXPECT_EQ(shapes[0]["rings"].dump(), "[[[0,1200],[2000,3000],[4000,5000],[0,1200]]]");
    EXPECT_EQ(shapes[1]["rings"].dump(), "[[[1000,1000],[2000,1000],[2000,2000],[1000,1000]]]")
        << "a ring that shrinks to a point is left out";
    EXPECT_EQ(diagnostics.all().size(), 1U) << "two features without a shape, said once";
}

TEST(Shapes, SurviveRubbish) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    const auto* bent = R"({"features": [{"properties": {"c": "A"}, "geometry":
        {"type": "Polygon", "coordinates": [[["x", 1]], 5]}}]})";
    for (const auto* text :
         {"[]", "{}", R"({"features": 1})", "1", R"({"features": [1, [], {}]})", bent}) {
        EXPECT_EQ(read_shapes({folder.write("a", text), "a", "l", "c"}, diagnostics), "[]") << text;
    }
}

TEST(Tiles, StandOnPlacesOfTheirOwn) {
    const TemporaryFolder folder;
    auto diagnostics = new_diagnostics();
    const auto path = folder.write(
        "tiles.csv", "code,label,column,row\nQ1,One,1,1\nQ2,Two,1,1\nQ3,Three,x,2\nQ4,Four,2,2\n");
    const auto tiles = read_tiles(path, "tiles.csv", diagnostics);
    ASSERT_EQ(tiles.size(), 2U);
    EXPECT_EQ(support::places(diagnostics),
              (std::vector<std::string>{"REG020 tiles.csv:3:8", "REG025 tiles.csv:4:10"}));
}

}  // namespace
}  // namespace concord::pipeline
