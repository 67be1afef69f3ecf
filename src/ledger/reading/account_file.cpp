#include "ledger/reading/account_file.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace concord::ledger {
namespace {

files::CsvOptions account_options(const std::string& shown_path) {
    return files::hand_written(shown_path, {"id", "kind"}, {"name", "part_of", "body", "fund"});
}

std::vector<std::string> ids_of(const std::vector<AccountKind>& kinds) {
    std::vector<std::string> ids;
    for (const auto& kind : kinds)
        ids.push_back(kind.id);
    return ids;
}

}  // namespace

files::FileReport AccountFiles::read(const std::filesystem::path& path,
                                     const std::string& shown_path) {
    files::CsvReader reader(path, account_options(shown_path), diagnostics_);
    while (reader.next()) {
        Account account;
        account.id = reader.text(0);
        account.kind = reader.text(1);
        account.name = reader.text(2);
        account.part_of = reader.text(3);
        account.body = reader.text(4);
        account.fund = reader.text(5);
        account.place = reader.place(0);
        if (!add(reader, std::move(account))) reader.skip_row();
    }
    return reader.report();
}

bool AccountFiles::add(const files::CsvReader& reader, Account account) {
    if (account.id.empty()) {
        diagnostics_.add({"MON200", account.place, {}, "the account has no id"});
        return false;
    }
    const auto known = numbers_.find(account.id);
    if (known != numbers_.end()) {
        const auto& first = accounts_[known->second].place;
        diagnostics_.add({"MON200", account.place, account.id,
                          fmt::format("the account `{}` stands already at {}:{}", shown(account.id),
                                      first.file, first.line)});
        return false;
    }
    const auto* kind = words_.kind(account.kind);
    if (!kind) {
        const auto ids = ids_of(words_.kinds);
        const auto guess = closest(account.kind, ids);
        diagnostics_.add(
            {"MON203", reader.place(1), account.id,
             fmt::format("`{}` is no kind of account", shown(account.kind)),
             guess ? fmt::format("did you mean `{}`?", *guess) : "kinds are " + join(ids, ", ")});
        return false;
    }
    if (!account.fund.empty() && account.fund != "revenue" && account.fund != "capital") {
        diagnostics_.add({"MON203", reader.place(5), account.id,
                          fmt::format("`{}` is no fund", shown(account.fund)),
                          "a fund is revenue or capital"});
        return false;
    }
    account.role = kind->role;
    numbers_.emplace(account.id, static_cast<AccountNumber>(accounts_.size()));
    accounts_.push_back(std::move(account));
    parent_places_.push_back(reader.has(3) ? reader.place(3) : reader.place(0));
    return true;
}

void AccountFiles::find_parent(AccountNumber number) {
    auto& account = accounts_[number];
    if (account.part_of.empty()) return;
    const auto found = numbers_.find(account.part_of);
    if (found == numbers_.end()) {
        diagnostics_.add({"MON202", parent_places_[number], account.id,
                          fmt::format("there is no account `{}` for `{}` to be part of",
                                      shown(account.part_of), shown(account.id))});
    } else if (found->second == number) {
        diagnostics_.add({"MON201", parent_places_[number], account.id,
                          fmt::format("the account `{}` is part of itself", shown(account.id))});
    } else {
        account.parent = found->second;
    }
}

// Walks up from each account once; whoever meets its own walk lies in a circle, which is cut there.
void AccountFiles::cut_circles() {
    enum class Mark : std::uint8_t { unseen, on_walk, done };
    std::vector<Mark> marks(accounts_.size(), Mark::unseen);
    std::vector<AccountNumber> walk;
    for (AccountNumber start = 0; start < accounts_.size(); ++start) {
        walk.clear();
        auto at = start;
        while (at != nothing && marks[at] == Mark::unseen) {
            marks[at] = Mark::on_walk;
            walk.push_back(at);
            at = accounts_[at].parent;
        }
        if (at != nothing && marks[at] == Mark::on_walk) {
            const auto last = walk.back();
            diagnostics_.add(
                {"MON201", parent_places_[last], accounts_[last].id,
                 fmt::format("the account `{}` is part of `{}`, which is part of it in the end",
                             shown(accounts_[last].id), shown(accounts_[at].id))});
            accounts_[last].parent = nothing;
        }
        for (auto each = walk.rbegin(); each != walk.rend(); ++each) {
            auto& account = accounts_[*each];
            marks[*each] = Mark::done;
            account.depth = account.parent == nothing ? 0 : accounts_[account.parent].depth + 1;
            if (account.depth <= deepest_account) continue;
            diagnostics_.add({"MON204", parent_places_[*each], account.id,
                              fmt::format("the account `{}` lies more than {} accounts deep",
                                          shown(account.id), deepest_account)});
            account.parent = nothing;
            account.depth = 0;
        }
    }
}

void AccountFiles::take_funds() {
    for (auto& account : accounts_) {
        auto at = account.parent;
        while (account.fund.empty() && at != nothing) {
            account.fund = accounts_[at].fund;
            at = accounts_[at].parent;
        }
        if (account.fund.empty()) account.fund = "revenue";
    }
}

void AccountFiles::link() {
    for (AccountNumber number = 0; number < accounts_.size(); ++number)
        find_parent(number);
    cut_circles();
    take_funds();
}

}  // namespace concord::ledger
