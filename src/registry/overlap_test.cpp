#include "registry/overlap.hpp"

#include <gtest/gtest.h>

#include "support/small_geography.hpp"

namespace concord::registry {
namespace {

using support::add_layer;
using support::add_small;

using Names = std::vector<std::string>;
using People = std::vector<std::int64_t>;

// Two layers on the same small areas, compared.
class Pair {
  public:
    Pair(const Names& a, const Names& b, People people) : people_(std::move(people)) {
        add_small(geography_, "cell11", 2011, people_.size());
        add_layer(geography_, "a21", 2021, "cell11", a);
        add_layer(geography_, "b22", 2022, "cell11", b);
        a_ = *assign(geography_, "a21", "cell11");
        b_ = *assign(geography_, "b22", "cell11");
        table_ = overlap(a_, b_, people_);
    }

    CoterminosityClass class_of(const std::string& code, double tolerance = 0.01) const {
        for (const auto& row : coterminosity(a_, b_, table_, tolerance)) {
            if (a_.layer->area(row.a).code == code) return row.kind;
        }
        throw std::out_of_range(code);
    }
    std::vector<std::string> moved() const {
        std::vector<std::string> result;
        for (const auto& move : moves(a_, b_, table_)) {
            result.push_back(a_.layer->area(move.from).code + ">" + b_.layer->area(move.to).code +
                             " " + std::to_string(move.people));
        }
        return result;
    }
    Geography& geography() { return geography_; }
    const Assignment& a() const { return a_; }
    const Assignment& b() const { return b_; }
    const OverlapTable& table() const { return table_; }

  private:
    Geography geography_;
    People people_;
    Assignment a_;
    Assignment b_;
    OverlapTable table_;
};

TEST(Overlap, SharesPeople) {
    const Pair pair({"A", "A", "B"}, {"X", "Y", "Y"}, {10, 30, 60});
    const auto& parts = pair.table().parts;
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts[1].people, 30);
    EXPECT_DOUBLE_EQ(parts[1].share_of_a, 0.75);
    EXPECT_DOUBLE_EQ(parts[1].share_of_b, 30.0 / 90);
    EXPECT_DOUBLE_EQ(parts[1].jaccard, 30.0 / 100);
}

TEST(Overlap, CountsSmallAreasWhereNobodyIsKnownToLive) {
    const Pair pair({"A", "A", "A", "A"}, {"X", "X", "X", "Y"}, {0, 0, 0, 0});
    EXPECT_DOUBLE_EQ(pair.table().parts[0].share_of_a, 0.75);
}

TEST(Coterminosity, HasEveryClass) {
    EXPECT_EQ(Pair({"A", "A", "B"}, {"X", "X", "Y"}, {1, 1, 1}).class_of("A"),
              CoterminosityClass::coterminous);
    EXPECT_EQ(Pair({"A", "B", "B"}, {"X", "X", "X"}, {1, 1, 1}).class_of("A"),
              CoterminosityClass::a_inside_b);
    EXPECT_EQ(Pair({"A", "A", "B"}, {"X", "", "Y"}, {1, 1, 1}).class_of("A"),
              CoterminosityClass::b_inside_a);
    EXPECT_EQ(Pair({"A", "A", "B"}, {"X", "Y", "Z"}, {1, 1, 1}).class_of("A"),
              CoterminosityClass::made_of_whole_b);
    EXPECT_EQ(Pair({"A", "A", "B"}, {"X", "Y", "Y"}, {1, 1, 1}).class_of("A"),
              CoterminosityClass::overlapping);
    EXPECT_EQ(Pair({"A", "A", "B"}, {"", "", "Y"}, {1, 1, 1}).class_of("A"),
              CoterminosityClass::none);
}

TEST(Coterminosity, OverlooksSliversUpToTheTolerance) {
    const Pair pair({"A", "A", "B", "B"}, {"X", "Y", "Y", "Y"}, {995, 5, 1000, 1000});
    EXPECT_EQ(pair.class_of("A", 0.01), CoterminosityClass::coterminous);
    EXPECT_EQ(pair.class_of("A", 0.001), CoterminosityClass::overlapping);
}

TEST(Coterminosity, DoesNotOverlookASmallWholeArea) {
    // X is a tiny part of A, but all of X lies in A.
    const Pair pair({"A", "A", "B"}, {"X", "Y", "Z"}, {1, 999, 1000});
    EXPECT_EQ(pair.class_of("A"), CoterminosityClass::coterminous)
        << "Y holds A but for one in a thousand";
    const Pair uncovered({"A", "A", "B"}, {"X", "", "Z"}, {1, 999, 1000});
    EXPECT_EQ(uncovered.class_of("A"), CoterminosityClass::b_inside_a);
}

TEST(Coterminosity, CountsEffectivePieces) {
    const Pair pair({"A", "A", "A", "A", "B"}, {"W", "X", "Y", "Z", "Z"}, {25, 25, 25, 25, 1});
    const auto rows = coterminosity(pair.a(), pair.b(), pair.table(), 0.01);
    EXPECT_EQ(rows[0].pieces, 4);
    EXPECT_DOUBLE_EQ(rows[0].effective_pieces, 4.0);
    const Pair uncovered({"A", "A", "A"}, {"X", "Y", ""}, {10, 10, 20});
    const auto half = coterminosity(uncovered.a(), uncovered.b(), uncovered.table(), 0.01);
    EXPECT_DOUBLE_EQ(half[0].effective_pieces, 2.0) << "among the people placed";
    EXPECT_DOUBLE_EQ(half[0].uncovered_share, 0.5);
}

TEST(Moves, FollowsTheSameCode) {
    const Pair pair({"A", "A", "B"}, {"A", "B", "B"}, {10, 20, 30});
    EXPECT_EQ(pair.moved(), (Names{"A>B 20"}));
}

TEST(Moves, FollowsTheOdsCodeWhereTheCodeChanged) {
    Pair pair({"A1", "A1", "B1"}, {"A2", "B2", "B2"}, {1, 20, 3});
    // By people alone, A1 would continue in B2, which holds most of it.
    EXPECT_EQ(pair.moved(), (Names{"A1>A2 1"}));
    pair.geography().layer("a21")->add({"A1", "QA", ""});
    pair.geography().layer("b22")->add({"A2", "QA", ""});
    EXPECT_EQ(pair.moved(), (Names{"A1>B2 20"}));
}

TEST(Moves, AreNoneBetweenALayerAndItself) {
    const Pair pair({"A", "B", "B"}, {"A", "B", "B"}, {1, 2, 3});
    EXPECT_TRUE(pair.moved().empty());
}

}  // namespace
}  // namespace concord::registry
