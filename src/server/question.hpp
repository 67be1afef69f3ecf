// Questions of the façade read from the query of an address. The fields of a question are said
// once, with their members: what is read, what is refused and what the description of the API says
// follow from them.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "server/exchange.hpp"

namespace concord::server {

// A parameter of an address, as the description of the API has it.
struct Parameter {
    std::string name;
    std::string about;
    std::string type = "string";  // string, integer, number or boolean
    bool is_required = false;
    bool repeats = false;
    std::vector<std::string> choices = {};
    std::string example = {};
};

// What is wrong with a parameter that is not among the known ones.
RequestProblem unknown_parameter(const std::string& name, const std::vector<Parameter>& known);
// Whether the words are true or false; nothing where they are neither.
std::optional<bool> read_truth(const std::string& text);

// A whole number of the query from 0 to `most`; where it is absent or none, `usual` (and then it is
// a problem).
std::int64_t whole_number(const Request& request, const std::string& name, std::int64_t usual,
                          std::int64_t most, std::vector<RequestProblem>& problems);

template <typename Question>
class QuestionFields {
  public:
    using Text = std::string Question::*;
    using Texts = std::vector<std::string> Question::*;
    using Truth = bool Question::*;
    using Number = std::optional<double> Question::*;

    QuestionFields& add(Parameter parameter, Text member) {
        return with(std::move(parameter), [member](Question& question, const std::string& value) {
            question.*member = value;
            return std::string();
        });
    }
    QuestionFields& add(Parameter parameter, Texts member) {
        parameter.repeats = true;
        return with(std::move(parameter), [member](Question& question, const std::string& value) {
            (question.*member).push_back(value);
            return std::string();
        });
    }
    QuestionFields& add(Parameter parameter, Truth member) {
        parameter.type = "boolean";
        return with(std::move(parameter), [member](Question& question, const std::string& value) {
            const auto truth = read_truth(value);
            if (truth) question.*member = *truth;
            return truth ? std::string() : std::string("is true or false");
        });
    }
    QuestionFields& add(Parameter parameter, Number member) {
        parameter.type = "number";
        return with(std::move(parameter), [member](Question& question, const std::string& value) {
            question.*member = parse_number(value);
            return question.*member ? std::string() : std::string("is a number");
        });
    }
    // The day and the rules of a question about a system.
    QuestionFields& add_system() {
        with({"as_at",
              "The day that is asked about, such as 2024-04-01; the build's own where it is left "
              "out"},
             [](Question& question, const std::string& value) {
                 question.system.as_at = value;
                 return std::string();
             });
        return with({"rules",
                     "The rules that apply; by the day where it is left out",
                     "string",
                     false,
                     false,
                     {"framework-2021", "act-2022", "plan-2025"}},
                    [](Question& question, const std::string& value) {
                        question.system.profile = value;
                        return std::string();
                    });
    }

    const std::vector<Parameter>& parameters() const { return parameters_; }

    // The question, and everything that is wrong with it.
    Question read(const Request& request, std::vector<RequestProblem>& problems) const {
        Question question;
        for (const auto& [name, value] : request.query) {
            if (name == "format") continue;
            const auto place =
                std::ranges::find(parameters_, name, &Parameter::name) - parameters_.begin();
            if (static_cast<std::size_t>(place) == parameters_.size()) {
                problems.push_back(unknown_parameter(name, parameters_));
                continue;
            }
            const auto wrong = setters_[static_cast<std::size_t>(place)](question, value);
            if (!wrong.empty())
                problems.push_back(
                    {"`" + shown(value) + "` is not taken: `" + name + "` " + wrong, {}, name});
        }
        for (const auto& parameter : parameters_) {
            if (parameter.is_required && request.parameter(parameter.name).value_or("").empty())
                problems.push_back(
                    {"`" + parameter.name + "` is missing", parameter.about, parameter.name});
        }
        return question;
    }

  private:
    using Setter = std::function<std::string(Question&, const std::string&)>;

    QuestionFields& with(Parameter parameter, Setter setter) {
        parameters_.push_back(std::move(parameter));
        setters_.push_back(std::move(setter));
        return *this;
    }

    std::vector<Parameter> parameters_;
    std::vector<Setter> setters_;
};

}  // namespace concord::server
