// Kinds of accounts, purposes of money and lines of plans: catalogue/ledger.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "ledger/account.hpp"

namespace concord::ledger {

// A purpose, and the marks that it has or has from the one above it: ring-fenced (FRM-R272),
// mental-health, guarantee (FRM-R285), capital (FRM-R278), committed (THE-R071).
struct Purpose {
    std::string id;
    std::string parent;
    std::set<std::string, std::less<>> marks;
};

// A line that plans.csv may have, and whether it is of a body, a system or any of the two.
struct PlanLineKind {
    std::string id;
    std::string of;
};

struct Vocabulary {
    std::vector<AccountKind> kinds;
    std::vector<Purpose> purposes;
    std::vector<PlanLineKind> lines;

    const AccountKind* kind(std::string_view id) const;
    const Purpose* purpose(std::string_view id) const;
    const PlanLineKind* line(std::string_view id) const;
    bool has_mark(std::string_view purpose_id, std::string_view mark) const;
};

Vocabulary read_vocabulary(const std::filesystem::path& catalogue, Diagnostics& diagnostics);

}  // namespace concord::ledger
