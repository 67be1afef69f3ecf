#include "governance/holders.hpp"

#include <gtest/gtest.h>

namespace concord::governance {
namespace {

Holder holder(std::string id, HolderKind kind, std::vector<std::string> of = {}) {
    Holder result;
    result.id = std::move(id);
    result.kind = kind;
    result.of = std::move(of);
    return result;
}

class HoldersTest : public ::testing::Test {
  protected:
    std::vector<std::string> bodies(std::string_view id) const {
        std::vector<std::string> ids;
        for (const auto body : index_.bodies(index_.find(id).value()))
            ids.push_back(index_.holder(body).id);
        return ids;
    }
    bool within(std::string_view inner, std::string_view outer) const {
        return index_.within(index_.find(inner).value(), index_.find(outer).value());
    }

    using Ids = std::vector<std::string>;
    Scheme scheme_ = {
        {
            holder("board", HolderKind::body),
            holder("council", HolderKind::body),
            holder("trust", HolderKind::body),
            holder("sub", HolderKind::sub_committee, {"committee"}),
            holder("committee", HolderKind::committee, {"board"}),
            holder("joint", HolderKind::joint_committee, {"board", "council"}),
            holder("of-council", HolderKind::committee, {"council"}),
            holder("common", HolderKind::committees_in_common, {"committee", "of-council"}),
            holder("joint-post", HolderKind::post, {"trust", "joint"}),
            holder("circle-a", HolderKind::committee, {"circle-b"}),
            holder("circle-b", HolderKind::committee, {"circle-a"}),
            holder("lost", HolderKind::committee, {"unknown"}),
        },
        {},
        {},
        {},
        {},
        {},
        {},
        {},
        {}};
    HolderIndex index_{scheme_};
};

TEST_F(HoldersTest, EachActsForTheBodiesAboveIt) {
    EXPECT_EQ(bodies("board"), Ids({"board"}));
    EXPECT_EQ(bodies("sub"), Ids({"board"}));
    EXPECT_EQ(bodies("joint"), Ids({"board", "council"}));
    EXPECT_EQ(bodies("common"), Ids({"board", "council"}));
    EXPECT_EQ(bodies("joint-post"), Ids({"board", "council", "trust"}));
}

TEST_F(HoldersTest, ACircleAndALostCommitteeActForNobody) {
    EXPECT_EQ(bodies("circle-a"), Ids());
    EXPECT_EQ(bodies("circle-b"), Ids());
    EXPECT_EQ(bodies("lost"), Ids());
}

TEST_F(HoldersTest, WithinFollowsCommittees) {
    EXPECT_TRUE(within("sub", "board"));
    EXPECT_TRUE(within("board", "board"));
    EXPECT_FALSE(within("board", "sub"));
    EXPECT_FALSE(within("sub", "council"));
    EXPECT_TRUE(within("joint-post", "council"));
    EXPECT_FALSE(within("circle-a", "board"));
}

TEST_F(HoldersTest, UnknownIdsAreNotFound) {
    EXPECT_FALSE(index_.find("nobody"));
    EXPECT_TRUE(index_.parents(index_.find("lost").value()).empty());
}

}  // namespace
}  // namespace concord::governance
