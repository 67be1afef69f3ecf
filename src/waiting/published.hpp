// Waiting lists as they are published, by board and month: how many wait too long, how many were
// referred, treated and still wait, and how long those had waited who were treated.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "files/csv_reader.hpp"
#include "registry/catalogue.hpp"
#include "waiting/list_queue.hpp"

namespace concord::waiting {

// One list of one board in one month.
struct PublishedMonth {
    std::string body;                     // ODS code
    std::string list;                     // as published; "all" for the whole
    std::int32_t month = 0;               // its first day, since 1970-01-01
    std::optional<std::int64_t> waiting;  // when it ends
    std::optional<std::int64_t> referred;
    std::optional<std::int64_t> treated;
    std::map<int, std::int64_t> over;  // by weeks
    std::string source;                // the data sets
};

// Those treated in a month, by whole weeks they had waited.
struct PublishedTreated {
    std::string body;
    std::string list;
    std::int32_t month = 0;
    std::vector<std::int64_t> by_week;  // at k: more than k and up to k + 1 weeks; last: longer
    std::int64_t unknown = 0;           // whose wait is not known
    std::string source;

    std::int64_t total() const;  // with a known wait
    // The wait that a share of them did not exceed, within its week by proportion; nothing where
    // nobody was treated or it lies in the open last band.
    std::optional<double> weeks_at(double share) const;
    std::int64_t over(int weeks) const;
};

// What all boards sum to in a month, and what is published for the country.
struct CountryMonth {
    std::int64_t boards = 0;
    std::int64_t country = 0;
};

struct PublishedWaits {
    std::vector<PublishedMonth> months;  // by body, list, month
    std::vector<PublishedTreated> treated;
    std::map<std::string, std::string> names;  // of boards, as published
    // By month, then "waiting", "over-18", "over-52"; whatever boards were asked for.
    std::map<std::int32_t, std::map<std::string, CountryMonth>> country;
    std::vector<files::FileReport> inputs;

    bool empty() const { return months.empty() && treated.empty(); }
};

// Reads every data set of the kind `waits` that is there. `bodies` limits the boards by ODS code;
// empty: all. A count that cannot be, or a row that stands twice, is NED312 or NED313.
PublishedWaits read_published_waits(const registry::Catalogue& catalogue,
                                    const std::filesystem::path& data_folder,
                                    const std::vector<std::string>& bodies,
                                    Diagnostics& diagnostics);

// The queue arithmetic of the latest year of each board's whole list: rates from the published
// months, the mean wait by Little's law.
std::vector<ListQueue> published_queues(const PublishedWaits& waits, const QueueAsked& asked);

}  // namespace concord::waiting
