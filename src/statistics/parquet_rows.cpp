#include "statistics/parquet_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "store/warehouse.hpp"

namespace concord::statistics {
namespace {

class ParquetRows final : public RowSource {
  public:
    ParquetRows(const SourceRequest& request, Diagnostics& diagnostics)
        : request_(request), diagnostics_(diagnostics) {
        usable_ = read_headers() && find_columns() && read_rows();
    }

    bool usable() const override { return usable_; }
    bool next() override { return usable_ && ++row_ <= table_.rows.size(); }
    std::string_view value(std::size_t wanted) const override { return raw(fields_[wanted]); }
    Location place(std::size_t) const override { return {request_.shown_path, 0, 0}; }
    const std::vector<std::string>& headers() const override { return headers_; }
    std::string_view raw(std::size_t field) const override {
        const auto* text = std::get_if<std::string>(&table_.rows[row_ - 1][field]);
        return text ? std::string_view(*text) : std::string_view();
    }
    std::uint32_t number() const override { return static_cast<std::uint32_t>(row_); }
    std::string row_words() const override { return fmt::format("row {}", row_); }

  private:
    std::string source() const {
        return fmt::format("read_parquet({})", store::quoted_text(request_.file.string()));
    }

    void find(std::string_view rule, std::string message, std::string help = {}) {
        diagnostics_.add(
            {rule, {request_.shown_path, 0, 0}, {}, std::move(message), std::move(help)});
    }

    std::optional<Table> ask(const std::string& sql) {
        std::string problem;
        auto table = warehouse_.try_query(sql, problem);
        if (!table)
            find("NED019",
                 fmt::format("the file cannot be read as Parquet: {}", shown(problem, 200)));
        return table;
    }

    bool read_headers() {
        const auto described = ask(fmt::format("DESCRIBE SELECT * FROM {}", source()));
        if (!described) return false;
        for (const auto& row : described->rows)
            headers_.push_back(std::get<std::string>(row.front()));
        return true;
    }

    bool find_columns() {
        bool complete = true;
        for (std::size_t i = 0; i < request_.columns.size(); ++i) {
            const auto& column = request_.columns[i];
            const auto at = std::ranges::find_if(headers_, [&](const std::string& header) {
                return lower(header) == lower(column);
            });
            fields_.push_back(static_cast<std::size_t>(at - headers_.begin()));
            if (at != headers_.end()) continue;
            complete = false;
            find("REG002", fmt::format("there is no column `{}`", shown(column)),
                 help_for_option(request_.options[i], column, headers_));
        }
        return complete;
    }

    // Only wanted columns are read; the others stay empty, at their places.
    bool read_rows() {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < headers_.size(); ++i) {
            const bool is_wanted =
                request_.keeps_all || std::ranges::find(fields_, i) != fields_.end();
            cells.push_back(
                is_wanted ? fmt::format("CAST({} AS VARCHAR)", store::quoted_name(headers_[i]))
                          : std::string("''"));
        }
        auto table = ask(fmt::format("SELECT {} FROM {}", join(cells, ", "), source()));
        if (!table) return false;
        table_ = std::move(*table);
        if (table_.rows.empty()) find("REG010", "the file has columns and no rows");
        return !table_.rows.empty();
    }

    SourceRequest request_;
    Diagnostics& diagnostics_;
    // One thread keeps the file's own order of rows.
    store::Warehouse warehouse_ = store::Warehouse::in_memory({1, std::nullopt, false});
    std::vector<std::string> headers_;
    std::vector<std::size_t> fields_;
    Table table_;
    std::size_t row_ = 0;
    bool usable_ = false;
};

}  // namespace

bool is_parquet(const std::filesystem::path& file) {
    return lower(file.extension().string()) == ".parquet";
}

std::unique_ptr<RowSource> open_parquet_rows(const SourceRequest& request,
                                             Diagnostics& diagnostics) {
    return std::make_unique<ParquetRows>(request, diagnostics);
}

}  // namespace concord::statistics
