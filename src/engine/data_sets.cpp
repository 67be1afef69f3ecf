// `data list|verify|fetch`: the open data sets, by the catalogue.
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "engine/engine.hpp"
#include "engine/located_system.hpp"
#include "engine/rulebook.hpp"
#include "files/byte_source.hpp"
#include "files/digest.hpp"
#include "files/fetch.hpp"
#include "files/output.hpp"

namespace concord {
namespace {

using nlohmann::json;
using registry::Catalogue;
using registry::Dataset;

constexpr const char* record_name = "concord-fetched.json";

// The digests of what was fetched from publishers whose files have no pinned digest.
class FetchRecord {
  public:
    explicit FetchRecord(const fs::path& folder) : path_(folder / record_name) {
        std::error_code error;
        if (fs::is_regular_file(path_, error)) {
            content_ = json::parse(files::read_all(path_), nullptr, false);
        }
        if (!content_.is_object()) content_ = json::object();
    }
    std::string sha256_of(const std::string& file) const {
        const auto found = content_.find(file);
        return found != content_.end() && found->is_object() ? found->value("sha256", "") : "";
    }
    void put(const std::string& file, const std::string& address, const std::string& sha256) {
        content_[file] = {{"address", address}, {"sha256", sha256}};
        files::write_file(path_, content_.dump(2) + "\n");
    }

  private:
    fs::path path_;
    json content_;
};

std::unique_ptr<Diagnostics> new_diagnostics() {
    return std::make_unique<Diagnostics>(built_rule_book(),
                                         RuleContext{Date(2022, 7, 1), RuleProfile::act_2022});
}

// The catalogue, one entry a file, and of these the ones asked for.
std::vector<Dataset> chosen(const DataQuestion& question, const EngineOptions& options,
                            Answer& answer) {
    std::vector<Dataset> result;
    auto diagnostics = new_diagnostics();
    auto catalogue = Catalogue::read(options.resources / "catalogue" / "england.toml",
                                     "catalogue/england.toml", *diagnostics);
    const auto other = options.resources / "catalogue" / "open_data.toml";
    std::error_code error;
    if (fs::is_regular_file(other, error)) {
        catalogue =
            catalogue.merged_with(Catalogue::read(other, "catalogue/open_data.toml", *diagnostics));
    }
    finish(answer, *diagnostics);
    std::map<std::string, bool> paths;
    std::vector<std::string> ids;
    for (const auto& dataset : catalogue.datasets())
        ids.push_back(dataset.id);
    for (const auto& id : question.datasets) {
        if (catalogue.dataset(id)) continue;
        const auto guess = closest(id, ids);
        refuse_usage(
            answer, fmt::format("there is no data set `{}`", shown(id)),
            guess ? fmt::format("did you mean `{}`?", *guess) : "`concord data list` names them");
    }
    for (const auto& dataset : catalogue.datasets()) {
        const bool wanted =
            question.datasets.empty() ||
            std::ranges::find(question.datasets, dataset.id) != question.datasets.end();
        if (wanted && paths.emplace(dataset.path, true).second) result.push_back(dataset);
    }
    return result;
}

// The folder to look in, or to fetch into: then it need not be there yet.
std::optional<fs::path> data_folder(const EngineOptions& options, Answer& answer, bool may_make) {
    bool is_explicit = false;
    auto folder = locate_data(options, nullptr, is_explicit);
    if (!folder && may_make) folder = options.default_data;
    std::error_code error;
    if (folder && (may_make || fs::is_directory(*folder, error))) return folder;
    refuse_usage(answer, "no data folder is known", "say where it is with --data or CONCORD_DATA");
    return std::nullopt;
}

}  // namespace

Answer Engine::data_list(const DataQuestion& question) {
    Answer answer;
    const auto datasets = chosen(question, options_, answer);
    if (answer.outcome == Outcome::wrong_usage) return answer;
    bool is_explicit = false;
    const auto folder = locate_data(options_, nullptr, is_explicit);
    answer.table = {"datasets",
                    {{"id"},
                     {"title"},
                     {"publisher"},
                     {"licence"},
                     {"stage"},
                     {"kind"},
                     {"path"},
                     {"address"},
                     {"download"},
                     {"bytes", ColumnType::whole_number},
                     {"sha256"},
                     {"here"}},
                    {}};
    for (const auto& dataset : datasets) {
        std::error_code error;
        const bool here = folder && fs::is_regular_file(*folder / dataset.path, error);
        answer.table.rows.push_back({dataset.id, dataset.title, dataset.publisher, dataset.licence,
                                     dataset.stage, std::string(to_string(dataset.kind)),
                                     dataset.path, dataset.address, dataset.download,
                                     dataset.bytes > 0 ? Value(dataset.bytes) : Value(),
                                     dataset.sha256, std::string(here ? "yes" : "no")});
    }
    return answer;
}

Answer Engine::data_verify(const DataQuestion& question) {
    Answer answer;
    const auto datasets = chosen(question, options_, answer);
    const auto folder = data_folder(options_, answer, false);
    if (answer.outcome != Outcome::done) return answer;
    const FetchRecord record(*folder);
    answer.table = {"verification", {{"id"}, {"path"}, {"status"}, {"sha256"}, {"expected"}}, {}};
    std::size_t wrong = 0;
    options_.progress->begin("verifying", datasets.size());
    for (const auto& dataset : datasets) {
        options_.cancel->check();
        std::error_code error;
        std::string status = "missing";
        std::string digest;
        if (fs::is_regular_file(*folder / dataset.path, error)) {
            digest = files::sha256_of_file(*folder / dataset.path);
            const bool pinned = digest == dataset.sha256 && !digest.empty();
            const bool recorded = digest == record.sha256_of(dataset.path);
            const bool known = !dataset.sha256.empty() || !record.sha256_of(dataset.path).empty();
            status = pinned ? "ok" : recorded ? "ok (as fetched)" : known ? "differs" : "unknown";
        }
        wrong += status == "differs";
        answer.table.rows.push_back({dataset.id, dataset.path, status, digest, dataset.sha256});
        options_.progress->advance(dataset.id);
    }
    options_.progress->end();
    if (wrong > 0) {
        refuse_usage(
            answer, fmt::format("{} of {} files differ from the catalogue", wrong, datasets.size()),
            "fetch them again, or find out who changed them");
        answer.outcome = Outcome::findings;
    }
    return answer;
}

namespace {

struct FetchStep {
    std::string status;
    std::string note;
};

FetchStep fetch_one(const Dataset& dataset, const DataQuestion& question, const fs::path& folder,
                    FetchRecord& record, const EngineOptions& options) {
    std::error_code error;
    const auto target = folder / dataset.path;
    if (fs::is_regular_file(target, error)) {
        const auto digest = files::sha256_of_file(target);
        if (digest == dataset.sha256 || digest == record.sha256_of(dataset.path)) {
            return {"present", ""};
        }
    }
    const bool from_mirror = !question.from.empty();
    if (!from_mirror && dataset.download.empty()) {
        return {"by hand", dataset.address.empty()
                               ? "the publisher has no direct address"
                               : fmt::format("download it from {} and save it as {}",
                                             dataset.address, dataset.path)};
    }
    files::FetchRequest request;
    request.address = from_mirror ? question.from + (question.from.ends_with('/') ? "" : "/") +
                                        files::encode_path(dataset.path)
                                  : dataset.download;
    request.target = target;
    // The pinned digest is that of the file as collected; a publisher's own file may be shaped
    // differently and is recorded as it came.
    if (from_mirror) request.sha256 = dataset.sha256;
    const auto result = files::fetch(request, *options.cancel);
    if (!result.fetched) return {"failed", result.problem};
    record.put(dataset.path, request.address, result.sha256);
    return {"fetched",
            result.resumed_at > 0
                ? fmt::format("resumed at {} bytes",
                              with_thousands(static_cast<std::int64_t>(result.resumed_at)))
                : ""};
}

}  // namespace

Answer Engine::data_fetch(const DataQuestion& question) {
    Answer answer;
    const auto datasets = chosen(question, options_, answer);
    const auto folder = data_folder(options_, answer, true);
    const bool is_address = question.from.empty() || question.from.starts_with("http://") ||
                            question.from.starts_with("https://");
    if (!is_address) {
        refuse_usage(answer, fmt::format("`{}` is no address", shown(question.from)),
                     "give an address that begins with https:// or http://");
    }
    if (answer.outcome != Outcome::done) return answer;
    fs::create_directories(*folder);
    FetchRecord record(*folder);
    answer.table = {"fetched", {{"id"}, {"path"}, {"status"}, {"note"}}, {}};
    std::size_t failed = 0;
    options_.progress->begin("fetching", datasets.size());
    for (const auto& dataset : datasets) {
        options_.cancel->check();
        const auto step = fetch_one(dataset, question, *folder, record, options_);
        failed += step.status == "failed";
        answer.table.rows.push_back({dataset.id, dataset.path, step.status, step.note});
        options_.progress->advance(dataset.id);
    }
    options_.progress->end();
    if (failed > 0) {
        refuse_usage(answer,
                     fmt::format("{} could not be fetched",
                                 counted(static_cast<std::int64_t>(failed), "file", "files")),
                     "run the command again: what has arrived is kept, and parts are resumed");
        answer.outcome = Outcome::environment;
    }
    return answer;
}

}  // namespace concord
