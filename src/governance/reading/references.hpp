// Whether the words in a scheme's files mean anything: holders, functions, acts, services, places,
// people, instruments. Each unknown word is reported with the nearest known.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "governance/law.hpp"
#include "governance/reading/cells.hpp"
#include "governance/reading/holder_register.hpp"

namespace concord::governance {

struct KnownWords {
    const Law* law = nullptr;
    const Tree* places = nullptr;
    HolderRegister* holders = nullptr;
};

class References {
  public:
    References(KnownWords known, Diagnostics& diagnostics)
        : known_(known), diagnostics_(diagnostics) {}

    // GOV003. `subject` is the thing in which the word stands.
    bool holder(std::string_view id, const Location& place, std::string_view subject);
    // GOV009.
    bool instrument(std::string_view id, const Location& place, std::string_view subject);
    // GOV004 to GOV008: the words of one dimension. Unknown ones are reported and taken out;
    // "all" stands for everything. True where every word is known.
    bool functions(std::vector<std::string>& words, const Location& place,
                   std::string_view subject);
    bool acts(std::vector<std::string>& words, const Location& place, std::string_view subject);
    bool services(std::vector<std::string>& words, const Location& place, std::string_view subject);
    bool places(std::vector<std::string>& words, const Location& place, std::string_view subject);
    bool people(std::vector<std::string>& words, const Location& place, std::string_view subject);

    HolderRegister& holders() { return *known_.holders; }
    const Law& law() const { return *known_.law; }

  private:
    struct Dimension {
        std::string_view rule;
        std::string_view noun;
        const Tree* tree;
        std::string_view help;
    };
    struct Words {
        std::vector<std::string>& list;
        const Location& place;
        std::string_view subject;
    };
    bool check(const Dimension& dimension, Words words);

    KnownWords known_;
    Diagnostics& diagnostics_;
};

}  // namespace concord::governance
