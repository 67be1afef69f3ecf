#include "population/synthetic/draw.hpp"

#include <algorithm>
#include <cmath>

#include "base/random.hpp"

namespace concord::population {
namespace {

constexpr std::uint32_t no_one = UINT32_MAX;
constexpr std::uint64_t of_areas = 0xA5A5'0000'0000'0000ULL;  // streams that are no person's
constexpr std::int32_t days_of_year = 365;
constexpr std::uint32_t most_contacts = 400;

// Numbers of 32 bits, two of each number of the stream.
class Draws {
  public:
    explicit Draws(RandomStream stream) : stream_(stream) {}

    std::uint32_t next() {
        if (has_half_) {
            has_half_ = false;
            return half_;
        }
        const auto both = stream_.next();
        half_ = static_cast<std::uint32_t>(both);
        has_half_ = true;
        return static_cast<std::uint32_t>(both >> 32);
    }
    double uniform() { return next() * 0x1.0p-32; }
    // 0 … bound − 1, by the upper digits: the bias is below bound in four thousand million.
    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>((std::uint64_t{next()} * bound) >> 32);
    }

  private:
    RandomStream stream_;
    std::uint32_t half_ = 0;
    bool has_half_ = false;
};

// Which ethnic group each person of the area has: every group as often as it must be, in an order
// that does not depend on age or sex.
void deal_groups(const Model& model, const SmallArea& area, std::vector<std::uint8_t>& groups) {
    groups.clear();
    for (std::size_t g = 0; g < ethnic_groups; ++g)
        groups.insert(groups.end(), area.ethnicity[g], static_cast<std::uint8_t>(g));
    groups.resize(area.total(), static_cast<std::uint8_t>(ethnic_groups));
    Draws draws(RandomStream(model.seed ^ of_areas, static_cast<std::uint64_t>(area.number)));
    for (auto left = static_cast<std::uint32_t>(groups.size()); left > 1; --left)
        std::swap(groups[left - 1], groups[draws.below(left)]);
}

class Drawing {
  public:
    Drawing(const Model& model, const SmallArea& area, std::uint32_t area_place, Block& block)
        : model_(model),
          area_(area),
          authority_(model.authorities[area.authority]),
          today_(model.as_at.days_since_epoch()),
          area_place_(area_place),
          block_(block) {}

    void person(std::uint32_t place, std::size_t band, std::size_t sex, std::uint8_t group) {
        const auto number = static_cast<std::uint64_t>(person_number(area_, place));
        Draws draws{RandomStream(model_.seed, number)};
        auto& made = block_.people.emplace_back();
        made.area = area_place_;
        made.place = place;
        made.sex = static_cast<std::uint8_t>(sex);
        made.ethnicity = group;
        made.age = static_cast<std::uint8_t>(age(draws.next(), band, sex));
        // So many days ago that the years are complete, and the next not yet.
        made.birth = today_ - made.age * 1461 / 4 - 1 -
                     static_cast<std::int32_t>(draws.below(days_of_year - 1));
        const auto practice = draws.next();
        made.practice = authority_.practices.empty() ? no_one : authority_.practices.pick(practice);
        made.opt_out = draws.next() < model_.opt_out;
        const auto frail = model_.frailty.classes.pick(draws.next());
        const auto at = static_cast<std::uint32_t>(block_.people.size() - 1);
        const DrawnPerson drawn = made;
        conditions(drawn, at, frail, draws);
        contacts(drawn, at, frail, draws);
        waits(drawn, at, frail, draws);
    }

  private:
    std::size_t age(std::uint32_t draw, std::size_t band, std::size_t sex) const {
        const auto& years = authority_.years[sex][band];
        std::size_t year = 0;
        while (year + 1 < years.size() && draw >= years[year])
            ++year;
        return std::min(band * 5 + year, years_of_age - 1);
    }

    void conditions(const DrawnPerson& who, std::uint32_t at, std::size_t frail, Draws& draws) {
        const auto* chances = model_.chances(area_.decile, who.sex, frail, who.age);
        for (std::size_t c = 0; c < model_.conditions.size(); ++c) {
            if (chances[c] == 0 || draws.next() >= chances[c]) continue;
            const double part = draws.uniform();
            const auto since = model_.conditions[c].from_age * 1461 / 4;
            const auto days = std::max(0, today_ - who.birth - since);
            // More began lately than long ago.
            const auto ago = static_cast<std::int32_t>(part * part * days);
            block_.conditions.push_back({at, today_ - ago, static_cast<std::uint8_t>(c)});
        }
    }

    std::uint32_t provider(const Service& service, const DrawnPerson& who, Draws& draws) const {
        if (service.at_practice) return who.practice;
        const auto draw = draws.next();
        return authority_.providers.empty() ? no_one : authority_.providers.pick(draw);
    }

    void contacts(const DrawnPerson& who, std::uint32_t at, std::size_t frail, Draws& draws) {
        for (std::size_t s = 0; s < model_.services.size(); ++s) {
            double rate = model_.rate(s, area_.decile, who.sex, who.age);
            rate *= model_.frailty.factors[frail];
            if (area_.board >= 0)
                rate *= model_.board_factors[static_cast<std::size_t>(area_.board)][s];
            const auto count = poisson(rate, draws.next());
            if (count == 0) continue;
            const auto& service = model_.services[s];
            const auto rows = service.bundled ? 1 : count;
            const auto each = service.bundled ? count : 1;
            for (std::uint32_t i = 0; i < rows; ++i) {
                // Not before birth, of the youngest.
                const auto days = std::clamp(today_ - who.birth, 1, days_of_year);
                const auto ago =
                    static_cast<std::int32_t>(draws.below(static_cast<std::uint32_t>(days)));
                block_.contacts.push_back({at, today_ - ago, provider(service, who, draws),
                                           static_cast<std::uint16_t>(each),
                                           static_cast<std::uint8_t>(s)});
            }
        }
    }

    // Under 18 weeks, under 52 and beyond are as often as the board publishes; within them shorter
    // waits are as likely as longer ones, and beyond a year they thin out.
    static double weeks(const BoardWaits& board, double part) {
        constexpr double standard = 18;
        constexpr double year = 52;
        constexpr double mean_beyond = 9;
        constexpr double longest = 104;
        const double b = board.over_52_weeks;
        const double a = std::max(board.over_18_weeks, b);
        if (part >= a) return a < 1 ? standard * (part - a) / (1 - a) : 0;
        if (part >= b) return standard + (year - standard) * (part - b) / (a - b);
        return std::min(longest, year - mean_beyond * std::log(std::max(part / b, 1e-9)));
    }

    void waits(const DrawnPerson& who, std::uint32_t at, std::size_t frail, Draws& draws) {
        if (area_.board < 0 || model_.specialty.empty()) return;
        const auto& board = model_.board_waits[static_cast<std::size_t>(area_.board)];
        const double rate =
            board.per_person * model_.wait_shape[who.age] * model_.frailty.factors[frail];
        const auto count = poisson(rate, draws.next());
        for (std::uint32_t i = 0; i < std::min(count, 9U); ++i) {
            const auto days = static_cast<std::int32_t>(weeks(board, draws.uniform()) * 7);
            const auto since = std::min(days, today_ - who.birth);
            const auto specialty = model_.specialty.pick(draws.next());
            const auto draw = draws.next();
            const auto where =
                authority_.providers.empty() ? no_one : authority_.providers.pick(draw);
            block_.waits.push_back({at, today_ - since, where, static_cast<std::uint8_t>(specialty),
                                    static_cast<std::uint8_t>(i)});
        }
    }

    const Model& model_;
    const SmallArea& area_;
    const Authority& authority_;
    std::int32_t today_;
    std::uint32_t area_place_;
    Block& block_;
};

}  // namespace

void Block::clear() {
    people.clear();
    conditions.clear();
    contacts.clear();
    waits.clear();
}

std::uint32_t poisson(double rate, std::uint32_t draw) {
    const double part = draw * 0x1.0p-32;
    // The chance of none is at least one less the rate.
    if (part < 1 - rate) return 0;
    double term = std::exp(-rate);
    double sum = term;
    std::uint32_t count = 0;
    while (part >= sum && count < most_contacts) {
        ++count;
        term *= rate / count;
        sum += term;
    }
    return count;
}

void draw_area(const Model& model, std::uint32_t area_place, Block& block) {
    const auto& area = model.areas[area_place];
    deal_groups(model, area, block.groups);
    Drawing drawing(model, area, area_place, block);
    std::uint32_t place = 0;
    for (std::size_t band = 0; band < age_bands; ++band) {
        for (std::uint32_t i = 0; i < area.people[band]; ++i, ++place)
            drawing.person(place, band, i < area.females[band] ? 0 : 1, block.groups[place]);
    }
}

}  // namespace concord::population
