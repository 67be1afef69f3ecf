// A rule of pace as people write it (RULE.toml): `points`, or pieces that each say from where to
// where they hold; with floor, cap, and the evidence the rule rests on.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "money/pace_rule.hpp"

namespace concord::money {

struct PaceRuleFile {
    PaceRule rule;
    std::string title;
    std::string year;
    std::string stream;
    std::string evidence;
    std::string path;  // as shown
};

// Nothing where the file is missing or is no rule: crossing pieces (MON007), a hole (MON008), no
// usable points (MON006), a floor above the cap (MON010), a key that is not known (REG015). A rule
// that moves those further above the target further up is read and warned of (MON009).
std::optional<PaceRuleFile> read_pace_rule(const std::filesystem::path& path,
                                           const std::string& shown_path, Diagnostics& diagnostics);

}  // namespace concord::money
