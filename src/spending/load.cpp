// From files to all that is known of the payments in them.
#include <future>
#include <map>

#include "registry/coded_table.hpp"
#include "registry/open_bodies.hpp"
#include "spending/spending.hpp"

namespace concord::spending {
namespace {

// What became of each file, for the manifest: the sheets of a workbook together.
std::vector<files::FileReport> reports_of(const Spending& spending) {
    std::vector<files::FileReport> reports;
    for (const auto& sheet : spending.sheets) {
        if (reports.empty() || reports.back().path != sheet.file) {
            auto& report = reports.emplace_back();
            report.dataset = report.path = sheet.file;
            report.sha256 = sheet.sha256;
            report.bytes = sheet.bytes;
        }
        auto& report = reports.back();
        report.rows_read += sheet.payments;
        report.rows_skipped += sheet.rejected;
        report.rows_outside += sheet.totals + sheet.titles;
        for (const auto& [repair, repaired] : sheet.repairs)
            report.rows_repaired += repaired.count;
        if (report.note.empty()) report.note = sheet.note;
    }
    return reports;
}

ClassificationRules rules_of(const SpendingRequest& request, Diagnostics& diagnostics) {
    const bool built_in = request.rules.empty();
    const auto path = built_in ? request.catalogue / "tables12-13.csv" : request.rules;
    const auto shown =
        built_in ? std::string("catalogue/spending/tables12-13.csv") : request.rules.string();
    auto rules = read_classification(path, shown, diagnostics).value_or(ClassificationRules());
    rules.precedence = request.precedence;
    return rules;
}

}  // namespace

SpendingData load_spending(const SpendingRequest& request, Diagnostics& diagnostics) {
    SpendingData data;
    if (request.files.empty()) return data;
    data.vocabulary = read_vocabulary(request.catalogue, diagnostics);
    ReadSpending reading;
    reading.files = request.files;
    reading.vocabulary = &data.vocabulary;
    reading.order = request.order;
    reading.entity = request.entity;
    reading.threads = request.threads;
    reading.progress = request.progress;
    reading.cancel = request.cancel;
    data.spending = read_spending(reading, diagnostics);
    data.inputs = reports_of(data.spending);
    data.rules = rules_of(request, diagnostics);
    auto completeness = std::async(request.threads > 1 ? std::launch::async : std::launch::deferred,
                                   [&] { return completeness_of(data.spending, request.window); });
    data.classification = classify_all(data.rules, data.spending);
    data.directory = std::make_shared<Directory>(request.organisations, data.vocabulary);
    std::vector<SupplierOverride> overrides;
    if (request.overrides) {
        files::FileReport report;
        overrides = read_overrides(request.overrides->path, request.overrides->shown_path,
                                   diagnostics, report);
        report.dataset = request.overrides->shown_path;
        data.inputs.push_back(report);
    }
    data.suppliers =
        match_suppliers(data.spending, *data.directory, overrides, data.vocabulary, diagnostics);
    data.completeness = completeness.get();
    return data;
}

void find_spending(const registry::SystemDescription& system, SpendingRequest& request) {
    std::error_code error;
    const auto folder = system.folder / "money" / "spend";
    if (std::filesystem::is_directory(folder, error)) {
        for (auto& file : files_below(folder, registry::shown_path(system, "money/spend")))
            request.files.push_back(std::move(file));
    }
    const auto overrides = system.folder / "money" / "suppliers.csv";
    if (std::filesystem::is_regular_file(overrides, error)) {
        request.overrides =
            SpendingFile{overrides, registry::shown_path(system, "money/suppliers.csv")};
    }
}

std::vector<Organisation> organisations_among(std::span<const registry::Body> bodies) {
    std::map<std::pair<std::string, std::string>, Organisation> found;
    for (const auto& body : bodies) {
        if (body.ods_code.empty()) continue;
        const Organisation one{body.ods_code, body.name, body.kind, body.existence};
        const auto [entry, is_new] = found.try_emplace({one.code, one.name}, one);
        if (is_new) continue;
        // One code and name under two kinds of law is one organisation that is paid all along.
        auto& known = entry->second;
        if (known.existence.from &&
            (!one.existence.from || *one.existence.from < *known.existence.from))
            known.existence.from = one.existence.from;
        if (known.existence.to && (!one.existence.to || *one.existence.to > *known.existence.to)) {
            known.existence.to = one.existence.to;
            known.kind = one.kind;
        }
    }
    std::vector<Organisation> organisations;
    for (auto& [key, one] : found)
        organisations.push_back(std::move(one));
    return organisations;
}

namespace {

// The bodies behind the areas of a register of codes: boards, by the layer's kinds of body.
void add_boards(const registry::CodedTable& table, const Registers& registers,
                std::vector<registry::Body>& bodies) {
    for (const auto& column : table.areas) {
        const auto* layer = registers.catalogue->layer(column.layer);
        if (!layer || column.ods.size() != column.codes.size() ||
            column.names.size() != column.codes.size()) {
            continue;
        }
        for (std::size_t i = 0; i < column.codes.size(); ++i) {
            for (const auto& [prefix, kind] : layer->body_kinds) {
                const auto* known = registry::find_kind(registers.kinds, kind);
                if (!known || !column.codes[i].starts_with(prefix)) continue;
                registry::Body body;
                body.ods_code = column.ods[i];
                body.name = column.names[i];
                body.kind = kind;
                body.existence = known->existence;
                bodies.push_back(std::move(body));
            }
        }
    }
}

}  // namespace

std::vector<Organisation> organisations_of(const Registers& registers, Diagnostics& diagnostics,
                                           const CancelToken& cancel) {
    std::vector<registry::Body> bodies;
    for (const auto& dataset : registers.catalogue->datasets()) {
        const bool of_bodies = dataset.kind == registry::DatasetKind::organisations;
        if (!of_bodies && dataset.kind != registry::DatasetKind::codes) continue;
        const auto path = dataset.file_in(registers.data_folder);
        std::error_code error;
        if (!std::filesystem::is_regular_file(path, error)) continue;
        auto table =
            registry::read_coded_table(path, dataset, *registers.catalogue, diagnostics, cancel);
        if (!of_bodies) {
            add_boards(table, registers, bodies);
            continue;
        }
        for (auto& body : registry::bodies_of_register(table, diagnostics))
            bodies.push_back(std::move(body));
    }
    return organisations_among(bodies);
}

}  // namespace concord::spending
