// Roles, and the rights that follow from them. One table; one function is asked.
//
// LAW: no right shows a person's row, so no role can.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace concord::accounts {

enum class Role { reader, analyst, member, secretary, finance, administrator };

enum class Right {
    read,             // whatever a build shows
    rebuild,          // run stages again
    propose,          // a decision
    record,           // the steps of a decision
    publish,          // what was decided
    record_money,     // reserved for what follows
    manage_accounts,  // make, change and disable accounts
    read_audit        // who did what, and when
};

using Roles = std::set<Role>;

std::string_view to_string(Role role);    // "secretary"
std::string_view to_string(Right right);  // "manage-accounts"
std::optional<Role> parse_role(std::string_view text);
std::span<const Role> every_role();
std::span<const Right> every_right();

// Whether somebody with these roles has the right: the one place where it is decided.
bool may(const Roles& roles, Right right);

// The rights in the order of the table, for pages that show only what a person can do.
std::vector<Right> rights_of(const Roles& roles);

}  // namespace concord::accounts
