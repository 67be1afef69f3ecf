#include "server/question.hpp"

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

}  // namespace concord::server
