#include "registry/place.hpp"

#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "registry/row_values.hpp"

namespace concord::registry {
namespace {

enum Slot : std::size_t { id, name, kind, areas, valid_from, valid_to, source, part_of, basis };

files::CsvOptions place_options(const std::string& shown_path) {
    files::CsvOptions options;
    options.shown_path = shown_path;
    options.report_unknown_headers = true;
    options.columns = {{"id", {"id"}},
                       {"name", {"name"}},
                       {"kind", {"kind"}},
                       {"areas", {"areas"}},
                       {"valid_from", {"valid_from"}, false},
                       {"valid_to", {"valid_to"}, false},
                       {"source", {"source"}, false},
                       {"part_of", {"part_of"}, false},
                       {"basis", {"basis"}, false}};
    return options;
}

}  // namespace

std::vector<Place> read_places(const std::filesystem::path& path, const std::string& shown_path,
                               Diagnostics& diagnostics, files::FileReport& report) {
    files::CsvReader reader(path, place_options(shown_path), diagnostics);
    std::vector<Place> places;
    std::set<std::string> ids;
    while (reader.next()) {
        RowValues row(reader, diagnostics);
        Place place;
        place.id = row.required(id, "id");
        place.name = row.text(name);
        place.kind = row.text(kind);
        for (const auto part : split(reader.value(areas), ';')) {
            if (!part.empty()) place.areas.push_back(parse_area_reference(part));
        }
        place.existence = row.period(valid_from, valid_to, place.id);
        place.source = row.text(source);
        place.part_of = row.text(part_of);
        place.basis = row.text(basis);
        place.where = reader.place(id);
        place.where_areas = reader.place(areas);
        const bool known_kind = place.kind == "place" || place.kind == "neighbourhood";
        if (!known_kind) {
            diagnostics.add({"REG029", reader.place(kind), place.id,
                             fmt::format("`{}` is no kind of place", shown(place.kind)),
                             "kinds are place and neighbourhood"});
        }
        const bool repeated = ids.contains(place.id);
        if (repeated) {
            diagnostics.add({"REG050", place.where, place.id,
                             fmt::format("the id `{}` stands twice", place.id)});
        }
        if (row.complete() && known_kind && !repeated) {
            ids.insert(place.id);
            places.push_back(std::move(place));
        } else {
            reader.skip_row();
        }
    }
    report = reader.report();
    return places;
}

std::vector<BoundaryReason> read_boundary_reasons(const std::filesystem::path& path,
                                                  const std::string& shown_path,
                                                  Diagnostics& diagnostics,
                                                  files::FileReport& report) {
    files::CsvOptions options;
    options.shown_path = shown_path;
    options.report_unknown_headers = true;
    options.columns = {{"area", {"area"}},
                       {"against", {"against"}},
                       {"reason", {"reason"}},
                       {"evidence", {"evidence"}, false}};
    files::CsvReader reader(path, options, diagnostics);
    std::vector<BoundaryReason> reasons;
    while (reader.next()) {
        RowValues row(reader, diagnostics);
        BoundaryReason reason;
        reason.area = parse_area_reference(row.required(0, "area"));
        reason.against = row.required(1, "layer in `against`");
        reason.reason = row.required(2, "reason");
        reason.evidence = row.text(3);
        reason.where = reader.place(0);
        if (row.complete()) {
            reasons.push_back(std::move(reason));
        } else {
            reader.skip_row();
        }
    }
    report = reader.report();
    return reasons;
}

}  // namespace concord::registry
