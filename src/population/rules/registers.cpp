// Rules on the registers of data agreements, analysts and digital foundations.
#include "population/registers.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::population {
namespace {

constexpr std::size_t success_measures = 7;

class RegistersRules {
  public:
    RegistersRules(const RegistersCheck& check, Diagnostics& diagnostics)
        : registers_(*check.registers),
          registry_(check.registry),
          as_at_(check.as_at),
          diagnostics_(diagnostics) {}

    void check() {
        for (const auto& one : registers_.agreements)
            check_agreement(one);
        if (registers_.analysts_file) check_analysts();
        for (const auto& one : registers_.variations)
            check_variation(one);
        if (registers_.digital_file) check_foundations();
        if (registers_.success) check_success(*registers_.success);
    }

  private:
    void find(const char* rule, const Location& place, const std::string& subject,
              std::string message) {
        diagnostics_.add({rule, place, subject, std::move(message)});
    }

    void check_agreement(const DataAgreement& one) {
        std::vector<std::string> lacks;
        if (one.parties.size() < 2) lacks.emplace_back("two parties");
        if (one.purpose.empty()) lacks.emplace_back("a purpose");
        if (one.legal_basis.empty()) lacks.emplace_back("a legal basis");
        if (one.dataset.empty()) lacks.emplace_back("the data");
        if (!one.expires) lacks.emplace_back("the day on which it lapses");
        if (!lacks.empty())
            find("POP041", one.place, one.id,
                 fmt::format("`{}` lacks {}", shown(one.id), join(lacks, ", ")));
        if (one.expires) check_expiry(one, *one.expires);
        check_programme(one);
    }

    void check_expiry(const DataAgreement& one, Date expires) {
        const auto days = expires.days_since_epoch() - as_at_.days_since_epoch();
        if (days < 0 && one.in_use) {
            find("POP043", one.place, one.id,
                 fmt::format("`{}` lapsed on {}, and its data are in use", shown(one.id),
                             expires.iso()));
        } else if (days >= 0 && days <= one.notice_days) {
            find("POP042", one.place, one.id,
                 fmt::format("`{}` lapses on {}, {} from now", shown(one.id), expires.iso(),
                             counted(days, "day", "days")));
        }
    }

    // The end of a programme does not end the use of its data without a word.
    void check_programme(const DataAgreement& one) {
        if (!one.programme_ends || !one.afterwards.empty()) return;
        const bool outlives = !one.expires || *one.expires > *one.programme_ends;
        if (!outlives || !one.in_use) return;
        find("POP044", one.place, one.id,
             fmt::format(
                 "the programme of `{}` ends on {}, and nothing says what becomes of the use "
                 "of its data",
                 shown(one.id), one.programme_ends->iso()));
    }

    void check_analysts() {
        bool has_lead = false;
        std::vector<std::string> staffed;
        for (const auto& one : registers_.analysts) {
            if (!one.in_post.contains(as_at_) || !(one.full_time > 0)) continue;
            has_lead = has_lead || one.role == "informatics-lead";
            if (one.of_place.empty()) continue;
            if (is_place(one.of_place))
                staffed.push_back(one.of_place);
            else
                unknown_place(one);
        }
        if (!has_lead)
            find("POP045", *registers_.analysts_file, "",
                 fmt::format("no informatics lead is in post on {}", as_at_.iso()));
        for (const auto& place : registry_->places) {
            if (place.kind != "place" || !place.existence.contains(as_at_)) continue;
            if (std::ranges::find(staffed, place.id) != staffed.end()) continue;
            find("POP046", *registers_.analysts_file, place.id,
                 fmt::format("nobody analyses for `{}`", shown(place.id)));
        }
    }

    bool is_place(const std::string& id) const {
        return std::ranges::any_of(registry_->places,
                                   [&](const auto& place) { return place.id == id; });
    }

    void unknown_place(const Analysts& one) {
        std::vector<std::string> known;
        for (const auto& place : registry_->places)
            known.push_back(place.id);
        const auto guess = closest(one.of_place, known);
        diagnostics_.add({"POP040", one.place, one.of_place,
                          fmt::format("there is no place `{}`", shown(one.of_place)),
                          guess ? fmt::format("did you mean `{}`?", *guess)
                                : "name a place of places.csv, or leave it empty"});
    }

    void check_variation(const DigitalVariation& one) {
        std::vector<std::string> lacks;
        if (one.capability.empty()) lacks.emplace_back("the shared capability it rests on");
        if (one.flow.empty()) lacks.emplace_back("how its data flow to the others");
        if (lacks.empty()) return;
        find("POP047", one.place, one.id,
             fmt::format("`{}` varies from {} and does not show {}", shown(one.id),
                         shown(one.standard), join(lacks, " and ")));
    }

    void check_foundations() {
        for (const std::string level : {"system", "place", "collaborative"}) {
            const bool is_there =
                std::ranges::any_of(registers_.foundations, [&](const DigitalFoundation& one) {
                    return (!one.from || *one.from <= as_at_) &&
                           std::ranges::find(one.levels, level) != one.levels.end();
                });
            if (!is_there)
                find("POP048", *registers_.digital_file, level,
                     fmt::format("no foundation is in use at the level `{}` on {}", level,
                                 as_at_.iso()));
        }
        for (const auto& one : registers_.foundations)
            check_partners(one);
    }

    void check_partners(const DigitalFoundation& one) {
        for (const auto* list : {&one.nhs, &one.councils})
            for (const auto& body : *list)
                check_body(one, body);
        std::vector<std::string> lacks;
        if (one.nhs.size() < 2) lacks.emplace_back("two NHS bodies");
        if (one.councils.empty()) lacks.emplace_back("a council");
        if (!lacks.empty())
            find("POP049", one.place, one.id,
                 fmt::format("`{}` is not coordinated: it lacks {}", shown(one.id),
                             join(lacks, " and ")));
    }

    void check_body(const DigitalFoundation& one, const std::string& body) {
        std::vector<std::string> known;
        for (const auto& other : registry_->bodies) {
            if (other.id == body) return;
            known.push_back(other.id);
        }
        const auto guess = closest(body, known);
        diagnostics_.add(
            {"POP040", one.place, one.id, fmt::format("there is no body `{}`", shown(body)),
             guess ? fmt::format("did you mean `{}`?", *guess) : "name a body of bodies.csv"});
    }

    void check_success(const SuccessMeasures& list) {
        std::vector<std::string> lacks;
        if (list.measures.size() != success_measures)
            lacks.push_back(fmt::format(
                "{} instead of {}",
                counted(static_cast<std::int64_t>(list.measures.size()), "measure", "measures"),
                success_measures));
        if (!list.published) lacks.emplace_back("no day of publication");
        if (list.source.empty()) lacks.emplace_back("no source");
        if (!lacks.empty())
            find("POP050", list.place, "",
                 fmt::format("the list of success measures has {}", join(lacks, ", ")));
    }

    const Registers& registers_;
    const registry::RegistryData* registry_;
    Date as_at_;
    Diagnostics& diagnostics_;
};

}  // namespace

void check_registers(const RegistersCheck& check, Diagnostics& diagnostics) {
    RegistersRules(check, diagnostics).check();
}

}  // namespace concord::population
