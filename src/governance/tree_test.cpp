#include "governance/tree.hpp"

#include <gtest/gtest.h>

namespace concord::governance {
namespace {

TreeNode node(std::string id, std::string parent = "") {
    TreeNode result;
    result.id = std::move(id);
    result.parent = std::move(parent);
    return result;
}

// care > hospital > surgery, care > home; roads stand beside.
Tree little_tree() {
    return Tree::build({node("surgery", "hospital"), node("care"), node("hospital", "care"),
                        node("home", "care"), node("roads")});
}

TEST(TreeTest, EverythingCoversEachNodeAndANodeWhatIsBelowIt) {
    const auto tree = little_tree();
    ASSERT_EQ(tree.size(), 6U);
    const auto at = [&](const char* id) { return tree.find(id).value(); };
    for (const auto* id : {"care", "hospital", "surgery", "home", "roads"})
        EXPECT_TRUE(tree.covers(root_node, at(id)));
    EXPECT_TRUE(tree.covers(at("care"), at("surgery")));
    EXPECT_TRUE(tree.covers(at("care"), at("care")));
    EXPECT_FALSE(tree.covers(at("surgery"), at("care")));
    EXPECT_FALSE(tree.covers(at("hospital"), at("home")));
    EXPECT_FALSE(tree.covers(at("care"), at("roads")));
    EXPECT_FALSE(tree.covers(at("care"), root_node));
}

TEST(TreeTest, NodesBelowAreOneInterval) {
    const auto tree = little_tree();
    const auto care = tree.find("care").value();
    EXPECT_EQ(tree.last_below(care) - care, 3U);  // hospital, surgery, home
    const auto home = tree.find("home").value();
    EXPECT_EQ(tree.last_below(home), home);
    EXPECT_EQ(tree.last_below(root_node), tree.size() - 1);
    EXPECT_EQ(tree.parent(tree.find("surgery").value()), tree.find("hospital").value());
}

TEST(TreeTest, AnEmptyNameIsEverythingAndAnUnknownOneNothing) {
    const auto tree = little_tree();
    EXPECT_EQ(tree.find(""), root_node);
    EXPECT_FALSE(tree.find("cars"));
}

TEST(TreeTest, AnOrphanHangsBelowEverythingAndIsNamed) {
    std::vector<std::string> orphans;
    const auto tree = Tree::build({node("lost", "nowhere"), node("child", "lost")}, &orphans);
    EXPECT_EQ(orphans, std::vector<std::string>({"lost"}));
    EXPECT_EQ(tree.parent(tree.find("lost").value()), root_node);
    EXPECT_TRUE(tree.covers(tree.find("lost").value(), tree.find("child").value()));
}

TEST(TreeTest, ACircleIsCutAtItsFirstNodeAndLosesNobody) {
    const auto tree =
        Tree::build({node("a", "c"), node("b", "a"), node("c", "b"), node("below", "b")});
    ASSERT_EQ(tree.size(), 5U);
    const auto a = tree.find("a").value();
    EXPECT_EQ(tree.parent(a), root_node);
    for (const auto* id : {"b", "c", "below"})
        EXPECT_TRUE(tree.covers(a, tree.find(id).value())) << id;
}

TEST(TreeTest, OfTwoNodesWithOneIdTheFirstCounts) {
    const auto tree = Tree::build({node("a"), node("b"), node("c", "a"), node("c", "b")});
    EXPECT_EQ(tree.size(), 4U);
    EXPECT_EQ(tree.parent(tree.find("c").value()), tree.find("a").value());
}

TEST(TreeTest, DepthIsNoLimit) {
    std::vector<TreeNode> chain = {node("0")};
    for (int i = 1; i < 500; ++i)
        chain.push_back(node(std::to_string(i), std::to_string(i - 1)));
    const auto tree = Tree::build(std::move(chain));
    EXPECT_TRUE(tree.covers(tree.find("0").value(), tree.find("499").value()));
    EXPECT_FALSE(tree.covers(tree.find("499").value(), tree.find("0").value()));
}

}  // namespace
}  // namespace concord::governance
