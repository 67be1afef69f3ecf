#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.hpp"
#include "files/csv_reader.hpp"
#include "statistics/parquet_rows.hpp"
#include "statistics/row_source.hpp"

namespace concord::statistics {
namespace {

files::CsvOptions options_of(const SourceRequest& request) {
    files::CsvOptions options;
    options.shown_path = request.shown_path;
    for (const auto& column : request.columns)
        options.columns.push_back({column, {column}});
    options.rows_limit = 20'000'000;
    return options;
}

// Whether the file has every column. One that it has not is said with the option that names it: the
// file is as its publisher made it, and the question is what is to be mended.
bool has_columns(const SourceRequest& request, Diagnostics& diagnostics) {
    auto trial = diagnostics.child();
    const files::CsvReader reader(request.file, options_of(request), trial);
    if (reader.usable()) return true;
    for (const auto& found : trial.all()) {
        auto help = found.help;
        for (std::size_t i = 0; i < request.columns.size(); ++i) {
            const auto message = fmt::format("there is no column `{}`", request.columns[i]);
            if (found.id == "REG002" && found.message == message)
                help = help_for_option(request.options[i], request.columns[i], reader.headers());
        }
        diagnostics.add({found.id, found.location, found.subject, found.message, std::move(help)});
    }
    return false;
}

class NoRows final : public RowSource {
  public:
    bool usable() const override { return false; }
    bool next() override { return false; }
    std::string_view value(std::size_t /*wanted*/) const override { return {}; }
    Location place(std::size_t /*wanted*/) const override { return {}; }
    const std::vector<std::string>& headers() const override { return none_; }
    std::string_view raw(std::size_t /*field*/) const override { return {}; }
    std::uint32_t number() const override { return 0; }

  private:
    std::vector<std::string> none_;
};

class CsvRows final : public RowSource {
  public:
    CsvRows(const SourceRequest& request, Diagnostics& diagnostics)
        : reader_(request.file, options_of(request), diagnostics) {}

    bool usable() const override { return reader_.usable(); }
    bool next() override { return reader_.next(); }
    std::string_view value(std::size_t wanted) const override { return reader_.value(wanted); }
    Location place(std::size_t wanted) const override { return reader_.place(wanted); }
    const std::vector<std::string>& headers() const override { return reader_.headers(); }
    std::string_view raw(std::size_t field) const override { return reader_.raw_value(field); }
    std::uint32_t number() const override { return reader_.spot(0).line; }
    void skip_row() override { reader_.skip_row(); }

  private:
    files::CsvReader reader_;
};

}  // namespace

std::string help_for_option(const std::string& option, const std::string& column,
                            std::span<const std::string> headers) {
    if (const auto guess = closest(column, headers))
        return fmt::format("did you mean {} `{}`?", option, shown(*guess));
    return fmt::format("name another column with {}: the file has `{}`", option,
                       shown(fmt::format("{}", fmt::join(headers, "`, `")), 200));
}

std::unique_ptr<RowSource> open_rows(const SourceRequest& request, Diagnostics& diagnostics) {
    if (is_parquet(request.file)) return open_parquet_rows(request, diagnostics);
    if (!has_columns(request, diagnostics)) return std::make_unique<NoRows>();
    return std::make_unique<CsvRows>(request, diagnostics);
}

}  // namespace concord::statistics
