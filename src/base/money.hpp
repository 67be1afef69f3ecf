// Money is whole pence. There is no way from a floating-point number to money but a named rounding,
// so that no amount can drift by accident.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concord {

// How an amount between two whole ones is settled. Each rounding is named where it is used.
enum class Rounding {
    half_away,    // to the nearest; a half goes away from zero, as in commercial rounding
    half_even,    // to the nearest; a half goes to the even one, so that halves do not add up
    toward_zero,  // what is beyond the last whole one is dropped
    down,         // to the whole one below, for parts that are topped up to a sum afterwards
};

class Pence {
  public:
    constexpr Pence() = default;
    explicit constexpr Pence(std::int64_t count) : count_(count) {}
    Pence(double) = delete;

    // "1234.50", "-0.05": pounds with at most two decimals. Nothing else is money here.
    static std::optional<Pence> parse_pounds(std::string_view text);
    // To the nearest penny; a half goes away from zero, as in commercial rounding. Nothing where
    // the amount is not finite or does not fit.
    static std::optional<Pence> from_pounds_half_away(double pounds);

    constexpr std::int64_t count() const { return count_; }
    std::string pounds() const;   // "1234.50": for machines
    std::string grouped() const;  // "1,234.50": for columns that people read
    std::string words() const;    // "£1,234.50", "-£500,000": for sentences
    // The nearest number of pounds: for ratios and for formats that know no decimals.
    double nearest_pounds() const { return static_cast<double>(count_) / 100.0; }

    // The sum, the difference and the multiple, or nothing where it does not fit 64 bits.
    static std::optional<Pence> add(Pence a, Pence b);
    static std::optional<Pence> subtract(Pence a, Pence b);
    static std::optional<Pence> multiply(Pence a, std::int64_t times);

    // The amount times a factor, settled to a whole multiple of `unit` (a penny, £1,000). The
    // product is exact before it is settled, once: no penny is lost between the two. Nothing where
    // the factor is not finite, the unit is not positive or the result does not fit 64 bits.
    std::optional<Pence> times(double factor, Pence unit, Rounding rounding) const;
    // The amount settled to a whole multiple of `unit`.
    std::optional<Pence> to_multiple(Pence unit, Rounding rounding) const {
        return times(1.0, unit, rounding);
    }

    constexpr Pence operator-() const { return Pence(-count_); }
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads a defaulted comparison
    constexpr auto operator<=>(const Pence&) const = default;

  private:
    std::int64_t count_ = 0;
};

static_assert(sizeof(Pence) == sizeof(std::int64_t), "ledger rows rely on the size of money");

}  // namespace concord
