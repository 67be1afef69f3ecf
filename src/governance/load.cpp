// Reading a system's governance: the law, the places, the holders, then what was passed to whom.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/governance.hpp"
#include "governance/reading/record_files.hpp"
#include "governance/reading/scheme_files.hpp"

namespace concord::governance {
namespace {

constexpr std::string_view known_files[] = {
    "constitution.toml",   "committees.toml",    "documents.csv",       "delegations.csv",
    "limits.csv",          "reservations.csv",   "splits.csv",          "interests.csv",
    "functions.csv",       "assurances.csv",     "published_map.csv",   "questions.csv",
    "transition.toml",     "leadership.toml",    "collaboratives.toml", "places.toml",
    "reports.toml",        "accountability.csv", "lines.csv",           "adoptions.csv",
    "decision_rights.csv", "controls.csv",       "services.csv",        "posts.csv",
    "restructures.csv"};

// A file whose name is nearly one of ours is a mistake that would otherwise go unseen.
void report_unknown_files(const LoadGovernance& request, Diagnostics& diagnostics) {
    std::error_code error;
    const auto folder = request.system->folder / "governance";
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.is_regular_file(error)) names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    const std::vector<std::string> known(std::begin(known_files), std::end(known_files));
    for (const auto& name : names) {
        const bool is_table = name.ends_with(".csv") || name.ends_with(".toml");
        if (!is_table || std::ranges::find(known, name) != known.end()) continue;
        diagnostics.add(
            {"GOV018",
             {registry::shown_path(*request.system, "governance/" + name), 0, 0},
             name,
             fmt::format("`{}` is no file of a governance folder", shown(name)),
             help_for_word(name, known, fmt::format("files are {}", join(known, ", ")))});
    }
}

// The system's own functions were read with the law.
void record_additions(GovernanceFolder& folder, const Law& law) {
    const std::string file = "functions.csv";
    if (!folder.has(file)) return;
    files::FileReport report;
    report.path = folder.shown(file);
    std::error_code error;
    report.bytes = std::filesystem::file_size(folder.path(file), error);
    report.rows_read = std::ranges::count_if(law.functions.nodes(), [&](const TreeNode& node) {
        return node.place.file == report.path;
    });
    folder.record(file, std::move(report));
}

// What is held against the scheme or asked of it; nothing of it passes power on.
void read_beside(const LoadGovernance& request, GovernanceFolder& folder, References& references,
                 GovernanceData& data, Diagnostics& diagnostics) {
    const auto& elsewhere = request.published_map;
    const std::string map = elsewhere.empty() ? "published_map.csv" : elsewhere.string();
    if (folder.has(map)) {
        data.published = read_published_map(folder, map, references, diagnostics);
    }
    const bool has_own = folder.has("questions.csv");
    const auto usual = std::filesystem::absolute(request.catalogue / "questions.csv").string();
    if (!has_own && !folder.has(usual)) return;
    data.questions =
        read_questions(folder, has_own ? "questions.csv" : usual, references, diagnostics);
    for (auto& question : data.questions)
        question.is_own = has_own;
}

void read_records(RecordReading reading, GovernanceData& data) {
    read_accountabilities(reading, data.records);
    read_lines(reading, data.records);
    read_adoptions(reading, data.records);
    read_decision_rights(reading, data.records);
    read_controls(reading, data.scheme);
    read_service_levels(reading, data.records);
    read_posts(reading, data.records);
    read_restructures(reading, data.records);
    read_place_records(reading, data.records);
    read_reports(reading, data.records);
}

void read_scheme(const LoadGovernance& request, GovernanceData& data, Diagnostics& diagnostics) {
    HolderRegister holders(*request.registry, request.kinds, data.places);
    GovernanceFolder folder(*request.system);
    PendingReferences pending;
    read_constitution(folder, holders, pending, diagnostics);
    read_committees(folder, holders, pending, diagnostics);
    References references({&data.law, &data.places, &holders}, diagnostics);
    settle_holders(pending, references, data.places, diagnostics);
    auto& scheme = data.scheme;
    read_documents(folder, references, scheme, diagnostics);
    read_grants(folder, references, scheme, diagnostics);
    read_limits(folder, references, scheme, diagnostics);
    read_reservations(folder, references, scheme, diagnostics);
    read_splits(folder, references, scheme, diagnostics);
    read_interests(folder, references, scheme, diagnostics);
    read_assurances(folder, references, scheme, diagnostics);
    data.transition = read_transition(folder, references, diagnostics);
    data.leadership = read_leadership(folder, references, diagnostics);
    data.collaboratives = read_collaboratives(folder, references, diagnostics);
    read_beside(request, folder, references, data, diagnostics);
    read_records({folder, references, diagnostics}, data);
    scheme.holders = holders.take();
    check_documents(pending, scheme, diagnostics);
    record_additions(folder, data.law);
    data.inputs = folder.take_reports();
    std::erase_if(data.inputs, [&](const files::FileReport& report) {  // the catalogue is no input
        return std::filesystem::path(report.dataset).parent_path() ==
               std::filesystem::absolute(request.catalogue);
    });
}

}  // namespace

bool GovernanceData::describes() const {
    return !scheme.grants.empty() || std::ranges::any_of(scheme.holders, [](const Holder& holder) {
        return holder.kind != HolderKind::body || !holder.members.empty();
    });
}

GovernanceData load_governance(const LoadGovernance& request, Diagnostics& diagnostics) {
    GovernanceData data;
    const std::string additions = "governance/functions.csv";
    data.law =
        read_law(request.catalogue, "catalogue/governance", request.system->folder / additions,
                 registry::shown_path(*request.system, additions), diagnostics);
    data.places = place_tree(*request.registry, diagnostics);
    report_unknown_files(request, diagnostics);
    read_scheme(request, data, diagnostics);
    return data;
}

}  // namespace concord::governance
