#include "files/csv_reader.hpp"
#include "statistics/parquet_rows.hpp"
#include "statistics/row_source.hpp"

namespace concord::statistics {
namespace {

files::CsvOptions options_of(const SourceRequest& request) {
    files::CsvOptions options;
    options.shown_path = request.shown_path;
    for (std::size_t i = 0; i < request.columns.size(); ++i)
        options.columns.push_back(
            {request.columns[i], {request.columns[i]}, true, -1, request.options[i]});
    options.rows_limit = 20'000'000;
    return options;
}

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

std::unique_ptr<RowSource> open_rows(const SourceRequest& request, Diagnostics& diagnostics) {
    if (is_parquet(request.file)) return open_parquet_rows(request, diagnostics);
    return std::make_unique<CsvRows>(request, diagnostics);
}

}  // namespace concord::statistics
