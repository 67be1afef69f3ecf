#include "population/link/link_extracts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "population/rules/rules.hpp"

namespace concord::population {
namespace {

using store::quoted_text;

// Texts by number, in the order in which they are met.
class Numbers {
  public:
    std::uint32_t of(const Value& value) {
        const auto* text = std::get_if<std::string>(&value);
        if (!text || trim(*text).empty()) return not_given;
        return numbers_.emplace(lower(trim(*text)), static_cast<std::uint32_t>(numbers_.size()))
            .first->second;
    }

  private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

const char* const column_list =
    "person, lsoa, lsoa_vintage, practice, age, birth, sex, ethnicity, death, opt_out";

class Extracting {
  public:
    Extracting(const LinkRequest& request, store::Warehouse& warehouse, Diagnostics& diagnostics)
        : request_(request), warehouse_(warehouse), diagnostics_(diagnostics) {}

    LinkReport work() {
        know_areas({}, warehouse_);
        for (std::uint32_t source = 0; source < request_.extracts.size(); ++source)
            read(source);
        // An extract that nobody could be read of would be missing from the result without a word.
        made_.usable =
            std::ranges::none_of(made_.records, [](std::int64_t records) { return records == 0; });
        if (!made_.usable) return std::move(made_);
        request_.cancel->check();
        made_.linked = link_records(records_, request_.settings);
        say_contradicted();
        request_.cancel->check();
        write_map();
        write_people();
        write_rows();
        write_review();
        return std::move(made_);
    }

  private:
    void read(std::uint32_t source) {
        const auto& extract = request_.extracts[source];
        made_.sources.push_back(extract.shown_folder);
        made_.records.push_back(0);
        made_.with_pseudonym.push_back(0);
        ExtractReader reader(extract, warehouse_, diagnostics_);
        reader.find_repeated();
        for (const auto& part : extract.parts) {
            request_.cancel->check();
            if (!reader.open(part)) continue;
            rules::check_rows(reader.tally(), diagnostics_);
            read_people(source);
            keep_rows(source);
        }
        warehouse_.run("DROP TABLE IF EXISTS repeated_people");
        check_comparable(source);
    }

    void read_people(std::uint32_t source) {
        const auto rows = warehouse_.query(
            "SELECT person, pseudonym, CAST(day(birth) AS BIGINT), CAST(month(birth) AS BIGINT), "
            "CAST(year(birth) AS BIGINT), nullif(nullif(sex, 'unknown'), 'other'), lsoa, "
            "postcode_sector, practice FROM people ORDER BY person");
        for (const auto& row : rows.rows) {
            auto& record = records_.emplace_back();
            record.source = source;
            record.pseudonym = pseudonyms_.of(row[1]);
            for (std::size_t f = 0; f < 3; ++f)
                if (const auto* part = std::get_if<std::int64_t>(&row[2 + f]))
                    record.values[f] = static_cast<std::uint32_t>(*part);
            for (std::size_t f = 3; f < link_fields; ++f)
                record.values[f] = texts_[f].of(row[2 + f]);
            persons_.push_back(std::get<std::int64_t>(row[0]));
            ++made_.records.back();
            made_.with_pseudonym.back() += record.pseudonym == not_given ? 0 : 1;
        }
    }

    // The good rows of the part, kept with their source until people have their numbers.
    void keep_rows(std::uint32_t source) {
        for (const auto& table : extract_tables()) {
            const auto is_first = kept_.insert(table.name).second;
            const auto columns = table.name == "people" ? std::string(column_list) : "*";
            warehouse_.run(
                fmt::format("{} kept_{} {} SELECT CAST({} AS BIGINT) AS source, {} FROM {}",
                            is_first ? "CREATE OR REPLACE TABLE" : "INSERT INTO", table.name,
                            is_first ? "AS" : "", source, columns, table.name));
        }
    }

    // Without a pseudonym and without a birth nothing of an extract can be linked (POP032).
    void check_comparable(std::uint32_t source) {
        const auto has = [&](const LinkRecord& record) {
            return record.source == source &&
                   (record.pseudonym != not_given || record.value(LinkField::year) != not_given);
        };
        if (std::ranges::any_of(records_, has)) return;
        diagnostics_.add({"POP032",
                          {request_.extracts[source].shown_folder, 0, 0},
                          "people",
                          made_.records.back() == 0
                              ? "nobody can be read of it: nothing is linked"
                              : "nobody here has a pseudonym or a day of birth: nobody can be "
                                "recognised elsewhere"});
    }

    void say_contradicted() {
        if (made_.linked.contradicted == 0) return;
        diagnostics_.add(
            {"POP033",
             {made_.sources.front(), 0, 0},
             "pseudonym",
             fmt::format("{} with another birth and another sex: not linked by it",
                         counted(made_.linked.contradicted, "record shares a pseudonym with one",
                                 "records share a pseudonym with one"))});
    }

    void write_map() {
        store::RowWriter rows({"link_map",
                               "who became whom",
                               {{"source", ColumnType::whole_number, ""},
                                {"person", ColumnType::whole_number, ""},
                                {"linked", ColumnType::whole_number, ""}}});
        for (std::size_t i = 0; i < records_.size(); ++i)
            rows.whole(records_[i].source)
                .whole(persons_[i])
                .whole(std::int64_t{made_.linked.person_of[i]} + 1)
                .end_row();
        warehouse_.run("DROP TABLE IF EXISTS link_map");
        warehouse_.write(rows);
        warehouse_.run(
            "CREATE OR REPLACE TABLE opted_out AS SELECT DISTINCT linked FROM kept_people JOIN "
            "link_map USING (source, person) WHERE opt_out");
        made_.opted_out = warehouse_.query_whole_numbers("SELECT count(*) FROM opted_out", 0)[0][0];
        warehouse_.run(
            "CREATE OR REPLACE TABLE linked_people AS FROM link_map ANTI JOIN opted_out USING "
            "(linked)");
        copy("FROM linked_people ORDER BY source, person", "link_map");
    }

    std::int64_t copy(const std::string& query, const std::string& name) {
        const auto path = request_.folder / (name + ".parquet");
        warehouse_.run(
            fmt::format("COPY ({}) TO {} (FORMAT parquet)", query, quoted_text(path.string())));
        return warehouse_.query_whole_numbers(fmt::format("SELECT count(*) FROM ({})", query),
                                              0)[0][0];
    }

    // Of each column the value of the first extract that has one: extracts are given in the order
    // in which they are believed. Age, area and vintage are one record's, so that they fit.
    void write_people() {
        const auto first = [](const char* column) {
            return fmt::format("first({0} ORDER BY source, person) FILTER ({0} IS NOT NULL) AS {0}",
                               column);
        };
        const auto known = [](const char* column) {
            return fmt::format(
                "coalesce(first({0} ORDER BY source, person) FILTER ({0} <> 'unknown'), 'unknown') "
                "AS {0}",
                column);
        };
        std::vector<std::string> columns = {"linked AS person",    first("lsoa"),
                                            first("lsoa_vintage"), first("practice"),
                                            first("age"),          first("birth"),
                                            known("sex"),          known("ethnicity"),
                                            first("death"),        "bool_or(opt_out) AS opt_out"};
        made_.people = copy(
            fmt::format(
                "SELECT {} FROM kept_people JOIN linked_people USING (source, person) GROUP BY "
                "linked ORDER BY linked",
                join(columns, ", ")),
            "people");
        made_.rows["people"] = made_.people;
        for (const auto* column : {"lsoa", "practice", "birth", "sex", "ethnicity", "death"})
            made_.disagreeing[column] = warehouse_.query_whole_numbers(
                fmt::format(
                    "SELECT count(*) FROM (SELECT linked FROM kept_people JOIN linked_people USING "
                    "(source, person) WHERE CAST({0} AS VARCHAR) <> 'unknown' GROUP BY "
                    "linked HAVING count(DISTINCT {0}) > 1)",
                    column),
                0)[0][0];
    }

    // What two extracts record of one person is once a condition; contacts and pathways are as many
    // as there are, for each provider knows its own. Pathways get numbers that meet nowhere.
    void write_rows() {
        made_.rows["conditions"] = copy(
            "SELECT linked AS person, scheme, code, min(onset) AS onset FROM kept_conditions "
            "JOIN linked_people USING (source, person) GROUP BY ALL ORDER BY ALL",
            "conditions");
        made_.rows["contacts"] = copy(
            "SELECT linked AS person, kind, date, provider, contacts, cost FROM "
            "kept_contacts JOIN linked_people USING (source, person) ORDER BY ALL",
            "contacts");
        made_.rows["waiting_list"] = copy(
            "SELECT linked AS person, CAST(row_number() OVER (ORDER BY source, pathway) AS BIGINT) "
            "AS pathway, specialty, provider, clock_start, clock_stop FROM kept_waiting_list JOIN "
            "linked_people USING (source, person) ORDER BY ALL",
            "waiting_list");
    }

    void write_review() {
        store::RowWriter rows({"review",
                               "pairs that somebody should look at",
                               {{"source", ColumnType::text, ""},
                                {"person", ColumnType::whole_number, ""},
                                {"other_source", ColumnType::text, ""},
                                {"other_person", ColumnType::whole_number, ""},
                                {"weight", ColumnType::number, ""},
                                {"agree", ColumnType::text, ""},
                                {"differ", ColumnType::text, ""},
                                {"why", ColumnType::text, ""}}});
        std::set<std::uint32_t> out;
        for (const auto& row : warehouse_.query("FROM opted_out").rows)
            out.insert(static_cast<std::uint32_t>(std::get<std::int64_t>(row[0]) - 1));
        for (const auto& pair : made_.linked.review) {
            if (out.contains(made_.linked.person_of[pair.first]) ||
                out.contains(made_.linked.person_of[pair.second]))
                continue;
            const auto& one = records_[pair.first];
            const auto& other = records_[pair.second];
            rows.text(made_.sources[one.source]).whole(persons_[pair.first]);
            rows.text(made_.sources[other.source]).whole(persons_[pair.second]);
            rows.number(std::round(pair.weight * 100) / 100).text(fields(one, other, true));
            rows.text(fields(one, other, false)).text(pair.why).end_row();
        }
        warehouse_.run("DROP TABLE IF EXISTS review");
        warehouse_.write(rows);
        warehouse_.export_table("review", request_.folder / "review.csv",
                                request_.folder / "review.parquet");
    }

    static std::string fields(const LinkRecord& one, const LinkRecord& other, bool agree) {
        std::vector<std::string> names;
        for (std::size_t f = 0; f < link_fields; ++f) {
            if (one.values[f] == not_given || other.values[f] == not_given) continue;
            if ((one.values[f] == other.values[f]) == agree)
                names.emplace_back(to_string(static_cast<LinkField>(f)));
        }
        return join(names, "; ");
    }

    const LinkRequest& request_;
    store::Warehouse& warehouse_;
    Diagnostics& diagnostics_;
    Numbers pseudonyms_;
    std::array<Numbers, link_fields> texts_;
    std::vector<LinkRecord> records_;
    std::vector<std::int64_t> persons_;
    std::set<std::string> kept_;
    LinkReport made_;
};

}  // namespace

LinkReport link_extracts(const LinkRequest& request, store::Warehouse& warehouse,
                         Diagnostics& diagnostics) {
    return Extracting(request, warehouse, diagnostics).work();
}

std::string link_statement(const LinkRequest& request, const LinkReport& report) {
    const auto& linked = report.linked;
    std::string text = "# Linked extracts\n\n";
    for (std::size_t s = 0; s < report.sources.size(); ++s)
        text += fmt::format("- `{}`, believed {}.\n", report.sources[s],
                            s == 0 ? "first" : "after those above");
    text += fmt::format(
        "\nRecords are linked from a chance of {} of being one person's (weight {:.2f}), and stand "
        "in review.csv from {} (weight {:.2f}); before anything is compared, {} of the people of "
        "the smaller extract are taken to be in another. Weights are log2 of m / u; fields are "
        "taken as independent of each other, but for practices within an area.\n\n| field | m | "
        "counted | u | agrees | differs |\n"
        "|---|---:|---|---:|---:|---:|\n",
        request.settings.link, linked.link_weight, request.settings.review, linked.review_weight,
        request.settings.shared);
    const auto row = [&text](std::string_view name, const LinkWeight& weight) {
        text +=
            fmt::format("| {} | {:.4f} | {} | {:.6f} | {:.2f} | {:.2f} |\n", name, weight.m,
                        weight.is_counted ? "from pairs with a pseudonym" : "as the settings say",
                        weight.u, weight.agree, weight.disagree);
    };
    for (std::size_t f = 0; f < link_fields; ++f)
        row(to_string(static_cast<LinkField>(f)), linked.weights.of[f]);
    row("practice, in one area", linked.weights.practice_in_area);
    return text +
           "\nWhoever opted out in any extract is left out of all. Where records of a person "
           "differ, the first extract that has a value is believed. review.csv and "
           "link_map.parquet name records: they are for use inside alone.\n";
}

}  // namespace concord::population
