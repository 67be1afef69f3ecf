#include "ledger/settle.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::ledger {
namespace {

// What has become of a row so far.
struct Standing {
    bool stands = false;
    bool is_settled = false;  // a pending one that was posted or voided
    Pence taken_back;         // by corrections
    Pence paid_on;            // out of it
};

class Settling {
  public:
    Settling(Draft& draft, Diagnostics& diagnostics)
        : draft_(draft),
          rows_(draft.journal.transfers),
          diagnostics_(diagnostics),
          standing_(draft.journal.transfers.size()) {}

    void run() {
        group();
        std::size_t next = 0;
        for (TransferNumber row = 0; row < rows_.size(); ++row) {
            const bool refers =
                next < draft_.references.size() && draft_.references[next].row == row;
            const auto* reference = refers ? &draft_.references[next++] : nullptr;
            if (!reference || reference->entry.empty()) {
                settle_row(row, reference);
                continue;
            }
            auto& entry = entries_.at(reference->entry);
            if (entry.back()->row == row) settle_entry(reference->entry, entry);
        }
        drop_what_fell();
    }

  private:
    using Entry = std::vector<const Reference*>;

    void group() {
        for (const auto& reference : draft_.references)
            if (!reference.entry.empty()) entries_[reference.entry].push_back(&reference);
    }

    Location place(const Transfer& row, const Spot& spot) const {
        return {draft_.journal.files[row.file], spot.line, spot.column};
    }

    bool refuse(std::string_view rule, const Transfer& row, const Spot& spot, std::string message) {
        diagnostics_.add({rule, place(row, spot), row.id, std::move(message)});
        return false;
    }

    // The amount takes the sum of everything to the edge of 64 bits at most.
    bool count(TransferNumber number, const Reference* reference) {
        auto& row = rows_[number];
        const auto sum = Pence::add(turnover_, row.amount);
        if (!sum) {
            return refuse(
                "MON217", row, reference ? reference->amount_spot : Spot{row.line, row.column},
                fmt::format("{} more is beyond what books can count", row.amount.words()));
        }
        turnover_ = *sum;
        standing_[number].stands = true;
        return true;
    }

    bool settle_row(TransferNumber number, const Reference* reference) {
        if (!reference) return count(number, nullptr);
        return refers_well(number, *reference) && pays_on_well(number, *reference) &&
               count(number, reference) && apply(number);
    }

    // What the row does to the one that it names (sign 1), or undoes of it (sign -1).
    bool apply(TransferNumber number, std::int64_t sign = 1) {
        const auto& row = rows_[number];
        if (row.out_of != nothing) pay_on(row.out_of, sign * row.amount.count());
        if (row.of == nothing) return true;
        auto& other = standing_[row.of];
        const auto& named = rows_[row.of];
        if (row.step == Step::correction) {
            other.taken_back = Pence(other.taken_back.count() + sign * row.amount.count());
        } else {
            other.is_settled = sign > 0;
        }
        // What comes back, or is set free, has not been paid on after all.
        const auto back = row.step == Step::posting ? named.amount.count() - row.amount.count()
                                                    : row.amount.count();
        const auto source = named.out_of != nothing ? named.out_of : source_of_posting(named);
        if (source != nothing) pay_on(source, -sign * back);
        return true;
    }

    void pay_on(TransferNumber number, std::int64_t pence) {
        auto& other = standing_[number];
        other.paid_on = Pence(other.paid_on.count() + pence);
    }

    // A posting pays on what its pending one was to pay on.
    TransferNumber source_of_posting(const Transfer& row) const {
        return row.step == Step::posting ? rows_[row.of].out_of : nothing;
    }

    void undo(TransferNumber number) {
        standing_[number].stands = false;
        turnover_ = Pence(turnover_.count() - rows_[number].amount.count());
        apply(number, -1);
    }

    bool refers_well(TransferNumber number, const Reference& reference) {
        auto& row = rows_[number];
        const bool must = row.step != Step::pending && row.step != Step::posted;
        if (!must && reference.of.empty()) return true;
        if (!must) {
            return refuse(
                "MON211", row, reference.of_spot,
                fmt::format("a row that is {} is of no other transfer", to_string(row.step)));
        }
        const auto found = draft_.find(reference.of);
        if (reference.of.empty() || found == nothing || !standing_[found].stands) {
            return refuse(
                "MON211", row, reference.of_spot,
                reference.of.empty()
                    ? fmt::format("the {} names no transfer", to_string(row.step))
                    : fmt::format("no transfer `{}` stands before this row", shown(reference.of)));
        }
        const auto& other = rows_[found];
        const bool fits = row.step == Step::correction
                              ? other.step == Step::posted || other.step == Step::posting
                              : other.step == Step::pending;
        if (!fits) {
            return refuse("MON211", row, reference.of_spot,
                          fmt::format("`{}` is {}, and a {} is of what is {}", shown(other.id),
                                      to_string(other.step), to_string(row.step),
                                      row.step == Step::correction ? "paid" : "pending"));
        }
        if (!agrees(row, other, reference)) return false;
        row.of = found;
        return fits_amount(row, found, reference);
    }

    bool agrees(const Transfer& row, const Transfer& other, const Reference& reference) {
        const bool turned = row.step == Step::correction;
        const bool same_accounts = turned ? row.from == other.to && row.to == other.from
                                          : row.from == other.from && row.to == other.to;
        std::string what;
        if (!same_accounts) {
            what =
                turned ? "does not go back from where it was paid to" : "is between other accounts";
        } else if (row.basis != other.basis || row.year != other.year) {
            what = "is of another year or basis";
        } else if (row.purpose != other.purpose) {
            what = "is for another purpose";
        } else if (row.date && other.date && *row.date < *other.date) {
            what = "is earlier";
        }
        if (what.empty()) return true;
        return refuse("MON214", row, reference.of_spot,
                      fmt::format("the {} of `{}` {}", to_string(row.step), shown(other.id), what));
    }

    bool fits_amount(const Transfer& row, TransferNumber found, const Reference& reference) {
        const auto& other = rows_[found];
        const auto& standing = standing_[found];
        if (row.step == Step::correction) {
            const Pence left(other.amount.count() - standing.taken_back.count());
            if (row.amount <= left) return true;
            return refuse("MON213", row, reference.amount_spot,
                          fmt::format("{} is taken back of `{}`, of which {} is left",
                                      row.amount.words(), shown(other.id), left.words()));
        }
        if (standing.is_settled) {
            return refuse("MON212", row, reference.of_spot,
                          fmt::format("`{}` was posted or voided before", shown(other.id)));
        }
        const bool fits =
            row.step == Step::voiding ? row.amount == other.amount : row.amount <= other.amount;
        if (fits) return true;
        return refuse("MON213", row, reference.amount_spot,
                      fmt::format("{} is {} of `{}`, which is {}", row.amount.words(),
                                  row.step == Step::voiding ? "voided" : "posted", shown(other.id),
                                  other.amount.words()));
    }

    // What is paid on was received by whoever pays it on, and is no more than that.
    bool pays_on_well(TransferNumber number, const Reference& reference) {
        auto& row = rows_[number];
        if (reference.out_of.empty()) return true;
        if (row.step != Step::posted && row.step != Step::pending) {
            return refuse("MON219", row, reference.out_of_spot,
                          fmt::format("a {} pays on what the transfer does that it names",
                                      to_string(row.step)));
        }
        const auto found = draft_.find(reference.out_of);
        const bool brought =
            found != nothing && standing_[found].stands &&
            (rows_[found].step == Step::posted || rows_[found].step == Step::posting);
        if (!brought) {
            return refuse("MON219", row, reference.out_of_spot,
                          fmt::format("no transfer `{}` that brought money stands before this row",
                                      shown(reference.out_of)));
        }
        const auto& other = rows_[found];
        if (other.to != row.from || other.basis != row.basis || other.year != row.year) {
            return refuse(
                "MON219", row, reference.out_of_spot,
                fmt::format("`{}` brought nothing to the payer on this basis in this year",
                            shown(other.id)));
        }
        const Pence left(other.amount.count() - standing_[found].paid_on.count());
        if (row.amount > left) {
            return refuse("MON219", row, reference.amount_spot,
                          fmt::format("{} is paid on out of `{}`, of which {} is left",
                                      row.amount.words(), shown(other.id), left.words()));
        }
        row.out_of = found;
        return true;
    }

    void settle_entry(const std::string& name, const Entry& entry) {
        const auto& first = rows_[entry.front()->row];
        if (!join_legs(name, entry)) return;
        if (draft_.broken_entries.contains(name)) {
            refuse("MON216", first, entry.front()->entry_spot,
                   fmt::format("the entry `{}` does not stand, as a row of it could not be read",
                               shown(name)));
            return;
        }
        std::vector<TransferNumber> counted;
        for (const auto* reference : entry) {
            const auto number = reference->row;
            if (rows_[number].from == nothing) continue;  // the leg that the others share
            if (settle_row(number, reference)) {
                counted.push_back(number);
                continue;
            }
            for (auto each = counted.rbegin(); each != counted.rend(); ++each)
                undo(*each);
            if (entry.size() == 1) return;
            refuse("MON216", first, entry.front()->entry_spot,
                   fmt::format("the entry `{}` does not stand, as the row `{}` of it does not",
                               shown(name), shown(rows_[number].id)));
            return;
        }
    }

    // One leg against several: the one names its account, and each of the others becomes a transfer
    // from or to it.
    bool join_legs(const std::string& name, const Entry& entry) {
        std::vector<const Reference*> paying;
        std::vector<const Reference*> receiving;
        for (const auto* reference : entry) {
            const auto& row = rows_[reference->row];
            if (row.from != nothing && row.to != nothing) continue;
            (row.to == nothing ? paying : receiving).push_back(reference);
        }
        if (paying.empty() && receiving.empty()) return true;
        const auto first = std::min(paying.empty() ? rows_.size() : paying.front()->row,
                                    receiving.empty() ? rows_.size() : receiving.front()->row);
        const auto& row = rows_[first];
        const auto* at =
            !paying.empty() && paying.front()->row == first ? paying.front() : receiving.front();
        const auto sums = std::pair(sum_of(paying), sum_of(receiving));
        if (!sums.first || !sums.second || *sums.first != *sums.second) {
            return refuse("MON215", row, at->entry_spot,
                          fmt::format("the entry `{}` takes {} and gives {}", shown(name),
                                      sums.first ? sums.first->words() : "too much",
                                      sums.second ? sums.second->words() : "too much"));
        }
        if (paying.size() > 1 && receiving.size() > 1) {
            return refuse("MON215", row, at->entry_spot,
                          fmt::format("the entry `{}` has several payers and several payees, and "
                                      "does not say who pays whom",
                                      shown(name)));
        }
        const bool one_pays = paying.size() == 1;
        const auto& one = rows_[(one_pays ? paying : receiving).front()->row];
        return take_over(one, one_pays ? receiving : paying, name);
    }

    std::optional<Pence> sum_of(const std::vector<const Reference*>& legs) const {
        std::optional<Pence> sum = Pence();
        for (const auto* leg : legs)
            if (sum) sum = Pence::add(*sum, rows_[leg->row].amount);
        return sum;
    }

    bool take_over(const Transfer& shared, const std::vector<const Reference*>& legs,
                   const std::string& name) {
        const bool pays = shared.to == nothing;
        const auto account = pays ? shared.from : shared.to;
        for (const auto* leg : legs) {
            auto& row = rows_[leg->row];
            const bool alike = row.year == shared.year && row.basis == shared.basis &&
                               row.step == shared.step && row.date == shared.date;
            if (!alike) {
                return refuse("MON215", row, leg->entry_spot,
                              fmt::format("the legs of the entry `{}` are of several years, dates, "
                                          "bases or states",
                                          shown(name)));
            }
            if (account == (pays ? row.to : row.from)) {
                return refuse("MON206", row, leg->entry_spot,
                              fmt::format("`{}` pays itself in the entry `{}`",
                                          shown(draft_.journal.accounts[account].id), shown(name)));
            }
            (pays ? row.from : row.to) = account;
        }
        // What is left of the shared leg is no transfer: it names one account still.
        auto& rest = rows_[static_cast<std::size_t>(&shared - rows_.data())];
        rest.from = rest.to = nothing;
        return true;
    }

    // Years in the order of time, and only the rows that stand, with their numbers.
    void drop_what_fell() {
        std::vector<TransferNumber> new_number(rows_.size(), nothing);
        TransferNumber kept = 0;
        for (TransferNumber row = 0; row < rows_.size(); ++row) {
            if (!standing_[row].stands) continue;
            new_number[row] = kept;
            if (kept != row) rows_[kept] = std::move(rows_[row]);
            ++kept;
        }
        rows_.resize(kept);
        auto& years = draft_.journal.years;
        std::vector<std::uint32_t> order(years.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, {}, [&](std::uint32_t year) { return years[year]; });
        std::vector<std::uint32_t> new_year(years.size());
        std::vector<std::string> sorted;
        for (const auto year : order) {
            new_year[year] = static_cast<std::uint32_t>(sorted.size());
            sorted.push_back(years[year]);
        }
        years = std::move(sorted);
        for (auto& row : rows_) {
            row.year = new_year[row.year];
            if (row.of != nothing) row.of = new_number[row.of];
            if (row.out_of != nothing) row.out_of = new_number[row.out_of];
        }
    }

    Draft& draft_;
    std::vector<Transfer>& rows_;
    Diagnostics& diagnostics_;
    std::vector<Standing> standing_;
    std::map<std::string, Entry, std::less<>> entries_;
    Pence turnover_;
};

}  // namespace

Books settle(Draft draft, Diagnostics& diagnostics) {
    Settling(draft, diagnostics).run();
    return Books(std::move(draft.journal));
}

}  // namespace concord::ledger
