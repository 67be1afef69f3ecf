#include "server/question.hpp"

#include <fmt/format.h>

namespace concord::server {

RequestProblem unknown_parameter(const std::string& name, const std::vector<Parameter>& known) {
    std::vector<std::string> names = {"format"};
    for (const auto& parameter : known)
        names.push_back(parameter.name);
    const auto guess = closest(name, names);
    return {"`" + shown(name) + "` is no parameter here",
            guess ? "did you mean `" + *guess + "`?" : "parameters are " + join(names, ", "),
            shown(name)};
}

std::optional<bool> read_truth(const std::string& text) {
    if (text == "true" || text == "yes" || text == "1" || text.empty()) return true;
    if (text == "false" || text == "no" || text == "0") return false;
    return std::nullopt;
}

std::int64_t whole_number(const Request& request, const std::string& name, std::int64_t usual,
                          std::int64_t most, std::vector<RequestProblem>& problems) {
    const auto text = request.parameter(name);
    if (!text) return usual;
    const auto number = parse_whole_number(*text);
    if (number && *number >= 0 && *number <= most) return *number;
    problems.push_back({fmt::format("`{}` is not taken: `{}` is a whole number from 0 to {}",
                                    shown(*text), name, most),
                        {},
                        name});
    return usual;
}

}  // namespace concord::server
