// Reading the books of a system, or of plain files.
#include <algorithm>

#include "files/digest.hpp"
#include "ledger/ledger.hpp"
#include "ledger/reading/account_file.hpp"
#include "ledger/reading/plan_file.hpp"
#include "ledger/settle.hpp"

namespace concord::ledger {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error);
}

// What the manifest of a build says of a file besides.
void complete(files::FileReport& report, const BookFile& file) {
    if (report.path.empty()) report.path = file.shown_path;
    if (!is_file(file.path)) return;
    report.bytes = fs::file_size(file.path);
    report.sha256 = files::sha256_of_file(file.path);
}

// The files of a folder that are CSV, by name.
std::vector<BookFile> files_in(const fs::path& folder, const std::string& shown_folder) {
    std::vector<BookFile> found;
    std::error_code error;
    for (const auto& item : fs::directory_iterator(folder, error)) {
        const auto name = item.path().filename().string();
        if (item.is_regular_file(error) && item.path().extension() == ".csv")
            found.push_back({item.path(), shown_folder + "/" + name});
    }
    std::ranges::sort(found, {}, &BookFile::path);
    return found;
}

class Folder {
  public:
    explicit Folder(const registry::SystemDescription& system) : system_(system) {}

    BookFile file(const std::string& name) const {
        return {system_.folder / "money" / name, registry::shown_path(system_, "money/" + name)};
    }

    std::vector<BookFile> if_there(const std::string& name) const {
        auto found = file(name);
        if (!is_file(found.path)) return {};
        return {std::move(found)};
    }

    // transfers.csv, then those of the folder transfers/.
    std::vector<BookFile> transfers() const {
        auto found = if_there("transfers.csv");
        const auto folder = file("transfers");
        for (auto& one : files_in(folder.path, folder.shown_path))
            found.push_back(std::move(one));
        return found;
    }

  private:
    const registry::SystemDescription& system_;
};

// The id by which the manifest finds a file of the system again.
void name_inputs(const registry::SystemDescription& system, LedgerData& data) {
    const auto prefix = registry::shown_path(system, "money");
    for (auto& input : data.inputs)
        if (input.path.starts_with(prefix))
            input.dataset = "money" + input.path.substr(prefix.size());
}

}  // namespace

LedgerData load_books(const LoadBooks& request, Diagnostics& diagnostics) {
    LedgerData data;
    data.words = read_vocabulary(request.catalogue, diagnostics);
    AccountFiles accounts(data.words, diagnostics);
    for (const auto& file : request.accounts) {
        data.inputs.push_back(accounts.read(file.path, file.shown_path));
    }
    accounts.link();
    TransferFiles transfers({&data.words, &diagnostics, request.cancel}, accounts.take_accounts(),
                            !request.accounts.empty());
    for (const auto& file : request.transfers) {
        data.inputs.push_back(transfers.read(file.path, file.shown_path));
    }
    data.books = settle(transfers.take(), diagnostics);
    return data;
}

LedgerData load_ledger(const LoadLedger& request, Diagnostics& diagnostics) {
    const Folder folder(*request.system);
    LoadBooks books;
    books.catalogue = request.catalogue;
    books.accounts = folder.if_there("accounts.csv");
    books.transfers = folder.transfers();
    books.cancel = request.cancel;
    auto data = load_books(books, diagnostics);
    std::size_t read = 0;  // the inputs are those of accounts, then those of transfers
    for (const auto* list : {&books.accounts, &books.transfers})
        for (const auto& file : *list)
            complete(data.inputs[read++], file);
    for (const auto& file : folder.if_there("plans.csv")) {
        auto& report = data.inputs.emplace_back();
        data.plans = read_plan_lines({file.path, file.shown_path}, data.words, diagnostics, report);
        complete(report, file);
    }
    for (const auto& file : folder.if_there("finance.toml")) {
        auto& report = data.inputs.emplace_back();
        data.finance = read_finance({file.path, file.shown_path}, diagnostics, report);
        complete(report, file);
    }
    name_inputs(*request.system, data);
    return data;
}

}  // namespace concord::ledger
