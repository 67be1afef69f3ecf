// People counted by area, age, sex, ethnic group and practice, and conditions by area with their
// intervals: the plain counts that most questions begin with.
//
// Rows are judged by the rules of an extract like everywhere else. An extract that has been checked
// may be counted as it stands (`checked`): then nobody is looked for twice, and no area is looked
// up, which is most of the work.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.hpp"
#include "base/table.hpp"
#include "population/criteria.hpp"
#include "population/extract.hpp"
#include "population/release.hpp"

namespace concord::population {

struct CountsRequest {
    const Extract* extract = nullptr;
    std::span<const KnownArea> areas;
    bool checked = false;
    const CancelToken* cancel = nullptr;
};

// What people can be divided by: lsoa, practice, age_band, sex, ethnicity.
std::span<const std::string_view> count_columns();

// Everybody who is alive, by those columns, in their order; `people` is the last column. Exact:
// they leave through release_counts.
Table count_people(const CountsRequest& request, std::span<const std::string> by,
                   store::Warehouse& warehouse, Diagnostics& diagnostics);

// The same counts as the rule lets them leave, with how many it holds back.
std::int64_t release_counts(Table& counts, const ReleaseRule& rule);

// Each condition of the vocabulary in each area and in all: people asked about, those who have it,
// the share with Wilson's limits. Where a rule holds counts back, shares are those of what leaves.
Table prevalence(const CountsRequest& request, const Vocabulary& vocabulary,
                 const ReleaseRule& rule, store::Warehouse& warehouse, Diagnostics& diagnostics);

}  // namespace concord::population
