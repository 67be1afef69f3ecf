#include "ledger/reading/transfer_file.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "ledger/year.hpp"

namespace concord::ledger {
namespace {

enum Slot : std::size_t {
    id,
    year,
    basis,
    state,
    from,
    to,
    amount,
    date,
    purpose,
    of,
    entry,
    out_of,
    decision,
    approver,
};

files::CsvOptions transfer_options(const std::string& shown_path) {
    return files::hand_written(
        shown_path, {"id", "year", "basis", "state", "from", "to", "amount"},
        {"date", "purpose", "of", "entry", "out_of", "decision", "approver"});
}

constexpr std::uint32_t rows_between_looks = 4096;

}  // namespace

TransferFiles::TransferFiles(const TransferReading& reading, std::vector<Account> accounts,
                             bool has_accounts)
    : reading_(reading) {
    draft_.journal.accounts = std::move(accounts);
    draft_.journal.has_accounts = has_accounts;
    for (AccountNumber number = 0; number < draft_.journal.accounts.size(); ++number)
        accounts_.put(draft_.journal.accounts[number].id, number, id_of_account());
}

// One row being read: each part says what is wrong with it, and the row is good if none did.
class TransferFiles::Row {
  public:
    Row(TransferFiles& files, const files::CsvReader& reader, money::MoneyCells& cells)
        : files_(files), reader_(reader), cells_(cells) {}

    // The row, or nothing where it is refused.
    bool read(Transfer& transfer) {
        transfer.id = reader_.value(id);
        const auto spot = reader_.spot(id);
        transfer.line = spot.line;
        transfer.column = spot.column;
        read_words(transfer);
        read_accounts(transfer);
        read_amount(transfer);
        read_days(transfer);
        transfer.purpose = files_.purpose_of(reader_.value(purpose));
        if (transfer.purpose != nothing) check_purpose(transfer);
        return is_good_;
    }

  private:
    void refuse(std::string_view rule, std::size_t slot, std::string message,
                std::string help = {}) {
        cells_.find(rule, slot, reader_.value(id), std::move(message), std::move(help));
        is_good_ = false;
    }

    void read_words(Transfer& transfer) {
        if (transfer.id.empty()) refuse("MON208", id, "the transfer has no id");
        const auto read_basis = parse_basis(reader_.value(basis));
        const auto read_step = parse_step(reader_.value(state));
        if (!read_basis) {
            refuse("MON210", basis, fmt::format("`{}` is no basis", shown(reader_.value(basis))),
                   "a basis is plan or actual");
        }
        if (!read_step) {
            refuse("MON210", state, fmt::format("`{}` is no state", shown(reader_.value(state))),
                   "a row is pending, posted, posting, voiding or a correction");
        }
        transfer.basis = read_basis.value_or(Basis::actual);
        transfer.step = read_step.value_or(Step::posted);
        const bool is_settled = transfer.step == Step::posted || transfer.step == Step::correction;
        if (read_basis && read_step && transfer.basis == Basis::plan && !is_settled) {
            refuse("MON210", state, fmt::format("a plan is not `{}`", shown(reader_.value(state))),
                   "a plan is posted or corrected; only what is paid can be pending");
        }
    }

    void read_accounts(Transfer& transfer) {
        const bool may_be_leg = !reader_.value(entry).empty() &&
                                reader_.value(from).empty() != reader_.value(to).empty();
        transfer.from = read_account(from, may_be_leg);
        transfer.to = read_account(to, may_be_leg);
        if (transfer.from != nothing && transfer.from == transfer.to) {
            refuse("MON206", to, fmt::format("`{}` pays itself", shown(reader_.value(to))));
        }
    }

    AccountNumber read_account(std::size_t slot, bool may_be_leg) {
        const auto name = reader_.value(slot);
        if (name.empty()) {
            if (may_be_leg) return nothing;
            refuse("MON205", slot,
                   slot == from ? "no account is paid from" : "no account is paid to");
            return nothing;
        }
        const auto known = files_.accounts_.find(name, files_.id_of_account());
        if (known != nothing) return known;
        if (!files_.draft_.journal.has_accounts)
            return files_.account_of(name, reader_.place(slot));
        const auto guess = guess_of(name);
        refuse("MON205", slot, fmt::format("there is no account `{}`", shown(name)),
               guess ? fmt::format("did you mean `{}`?", *guess) : std::string());
        return nothing;
    }

    std::optional<std::string> guess_of(std::string_view name) {
        constexpr std::size_t many = 2000;  // among more, a guess would cost more than it tells
        auto& ids = files_.account_ids_;
        const auto& accounts = files_.draft_.journal.accounts;
        if (accounts.size() > many) return std::nullopt;
        if (ids.empty()) {
            for (const auto& account : accounts)
                ids.push_back(account.id);
        }
        return closest(name, ids);
    }

    void read_amount(Transfer& transfer) {
        const auto text = reader_.value(amount);
        auto pence = Pence::parse_pounds(text);  // as programs write it; people write otherwise
        if (!pence) pence = cells_.amount(amount, reader_.value(id));
        if (!pence) {
            is_good_ = false;
        } else if (*pence <= Pence()) {
            refuse("MON207", amount, fmt::format("`{}` is not above nothing", shown(text)));
        } else {
            transfer.amount = *pence;
        }
    }

    void read_days(Transfer& transfer) {
        const auto text = reader_.value(year);
        transfer.year = files_.year_of(text);
        if (transfer.year == nothing) {
            refuse("MON209", year, fmt::format("`{}` is no financial year", shown(text)),
                   "a financial year is written 2022/23");
        }
        const auto day_text = reader_.value(date);
        if (day_text.empty()) return;
        transfer.date = Date::parse(day_text);
        if (!transfer.date) {
            refuse("MON209", date, fmt::format("`{}` is not a date", shown(day_text)),
                   "write a date such as 2022-07-31");
        } else if (transfer.year != nothing &&
                   !files_.days_of_years_[transfer.year].contains(*transfer.date)) {
            refuse("MON209", date,
                   fmt::format("{} lies outside the year {}", transfer.date->iso(), text));
        }
    }

    void check_purpose(const Transfer& transfer) {
        const auto& name = files_.draft_.journal.purposes[transfer.purpose];
        if (files_.reading_.words->purpose(name)) return;
        std::vector<std::string> ids;
        for (const auto& known : files_.reading_.words->purposes)
            ids.push_back(known.id);
        const auto guess = closest(name, ids);
        cells_.find("MON218", purpose, reader_.value(id),
                    fmt::format("`{}` is no known purpose", shown(name)),
                    guess ? fmt::format("did you mean `{}`?", *guess) : std::string());
    }

    TransferFiles& files_;
    const files::CsvReader& reader_;
    money::MoneyCells& cells_;
    bool is_good_ = true;
};

AccountNumber TransferFiles::account_of(std::string_view name, const Location& place) {
    const auto number = static_cast<AccountNumber>(draft_.journal.accounts.size());
    Account account;
    account.id = name;
    account.place = place;
    draft_.journal.accounts.push_back(std::move(account));
    accounts_.put(name, number, id_of_account());
    return number;
}

std::uint32_t TransferFiles::year_of(std::string_view text) {
    const auto known = years_.find(text);
    if (known != years_.end()) return known->second;
    const auto days = parse_financial_year(text);
    if (!days) return nothing;
    const auto number = static_cast<std::uint32_t>(draft_.journal.years.size());
    draft_.journal.years.emplace_back(text);
    days_of_years_.push_back(*days);
    years_.emplace(std::string(text), number);
    return number;
}

std::uint32_t TransferFiles::purpose_of(std::string_view text) {
    if (text.empty()) return nothing;
    const auto known = purposes_.find(text);
    if (known != purposes_.end()) return known->second;
    const auto number = static_cast<std::uint32_t>(draft_.journal.purposes.size());
    draft_.journal.purposes.emplace_back(text);
    purposes_.emplace(std::string(text), number);
    return number;
}

files::FileReport TransferFiles::read(const std::filesystem::path& path,
                                      const std::string& shown_path) {
    auto& journal = draft_.journal;
    files::CsvReader reader(path, transfer_options(shown_path), *reading_.diagnostics);
    money::MoneyCells cells(reader, *reading_.diagnostics);
    const auto file = static_cast<std::uint32_t>(journal.files.size());
    journal.files.push_back(shown_path);
    const auto id_of = [&](std::uint32_t row) -> std::string_view {
        return journal.transfers[row].id;
    };
    std::uint32_t since_look = 0;
    constexpr std::size_t usual_row = 64;  // bytes, for a guess at how many there are
    constexpr std::size_t most_reserved = 1'000'000;
    journal.transfers.reserve(journal.transfers.size() +
                              std::min(reader.report().bytes / usual_row, most_reserved));
    while (reader.next()) {
        if (++since_look % rows_between_looks == 0 && reading_.cancel) reading_.cancel->check();
        Transfer transfer;
        transfer.file = file;
        draft_.ids.expect(reader.value(id));
        bool is_good = Row(*this, reader, cells).read(transfer);
        const auto number = static_cast<TransferNumber>(journal.transfers.size());
        if (is_good) {
            const auto first = draft_.ids.put(transfer.id, number, id_of);
            is_good = first == nothing;
            if (!is_good) {
                const auto& other = journal.transfers[first];
                cells.find("MON208", id, transfer.id,
                           fmt::format("the transfer `{}` stands already at {}:{}",
                                       shown(transfer.id), journal.files[other.file], other.line));
            }
        }
        if (!is_good) {
            if (!reader.value(entry).empty()) draft_.broken_entries.emplace(reader.value(entry));
            reader.skip_row();
            continue;
        }
        const std::string_view refers[] = {reader.value(of), reader.value(entry),
                                           reader.value(out_of)};
        const bool must_refer = transfer.step != Step::pending && transfer.step != Step::posted;
        if (must_refer || !refers[0].empty() || !refers[1].empty() || !refers[2].empty()) {
            const auto spot = [&](Slot slot) { return reader.spot(reader.has(slot) ? slot : id); };
            draft_.references.push_back({number, std::string(refers[0]), std::string(refers[2]),
                                         std::string(refers[1]), spot(of), spot(out_of),
                                         spot(entry), reader.spot(amount)});
        }
        TransferNote note{std::string(refers[1]), std::string(reader.value(decision)),
                          std::string(reader.value(approver))};
        if (!note.entry.empty() || !note.decision.empty() || !note.approver.empty()) {
            transfer.note = static_cast<std::uint32_t>(journal.notes.size());
            journal.notes.push_back(std::move(note));
        }
        journal.transfers.push_back(std::move(transfer));
    }
    return reader.report();
}

}  // namespace concord::ledger
