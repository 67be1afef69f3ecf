#include "server/operation.hpp"

#include "base/text.hpp"

namespace concord::server {

Operation operation(Name name) {
    Operation made;
    made.method = name.method;
    made.path = std::move(name.path);
    made.id = std::move(name.id);
    made.summary = std::move(name.summary);
    made.group = std::move(name.group);
    return made;
}

std::optional<std::map<std::string, std::string>> match(const std::string& pattern,
                                                        const std::string& path) {
    const auto wanted = split(pattern, '/');
    const auto given = split(path, '/');
    if (wanted.size() != given.size()) return std::nullopt;
    std::map<std::string, std::string> parts;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const bool is_part = wanted[i].starts_with('{') && wanted[i].ends_with('}');
        if (is_part && !given[i].empty()) {
            parts[std::string(wanted[i].substr(1, wanted[i].size() - 2))] = given[i];
        } else if (is_part || wanted[i] != given[i]) {
            return std::nullopt;
        }
    }
    return parts;
}

}  // namespace concord::server
