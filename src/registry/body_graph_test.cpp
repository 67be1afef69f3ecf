#include "registry/body_graph.hpp"

#include <gtest/gtest.h>

namespace concord::registry {
namespace {

Body body(const std::string& id, const std::string& kind, const std::string& part_of,
          Period period) {
    Body result;
    result.id = id;
    result.kind = kind;
    result.part_of = part_of;
    result.existence = period;
    return result;
}

const std::vector<Body> bodies = {
    body("system", "integrated-care-system", "", {}),
    body("board", "integrated-care-board", "system", {Date(2022, 7, 1), std::nullopt}),
    body("group", "clinical-commissioning-group", "system", {Date(2013, 4, 1), Date(2022, 6, 30)}),
    body("trust", "nhs-trust", "", {}),
};
const std::vector<BodyRelation> relations = {
    {"trust",
     BodyRelationKind::member_of,
     "system",
     {Date(2020, 1, 1), Date(2020, 12, 31)},
     std::nullopt,
     "",
     "",
     {}},
};

std::vector<std::string> ids(const std::vector<const Body*>& found) {
    std::vector<std::string> result;
    for (const auto* item : found)
        result.push_back(item->id);
    return result;
}

TEST(BodyGraph, AnswersAsAtADate) {
    const BodyGraph graph(bodies, relations);
    EXPECT_EQ(ids(graph.parts_of("system", Date(2022, 6, 30))),
              (std::vector<std::string>{"group"}));
    EXPECT_EQ(ids(graph.parts_of("system", Date(2022, 7, 1))), (std::vector<std::string>{"board"}));
    EXPECT_EQ(ids(graph.members_of("system", Date(2020, 6, 1))),
              (std::vector<std::string>{"trust"}));
    EXPECT_TRUE(graph.members_of("system", Date(2021, 1, 1)).empty());
    EXPECT_EQ(ids(graph.parents_of("trust", Date(2020, 6, 1))),
              (std::vector<std::string>{"system"}));
}

// A provider collaborative may serve two systems, with the share that each link covers (PIR-R011),
// and a trust may be a member of several systems (THE-R013).
TEST(BodyGraph, HoldsManyToManyRelations) {
    const std::vector<Body> several = {body("west", "integrated-care-system", "", {}),
                                       body("east", "integrated-care-system", "", {}),
                                       body("collaborative", "provider-collaborative", "", {}),
                                       body("trust", "nhs-trust", "", {})};
    const std::vector<BodyRelation> links = {
        {"collaborative", BodyRelationKind::part_of, "west", {}, 0.7, "", "", {}},
        {"collaborative", BodyRelationKind::part_of, "east", {}, 0.3, "", "", {}},
        {"trust", BodyRelationKind::member_of, "west", {}, std::nullopt, "", "", {}},
        {"trust", BodyRelationKind::member_of, "east", {}, std::nullopt, "", "", {}}};
    const BodyGraph graph(several, links);
    const Date day(2022, 7, 1);
    EXPECT_EQ(ids(graph.parents_of("collaborative", day)),
              (std::vector<std::string>{"west", "east"}));
    EXPECT_EQ(ids(graph.parts_of("east", day)), (std::vector<std::string>{"collaborative"}));
    EXPECT_EQ(ids(graph.parents_of("trust", day)), (std::vector<std::string>{"west", "east"}));
}

TEST(BodyGraph, DoesNotCountAProposalAsABody) {
    auto proposed = bodies;
    proposed[1].basis = "proposal";
    const BodyGraph graph(proposed, {});
    EXPECT_TRUE(graph.of_kind("integrated-care-board", Date(2023, 1, 1)).empty());
}

TEST(BodyGraph, EndsAtACycle) {
    const std::vector<Body> circle = {body("a", "committee", "b", {}),
                                      body("b", "committee", "c", {}),
                                      body("c", "committee", "a", {})};
    const BodyGraph graph(circle, {});
    EXPECT_EQ(ids(graph.ancestors_of("a")), (std::vector<std::string>{"b", "c", "a"}));
}

}  // namespace
}  // namespace concord::registry
