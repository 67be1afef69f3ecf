// The options of a question, read with everything that is wrong in them.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "numerics/limits.hpp"
#include "statistics/statistics.hpp"

namespace concord::statistics {

class Options {
  public:
    explicit Options(const std::map<std::string, std::string>& given) : given_(given) {}

    bool has(const std::string& name) const { return given_.contains(name); }
    std::string text(const std::string& name, const std::string& otherwise = {}) const;
    std::vector<std::string> list(const std::string& name) const;

    // A number between two bounds; a wrong one is a problem, and `otherwise` is taken.
    struct Bounds {
        double least = -std::numeric_limits<double>::max();
        double most = std::numeric_limits<double>::max();
        bool is_whole = false;
    };
    double number(const std::string& name, double otherwise, const Bounds& bounds);
    // One of some words.
    std::string word(const std::string& name, const std::string& otherwise,
                     const std::vector<std::string>& words);
    // The levels of confidence, 0.95 where none is given.
    std::vector<numerics::ConfidenceLevel> levels();

    void refuse(std::string message, std::string help);
    const std::vector<Problem>& problems() const { return problems_; }

  private:
    const std::map<std::string, std::string>& given_;
    std::vector<Problem> problems_;
};

// A number as a title says it: 100000, 0.5.
std::string plain_number(double number);

}  // namespace concord::statistics
