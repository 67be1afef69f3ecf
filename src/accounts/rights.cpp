#include "accounts/rights.hpp"

#include <algorithm>
#include <array>

namespace concord::accounts {
namespace {

constexpr std::array roles_in_order = {Role::reader,    Role::analyst, Role::member,
                                       Role::secretary, Role::finance, Role::administrator};
constexpr std::array rights_in_order = {
    Right::read,    Right::rebuild,      Right::propose,         Right::record,
    Right::publish, Right::record_money, Right::manage_accounts, Right::read_audit};

// The table. A role that is not named with a right does not have it.
bool has(Role role, Right right) {
    switch (right) {
        case Right::read:
            return true;
        case Right::rebuild:
            return role == Role::analyst || role == Role::administrator;
        case Right::propose:
            return role == Role::member || role == Role::secretary;
        case Right::record:
        case Right::publish:
            return role == Role::secretary;
        case Right::record_money:
            return role == Role::finance;
        case Right::manage_accounts:
            return role == Role::administrator;
        case Right::read_audit:
            return role == Role::secretary || role == Role::administrator;
    }
    return false;
}

}  // namespace

std::string_view to_string(Role role) {
    switch (role) {
        case Role::reader:
            return "reader";
        case Role::analyst:
            return "analyst";
        case Role::member:
            return "member";
        case Role::secretary:
            return "secretary";
        case Role::finance:
            return "finance";
        case Role::administrator:
            return "administrator";
    }
    return "";
}

std::string_view to_string(Right right) {
    switch (right) {
        case Right::read:
            return "read";
        case Right::rebuild:
            return "rebuild";
        case Right::propose:
            return "propose";
        case Right::record:
            return "record";
        case Right::publish:
            return "publish";
        case Right::record_money:
            return "record-money";
        case Right::manage_accounts:
            return "manage-accounts";
        case Right::read_audit:
            return "read-audit";
    }
    return "";
}

std::optional<Role> parse_role(std::string_view text) {
    for (const auto role : roles_in_order) {
        if (to_string(role) == text) return role;
    }
    return std::nullopt;
}

std::span<const Role> every_role() {
    return roles_in_order;
}

std::span<const Right> every_right() {
    return rights_in_order;
}

bool may(const Roles& roles, Right right) {
    return std::ranges::any_of(roles, [right](Role role) { return has(role, right); });
}

std::vector<Right> rights_of(const Roles& roles) {
    std::vector<Right> rights;
    for (const auto right : rights_in_order) {
        if (may(roles, right)) rights.push_back(right);
    }
    return rights;
}

}  // namespace concord::accounts
