// Rows of bits over the records of a scheme. Which records speak about a question is then a few
// "and"s over whole words, whatever their number.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace concord::governance {

using Word = std::uint64_t;
using BitRow = std::span<Word>;
using ConstBitRow = std::span<const Word>;

inline constexpr std::size_t word_bits = 64;

inline bool has_bit(ConstBitRow row, std::size_t bit) {
    return ((row[bit / word_bits] >> (bit % word_bits)) & 1U) != 0;
}

inline void set_bit(BitRow row, std::size_t bit) {
    row[bit / word_bits] |= Word{1} << (bit % word_bits);
}

inline void clear_bit(BitRow row, std::size_t bit) {
    row[bit / word_bits] &= ~(Word{1} << (bit % word_bits));
}

inline void narrow(BitRow row, ConstBitRow by) {
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] &= by[i];
}

inline bool any_bit(ConstBitRow row) {
    for (const auto word : row) {
        if (word != 0) return true;
    }
    return false;
}

// Calls with each bit from `first` up to but not `last`, in order.
template <typename Visit>
void each_bit(ConstBitRow row, std::size_t first, std::size_t last, Visit visit) {
    if (first >= last) return;
    auto at = first / word_bits;
    const auto end = (last - 1) / word_bits;
    Word word = row[at] & (~Word{0} << (first % word_bits));
    while (true) {
        if (at == end && last % word_bits != 0) word &= (Word{1} << (last % word_bits)) - 1;
        while (word != 0) {
            visit(at * word_bits + static_cast<std::size_t>(std::countr_zero(word)));
            word &= word - 1;
        }
        if (at == end) return;
        word = row[++at];
    }
}

class BitRows {
  public:
    BitRows() = default;
    BitRows(std::size_t rows, std::size_t bits)
        : bits_(bits), words_((bits + word_bits - 1) / word_bits), data_(rows * words_) {}

    BitRow row(std::size_t index) { return {data_.data() + index * words_, words_}; }
    ConstBitRow row(std::size_t index) const { return {data_.data() + index * words_, words_}; }
    std::size_t bits() const { return bits_; }
    std::size_t words() const { return words_; }

  private:
    std::size_t bits_ = 0;
    std::size_t words_ = 0;
    std::vector<Word> data_;
};

}  // namespace concord::governance
