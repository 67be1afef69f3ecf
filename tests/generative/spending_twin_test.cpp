// A table of payments written in many manners reads back equal, to the penny: whatever the
// separator, the header's names and order, the way of writing amounts and dates, titles, notes and
// totals.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/random.hpp"
#include "base/text.hpp"
#include "spending/spending.hpp"
#include "support/diagnostics.hpp"
#include "support/small_workbook.hpp"
#include "support/temporary_folder.hpp"

namespace concord::spending {
namespace {

struct Made {
    std::string entity;
    Date date{2022, 7, 31};
    std::string supplier;
    std::string reference;
    std::int64_t pence = 0;

    std::string shown() const {
        return fmt::format("{}|{}|{}|{}|{}", entity, date.iso(), supplier, reference, pence);
    }
};

template <typename T>
const T& one_of(const std::vector<T>& values, RandomStream& random) {
    return values[random.below(values.size())];
}

std::vector<Made> make_payments(RandomStream& random) {
    static const std::vector<std::string> suppliers = {
        "A LTD",           "B, C & SONS LTD", "QUOTED \"NAME\" LTD",
        "CAF\xC3\x89 LTD", "REDACTED",        "TOTAL ENERGIES LTD"};
    std::vector<Made> payments;
    const auto count = 1 + random.below(30);
    for (std::uint64_t i = 0; i < count; ++i) {
        Made made;
        made.entity = "NHS X ICB";
        made.date = Date(2022, 7, 1).plus_days(static_cast<int>(random.below(270)));
        made.supplier = one_of(suppliers, random);
        made.reference = std::to_string(1000 + i);
        const auto size = static_cast<std::int64_t>(random.below(11));
        std::int64_t most = 10;
        for (std::int64_t k = 0; k < size; ++k)
            most *= 10;
        made.pence = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most)));
        if (random.below(4) == 0) made.pence = -made.pence;
        payments.push_back(made);
    }
    // A date that shows the order, so that no order needs to be guessed.
    payments.front().date = Date(2022, 7, 31);
    return payments;
}

// How one table writes what it says.
class Manner {
  public:
    explicit Manner(RandomStream& random) : random_(random) {
        separator_ = one_of<std::string>({",", ";", "\t", "|"}, random);
        day_first_ = random.below(2) == 0;
        date_form_ = random.below(6);
        has_total_ = random.below(2) == 0;
        titles_ = random.below(4);
        order_ = {0, 1, 2, 3, 4};
        for (std::size_t i = order_.size(); i > 1; --i)
            std::swap(order_[i - 1], order_[random.below(i)]);
    }

    std::string write(const std::vector<Made>& payments) {
        std::string text;
        for (std::uint64_t i = 0; i < titles_; ++i)
            text +=
                one_of<std::string>({"Payments of July", "", separator_ + separator_}, random_) +
                "\n";
        text += row({one_of<std::string>({"Entity", "ENTITY", "Organisation Name"}, random_),
                     one_of<std::string>({"Date", "Payment Date", "Date Paid"}, random_),
                     one_of<std::string>({"Supplier", "Supplier Name", "Payee"}, random_),
                     one_of<std::string>({"Transaction Number", "Transaction No."}, random_),
                     one_of<std::string>({"Amount", "Amount (\xC2\xA3)", "AP Amount"}, random_)});
        std::int64_t sum = 0;
        for (const auto& made : payments) {
            text += row(
                {made.entity, date(made.date), made.supplier, made.reference, amount(made.pence)});
            sum += made.pence;
        }
        if (has_total_) text += row({"Grand Total", "", "", "", amount(sum)});
        return text + one_of<std::string>({"", "\n\n", "Note\n"}, random_);
    }

    std::int64_t totals() const { return has_total_ ? 1 : 0; }

  private:
    std::string row(const std::vector<std::string>& values) {
        std::string text;
        for (std::size_t i = 0; i < order_.size(); ++i) {
            if (i > 0) text += separator_;
            text += cell(values[order_[i]]);
        }
        return text + one_of<std::string>({"\n", "\r\n"}, random_);
    }

    std::string cell(const std::string& value) {
        const bool needs_quotes = value.find_first_of(",;\t|\"") != std::string::npos;
        if (!needs_quotes && random_.below(3) > 0) return value;
        std::string quoted = "\"";
        for (const char c : value)
            quoted.append(c == '"' ? 2 : 1, c);
        return quoted + "\"";
    }

    std::string date(Date day) const {
        const auto iso = day.iso();
        const auto y = iso.substr(0, 4);
        const auto m = iso.substr(5, 2);
        const auto d = iso.substr(8, 2);
        static const std::vector<std::string> names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        const auto& name = names[static_cast<std::size_t>(std::stoi(m) - 1)];
        switch (date_form_) {
            case 0:
                return iso;
            case 1:
                return fmt::format("{} {} {}", d, name, y);
            case 2:
                return fmt::format("{}-{}-{}", d, name, y.substr(2));
            case 3:
                return std::to_string(day.days_since_epoch() + 25569);  // 25569 is 1970-01-01
            default:
                return day_first_ ? fmt::format("{}/{}/{}", d, m, y)
                                  : fmt::format("{}/{}/{}", m, d, y);
        }
    }

    std::string amount(std::int64_t pence) {
        const auto size = pence < 0 ? -pence : pence;
        const bool commas = random_.below(2) == 0;
        const auto plain = fmt::format(
            "{}.{:02}", commas ? with_thousands(size / 100) : std::to_string(size / 100),
            size % 100);
        const auto pound = one_of<std::string>({"", "\xC2\xA3", " "}, random_);
        if (pence >= 0) return pound + plain;
        switch (random_.below(4)) {
            case 0:
                return "(" + pound + plain + ")";
            case 1:
                return pound + plain + "-";
            case 2:
                return pound + plain + " CR";
            default:
                return "-" + pound + plain;
        }
    }

    RandomStream& random_;
    std::string separator_;
    bool day_first_ = true;
    std::uint64_t date_form_ = 0;
    bool has_total_ = false;
    std::uint64_t titles_ = 0;
    std::vector<std::size_t> order_;
};

std::string workbook_cell(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '&')
            escaped += "&amp;";
        else if (c == '<')
            escaped += "&lt;";
        else
            escaped += c;
    }
    return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped + "</t></is></c>";
}

std::string workbook_rows(const std::vector<Made>& payments) {
    std::string rows = "<row>";
    for (const auto* name : {"Entity", "Date", "Supplier", "Reference", "Amount"})
        rows += workbook_cell(name);
    rows += "</row>";
    for (const auto& made : payments) {
        // A double as spreadsheets store it, with all its seventeen digits.
        rows += fmt::format("<row>{}<c><v>{}</v></c>{}{}<c><v>{:.17g}</v></c></row>",
                            workbook_cell(made.entity), made.date.days_since_epoch() + 25569,
                            workbook_cell(made.supplier), workbook_cell(made.reference),
                            static_cast<double>(made.pence) / 100);
    }
    return rows;
}

class SpendingTwin : public testing::Test {
  protected:
    SpendingTwin() : diagnostics_(support::new_diagnostics()) {
        vocabulary_ = read_vocabulary(std::filesystem::path(CONCORD_SOURCE) / "catalogue/spending",
                                      diagnostics_);
    }

    Spending read(const std::filesystem::path& path) {
        ReadSpending request;
        request.vocabulary = &vocabulary_;
        request.files = {{path, "table"}};
        return read_spending(request, diagnostics_);
    }

    static void compare(const Spending& spending, const std::vector<Made>& payments) {
        ASSERT_EQ(spending.payments.size(), payments.size());
        for (std::size_t i = 0; i < payments.size(); ++i) {
            const auto& read = spending.payments[i];
            ASSERT_TRUE(read.date) << payments[i].shown();
            const Made back{spending.texts[read.entity], *read.date, spending.texts[read.supplier],
                            std::string(spending.references[read.reference]), read.amount.count()};
            EXPECT_EQ(back.shown(), payments[i].shown());
        }
    }

    support::TemporaryFolder folder_;
    Diagnostics diagnostics_;
    Vocabulary vocabulary_;
};

TEST_F(SpendingTwin, ReadsTheSameTableInEveryManner) {
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        RandomStream random(seed, 0);
        const auto payments = make_payments(random);
        Manner manner(random);
        const auto text = manner.write(payments);
        const auto spending = read(folder_.write("table.csv", text));
        SCOPED_TRACE(fmt::format("seed {}\n{}", seed, text));
        compare(spending, payments);
        const auto& sheet = spending.sheets.at(0);
        EXPECT_EQ(sheet.rows, sheet.payments + sheet.totals + sheet.titles + sheet.rejected);
        EXPECT_EQ(sheet.totals, manner.totals());
        EXPECT_EQ(sheet.rejected, 0);
        for (const auto& total : sheet.total_rows)
            EXPECT_TRUE(total.agrees);
        if (HasFailure()) return;
    }
}

TEST_F(SpendingTwin, ReadsTheSameTableAsAWorkbook) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        RandomStream random(seed, 1);
        const auto payments = make_payments(random);
        const auto path = folder_.path() / fmt::format("table{}.xlsx", seed);
        support::write_packed(path, support::workbook_parts(workbook_rows(payments)));
        SCOPED_TRACE(fmt::format("seed {}", seed));
        compare(read(path), payments);
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace concord::spending
