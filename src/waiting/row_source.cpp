#include "waiting/row_source.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.hpp"
#include "files/digest.hpp"
#include "store/warehouse.hpp"

namespace concord::waiting {
namespace {

class CsvRows final : public RowSource {
  public:
    CsvRows(const std::string& path, files::CsvOptions options, Diagnostics& diagnostics)
        : reader_(path, std::move(options), diagnostics) {}
    bool next() override { return reader_.next(); }
    std::string_view value(std::size_t wanted) const override {
        return trim(reader_.value(wanted));
    }
    bool has(std::size_t wanted) const override { return reader_.has(wanted); }
    Location place(std::size_t wanted) const override { return reader_.place(wanted); }
    void skip_row() override { reader_.skip_row(); }
    files::FileReport report() const override { return reader_.report(); }

  private:
    files::CsvReader reader_;
};

class ParquetRows final : public RowSource {
  public:
    ParquetRows(const std::string& path, files::CsvOptions options, Diagnostics& diagnostics)
        : options_(std::move(options)),
          diagnostics_(diagnostics),
          source_(fmt::format("read_parquet({}, file_row_number=true)", store::quoted_text(path))),
          warehouse_(store::Warehouse::in_memory({1, std::nullopt, false})),
          fields_(options_.columns.size(), -1) {
        open(path);
    }

    bool next() override {
        if (!usable_) return false;
        if (++at_ < chunk_.rows.size()) return count();
        // A chunk at a time: a country's list would fill the memory as values.
        std::string problem;
        auto chunk = warehouse_.try_query(
            fmt::format("SELECT {} FROM {} WHERE file_row_number >= {} AND file_row_number < {} "
                        "ORDER BY file_row_number",
                        selected_, source_, first_, first_ + rows_a_chunk),
            problem);
        if (!chunk) return broken(problem);
        row_of_chunk_ = first_;
        first_ += rows_a_chunk;
        at_ = 0;
        chunk_ = std::move(*chunk);
        if (chunk_.rows.empty()) return false;
        return count();
    }

    std::string_view value(std::size_t wanted) const override {
        if (fields_[wanted] < 0) return {};
        const auto& cell = chunk_.rows[at_][static_cast<std::size_t>(places_[wanted])];
        const auto* text = std::get_if<std::string>(&cell);
        return text ? trim(*text) : std::string_view();
    }
    bool has(std::size_t wanted) const override { return fields_[wanted] >= 0; }
    Location place(std::size_t wanted) const override {
        return {options_.shown_path, static_cast<std::uint32_t>(row_of_chunk_ + at_ + 1),
                static_cast<std::uint32_t>(fields_[wanted] + 1)};
    }
    void skip_row() override {
        --report_.rows_read;
        ++report_.rows_skipped;
    }
    files::FileReport report() const override { return report_; }

  private:
    bool count() {
        ++report_.rows_read;
        return true;
    }

    void open(const std::string& path) {
        report_.path = options_.shown_path;
        std::error_code error;
        if (!std::filesystem::is_regular_file(path, error)) {
            diagnostics_.add({"REG001",
                              {options_.shown_path},
                              "",
                              fmt::format("there is no file `{}`", options_.shown_path)});
            return;
        }
        report_.bytes = std::filesystem::file_size(path, error);
        report_.sha256 = files::sha256_of_file(path);
        std::string problem;
        const auto described = warehouse_.try_query(
            fmt::format("SELECT column_name FROM (DESCRIBE SELECT * FROM {})", source_), problem);
        if (!described) {
            broken(problem);
            return;
        }
        find_columns(*described);
    }

    bool broken(const std::string& problem) {
        usable_ = false;
        const auto line = problem.substr(0, problem.find('\n'));
        diagnostics_.add({"NED310",
                          {options_.shown_path},
                          "",
                          fmt::format("the file cannot be read as Parquet: {}", shown(line, 160))});
        return false;
    }

    void find_columns(const Table& described) {
        std::vector<std::string> headers;
        for (const auto& row : described.rows)
            headers.push_back(std::get<std::string>(row[0]));
        headers.pop_back();  // the number of the row, which we have asked for
        usable_ = true;
        std::vector<std::string> selected;
        for (std::size_t i = 0; i < options_.columns.size(); ++i) {
            fields_[i] = field_of(options_.columns[i], headers);
            places_.push_back(static_cast<int>(selected.size()));
            if (fields_[i] >= 0) {
                selected.push_back(
                    fmt::format("CAST({} AS VARCHAR)",
                                store::quoted_name(headers[static_cast<std::size_t>(fields_[i])])));
            } else if (options_.columns[i].required) {
                report_missing(options_.columns[i], headers);
            }
        }
        selected_ = selected.empty() ? "1" : join(selected, ", ");
    }

    static int field_of(const files::WantedColumn& wanted,
                        const std::vector<std::string>& headers) {
        for (const auto& header : wanted.headers) {
            for (std::size_t field = 0; field < headers.size(); ++field) {
                if (lower(trim(headers[field])) == lower(header)) return static_cast<int>(field);
            }
        }
        return -1;
    }

    void report_missing(const files::WantedColumn& wanted,
                        const std::vector<std::string>& headers) {
        usable_ = false;
        const auto guess = closest(wanted.headers.front(), headers);
        diagnostics_.add(
            {"REG002",
             {options_.shown_path, 1, 1},
             "",
             fmt::format("there is no column `{}`", wanted.headers.front()),
             guess ? fmt::format("rename the column `{}`, or add `{}`", shown(*guess),
                                 wanted.headers.front())
                   : fmt::format("the file has the columns {}",
                                 shown(fmt::format("`{}`", fmt::join(headers, "`, `")), 200))});
    }

    static constexpr std::uint64_t rows_a_chunk = 100'000;

    files::CsvOptions options_;
    Diagnostics& diagnostics_;
    std::string source_;
    store::Warehouse warehouse_;
    std::vector<int> fields_;  // by wanted column: its place in the file, or -1
    std::vector<int> places_;  // and in the query
    std::string selected_;
    Table chunk_;
    std::size_t at_ = 0;
    std::uint64_t first_ = 0;
    std::uint64_t row_of_chunk_ = 0;
    bool usable_ = false;
    files::FileReport report_;
};

}  // namespace

std::unique_ptr<RowSource> open_rows(const std::string& path, files::CsvOptions options,
                                     Diagnostics& diagnostics) {
    if (lower(path).ends_with(".parquet"))
        return std::make_unique<ParquetRows>(path, std::move(options), diagnostics);
    return std::make_unique<CsvRows>(path, std::move(options), diagnostics);
}

}  // namespace concord::waiting
