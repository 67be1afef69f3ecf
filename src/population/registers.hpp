// Registers of what makes people's data usable: who may use which data until when, who analyses
// them, and on what common digital footing. Files that people write: people/agreements.csv,
// people/analysts.csv and people/digital.toml. A file that is not there says nothing.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"
#include "registry/registry.hpp"
#include "store/schema.hpp"
#include "store/warehouse.hpp"

namespace concord::population {

// Who may use which data, for what and until when (THE-R093).
struct DataAgreement {
    std::string id;
    std::vector<std::string> parties;
    std::string purpose;
    std::string legal_basis;
    std::string dataset;
    std::optional<Date> expires;
    std::int64_t notice_days = 90;  // so long before it lapses somebody must know
    bool in_use = true;
    std::string programme;  // under which the data were first shared
    std::optional<Date> programme_ends;
    std::string afterwards;  // what becomes of the use of the data then
    Location place;
};

// Who analyses, where, and how much of their time (THE-R096).
struct Analysts {
    std::string team;
    std::string of_place;  // empty: the whole system
    std::string role;      // analyst or informatics-lead
    double full_time = 0;
    Period in_post;
    Location place;
};

// A common capability that is in use, or an arrangement between partners.
struct DigitalFoundation {
    std::string id;
    std::string title;
    std::vector<std::string> levels;  // system, place, collaborative (FRM-R325)
    std::vector<std::string> nhs;     // bodies that take part (FRM-R326)
    std::vector<std::string> councils;
    std::optional<Date> from;
    Location place;
};

// A place or body does it otherwise than the standard (FRM-R006).
struct DigitalVariation {
    std::string id;
    std::string standard;
    std::string capability;  // the common capability it still rests on
    std::string flow;        // how its data still flow to the others
    Location place;
};

// The national list of what good looks like, whose wording is the publisher's (FRM-R327).
struct SuccessMeasures {
    std::optional<Date> published;
    std::vector<std::string> measures;
    std::string source;
    Location place;
};

struct Registers {
    std::vector<DataAgreement> agreements;
    std::vector<Analysts> analysts;
    std::vector<DigitalFoundation> foundations;
    std::vector<DigitalVariation> variations;
    std::optional<SuccessMeasures> success;
    std::optional<Location> analysts_file;  // where the files are there
    std::optional<Location> digital_file;
    std::vector<files::FileReport> inputs;
};

// Reads the three files; what cannot be used is reported (POP040) and passed over.
Registers read_registers(const std::filesystem::path& folder, const std::string& shown_folder,
                         Diagnostics& diagnostics);

struct RegistersCheck {
    const Registers* registers = nullptr;
    const registry::RegistryData* registry = nullptr;
    Date as_at = Date(2022, 7, 1);
};
// POP041 to POP050.
void check_registers(const RegistersCheck& check, Diagnostics& diagnostics);

// The tables data_agreements, analysts and digital_foundations.
std::span<const store::TableSchema> register_schemas();
// Those, the tables of people and cohort_profile: all that the stage writes.
std::span<const store::TableSchema> stage_schemas();

}  // namespace concord::population
