// places.toml: how the partners at each place decide together.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "governance/reading/record_files.hpp"

namespace concord::governance {
namespace {

using files::TomlReader;

constexpr std::array<std::string_view, 5> cost_parts = {"secretariat", "minutes", "papers",
                                                        "meetings", "assurance"};

class PlaceFile {
  public:
    PlaceFile(RecordReading reading, PlaceRecords& records)
        : reading_(reading), records_(records) {}

    void read_top(TomlReader& table);

  private:
    void read_place(TomlReader& table);
    void read_people(TomlReader& table, PlaceRecord& place);
    void read_lists(TomlReader& table, PlaceRecord& place);
    void read_network(TomlReader& table, PlaceRecord& place);
    void read_cost(TomlReader& table, PlaceRecord& place);

    std::string text(TomlReader& table, std::string_view key) {
        return table.text(key).value_or("");
    }
    std::string holder(TomlReader& table, std::string_view key, std::string_view subject) {
        return known_holder(reading_, text(table, key), table.place(key), subject);
    }
    std::vector<std::string> holders(TomlReader& table, std::string_view key,
                                     std::string_view subject) {
        return known_holders(reading_, table.texts(key), table.place(key), subject);
    }

    RecordReading reading_;
    PlaceRecords& records_;
};

void PlaceFile::read_top(TomlReader& table) {
    records_.present = true;
    records_.place = table.place("");
    records_.expected = table.whole_number("places_expected");
    if (records_.expected && *records_.expected < 0) {
        table.find("GOV013", "places_expected",
                   fmt::format("`{}` is no number of places", *records_.expected),
                   "give how many places there are to be");
        records_.expected.reset();
    }
    records_.system_wide = holders(table, "system_wide", "system_wide");
    for (auto& inner : table.tables("place"))
        read_place(inner);
    table.finish();
}

void PlaceFile::read_place(TomlReader& table) {
    PlaceRecord place;
    place.id = text(table, "place");
    place.place = table.place("place");
    read_people(table, place);
    read_lists(table, place);
    place.agreement = text(table, "agreement");
    place.community = text(table, "community");
    place.beside_wellbeing_board = text(table, "beside_wellbeing_board");
    place.group_team = table.truth("group_team").value_or(false);
    place.development_plan = text(table, "development_plan");
    for (auto& inner : table.tables("network"))
        read_network(inner, place);
    read_cost(table, place);
    table.finish();
    if (place.id.empty()) {
        table.find("GOV002", "place", "`place` is missing", "add a line `place = \"…\"`");
        return;
    }
    std::vector<std::string> word = {place.id};
    if (!reading_.references.places(word, place.place, place.id)) return;
    if (std::ranges::find(records_.places, place.id, &PlaceRecord::id) != records_.places.end()) {
        table.find("GOV001", "place", fmt::format("the id `{}` stands already", shown(place.id)));
        return;
    }
    records_.places.push_back(std::move(place));
}

void PlaceFile::read_people(TomlReader& table, PlaceRecord& place) {
    place.partnership = holder(table, "partnership", place.id);
    place.decides = holder(table, "decides", place.id);
    place.money_accountable = holder(table, "money_accountable", place.id);
    place.leader = text(table, "leader");
    place.leader_convenes = table.truth("leader_convenes").value_or(false);
    place.leader_speaks_on = holder(table, "leader_speaks_on", place.id);
    place.representative = text(table, "representative");
    place.representative_evidence = text(table, "representative_evidence");
}

void PlaceFile::read_lists(TomlReader& table, PlaceRecord& place) {
    place.footprint_agreed_by = holders(table, "footprint_agreed_by", place.id);
    place.form_agreed_by = holders(table, "form_agreed_by", place.id);
    place.members_set_by = holders(table, "members_set_by", place.id);
    place.organisations = holders(table, "organisations", place.id);
    place.responsibilities = table.texts("responsibilities");
    place.takes_up = table.texts("takes_up");
    place.services = table.texts("services");
    reading_.references.services(place.services, table.place("services"), place.id);
}

void PlaceFile::read_network(TomlReader& table, PlaceRecord& place) {
    PlaceNetwork network;
    network.body = holder(table, "body", place.id);
    network.does = table.texts("does");
    network.paid_by = holder(table, "paid_by", place.id);
    network.place = table.place("body");
    table.finish();
    const std::vector<std::string> known = {"represents", "leads", "peer-support"};
    std::erase_if(network.does, [&](const std::string& word) {
        if (std::ranges::find(known, word) != known.end()) return false;
        table.find("GOV013", "does", fmt::format("`{}` is no work of a network", shown(word)),
                   help_for_word(word, known, ""));
        return true;
    });
    if (!network.body.empty()) place.networks.push_back(std::move(network));
}

void PlaceFile::read_cost(TomlReader& table, PlaceRecord& place) {
    auto inner = table.table("cost");
    if (!inner) return;
    PlaceCost cost;
    cost.place = inner->place("");
    for (const auto part : cost_parts) {
        const auto pounds = inner->number(part);
        const auto pence =
            pounds && *pounds >= 0 ? Pence::from_pounds_half_away(*pounds) : std::optional<Pence>();
        if (pence) cost.parts.emplace_back(part, *pence);
        if (pounds && !pence) {
            inner->find("GOV010", part, fmt::format("`{:g}` is no amount", *pounds),
                        "give pounds a year as a number that is not negative");
        }
    }
    cost.estimated_on = inner->date("estimated_on");
    cost.chosen_on = inner->date("chosen_on");
    inner->finish();
    place.cost = std::move(cost);
}

}  // namespace

void read_place_records(RecordReading reading, Records& records) {
    const std::string file = "places.toml";
    const auto document = open_toml(reading.folder, file, reading.diagnostics);
    if (!document) return;
    TomlReader top(*document, reading.folder.shown(file), reading.diagnostics);
    PlaceFile(reading, records.places).read_top(top);
}

}  // namespace concord::governance
