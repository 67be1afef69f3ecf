// The tables of contracts and of what they pay.
#include <fmt/format.h>

#include "agreements/tables.hpp"
#include "base/apportion.hpp"
#include "base/text.hpp"

namespace concord::agreements {
namespace {

constexpr auto text = ColumnType::text;
constexpr auto money = ColumnType::money;
constexpr auto whole = ColumnType::whole_number;
constexpr auto number = ColumnType::number;
constexpr auto truth = ColumnType::truth;

double units(std::int64_t thousandths) {
    return static_cast<double>(thousandths) / 1000;
}

std::optional<double> units(const std::optional<std::int64_t>& thousandths) {
    return thousandths ? std::optional(units(*thousandths)) : std::nullopt;
}

class PaymentRows {
  public:
    PaymentRows(const AgreementsData& data, const RowsWanted& wanted)
        : data_(data), wanted_(wanted), rows_(contract_schemas()[1]) {
        for (const auto& year : data.element_years)
            years_[year.contract].push_back(&year);
    }

    store::RowWriter write() {
        for (const auto& year : data_.element_years) {
            if (!is_wanted(*year.contract)) continue;
            const auto forecast =
                forecast_year(*year.element, year.months, year.activity, wanted_.forecast);
            for (const auto& payment : year.payments)
                if (is_wanted(payment.month)) add_payment(year, payment, forecast);
        }
        for (const auto& contract : data_.contracts) {
            if (!contract.is_sound || contract.subcontracts.empty() || !is_wanted(contract))
                continue;
            for (const auto year : years_of(contract))
                add_chain(contract, year);
        }
        return std::move(rows_);
    }

  private:
    bool is_wanted(const Contract& contract) const {
        return wanted_.contract.empty() || wanted_.contract == contract.id;
    }
    bool is_wanted(Month month) const { return !wanted_.month || *wanted_.month == month; }

    void add_payment(const ElementYear& year, const MonthPayment& payment,
                     const std::optional<Pence>& forecast) {
        const auto& contract = *year.contract;
        const auto& element = *year.element;
        begin(contract, element.id, to_string(element.kind), payment.month);
        rows_.text(contract.commissioner).text(contract.provider).text(element.unit);
        if (element.kind == ElementKind::block) {
            rows_.gap().gap();
        } else {
            rows_.number(units(payment.planned)).number(units(payment.activity));
        }
        rows_.money(payment.fixed).money(payment.variable).money(payment.held);
        rows_.money(payment.payment).money(payment.to_date).money(forecast);
        rows_.text(payment.why).end_row();
    }

    void begin(const Contract& contract, std::string_view element, std::string_view kind,
               Month month) {
        rows_.text(contract.id).text(month.year().text()).text(month.text());
        rows_.text(element).text(kind);
    }

    // What the lead provider receives in a month; nothing where a part of it is not known.
    std::optional<Pence> received(const Contract& contract, Month month) const {
        std::optional<Pence> sum = Pence();
        std::size_t expected = 0;
        for (const auto& element : contract.elements)
            if (!element.year || *element.year == month.year()) ++expected;
        const auto found = years_.find(&contract);
        if (found == years_.end()) return std::nullopt;
        for (const auto* year : found->second) {
            if (year->year != month.year()) continue;
            --expected;
            for (const auto& payment : year->payments) {
                if (payment.month != month || !sum) continue;
                sum = payment.payment ? Pence::add(*sum, *payment.payment) : std::nullopt;
            }
        }
        // One whose sums do not fit is not among them.
        return expected == 0 ? sum : std::nullopt;
    }

    // What it passes on in equal parts, and what it keeps.
    void add_chain(const Contract& contract, FinancialYear year) {
        const auto months = months_within(year, contract.period);
        const std::vector<std::uint64_t> equal(months.size(), 1);
        std::vector<std::optional<Pence>> passed(months.size(), Pence());
        for (const auto& sub : contract.subcontracts) {
            const auto parts = apportion_by_whole(sub.value, equal, Pence(std::int64_t{1}));
            Pence so_far;
            for (std::size_t i = 0; parts && i < months.size(); ++i) {
                const auto part = (*parts)[i];
                so_far = Pence::add(so_far, part).value_or(so_far);
                if (passed[i]) passed[i] = Pence::add(*passed[i], part);
                if (!is_wanted(months[i])) continue;
                begin(contract, "subcontract", "subcontract", months[i]);
                rows_.text(contract.provider).text(sub.to).gap().gap().gap();
                rows_.money(part).money(Pence()).money(Pence()).money(part).money(so_far);
                rows_.money(sub.value);
                rows_.text("passed on by the lead provider: " + part.words()).end_row();
            }
        }
        for (std::size_t i = 0; i < months.size(); ++i)
            if (is_wanted(months[i])) add_kept(contract, months[i], passed[i]);
    }

    void add_kept(const Contract& contract, Month month, const std::optional<Pence>& passed) {
        const auto whole_sum = received(contract, month);
        const auto kept = whole_sum && passed ? Pence::subtract(*whole_sum, *passed) : std::nullopt;
        begin(contract, "kept", "kept", month);
        rows_.text(contract.provider).text(contract.provider).gap().gap().gap();
        rows_.gap().gap().gap().money(kept).gap().gap();
        rows_.text(kept ? fmt::format("{} less {} passed on: {}", whole_sum->words(),
                                      passed->words(), kept->words())
                        : std::string("what the contract pays in the month is not known"));
        rows_.end_row();
    }

    const AgreementsData& data_;
    const RowsWanted& wanted_;
    store::RowWriter rows_;
    std::map<const Contract*, std::vector<const ElementYear*>> years_;
};

}  // namespace

const std::vector<store::TableSchema>& contract_schemas() {
    static const std::vector<store::TableSchema> schemas = {
        {"contracts",
         "who pays whom for what, for how long and to what end",
         {{"contract", text, "the contract"},
          {"title", text, "what it is called"},
          {"form", text, "standard, primary-care, local-supplement, grant or other"},
          {"commissioner", text, "who pays"},
          {"provider", text, "who is paid"},
          {"begins", ColumnType::date, "its first day"},
          {"ends", ColumnType::date, "its last day"},
          {"months", whole, "its length in months"},
          {"earlier", text, "the contract that it follows"},
          {"months_longer", whole, "by how many months it is longer than that"},
          {"outcomes", whole, "how many outcome measures it has"},
          {"outcomes_more", whole, "how many more than the contract before"},
          {"returns", whole, "monitoring returns in a year"},
          {"national", text, "the national primary care contract"},
          {"supplements", text, "the contract that it supplements locally"},
          {"collaborative", text, "the collaborative whose services it pays for"},
          {"model", text, "individual or lead-provider"},
          {"services", text, "what is provided"},
          {"places", text, "the places that it serves"},
          {"split", text, "how it is divided among them"},
          {"passed_on", money, "what subcontracts pay on in a year, in pounds"},
          {"keeps", money, "what the lead provider is to keep in a year, in pounds"},
          {"decision", text, "the decision that let it be signed"},
          {"authority", text, "who carried it"},
          {"signed_on", ColumnType::date, "the day on which it was signed"},
          {"open_book", truth, "whether partners see the provider's costs"}}},
        {"contract_payments",
         "what each month pays under each element of each contract, and why",
         {{"contract", text, "the contract"},
          {"year", text, "the financial year"},
          {"month", text, "the month"},
          {"element", text, "the element; subcontract and kept follow a lead provider's money"},
          {"kind", text, "block, aligned, cost-and-volume, subcontract or kept"},
          {"payer", text, "who pays"},
          {"payee", text, "who is paid"},
          {"unit", text, "what is counted"},
          {"planned", number, "planned activity of the month"},
          {"activity", number, "activity of the month; nothing where it is not known"},
          {"fixed", money, "the fixed part, in pounds"},
          {"variable", money, "what activity adds or takes, in pounds"},
          {"held", money, "what the cap takes (below nothing) or the collar adds, in pounds"},
          {"payment", money, "fixed, variable and held together, in pounds"},
          {"year_to_date", money, "payments since April, in pounds; nothing from a gap on"},
          {"forecast", money, "what the year will have paid, in pounds"},
          {"why", text, "a sentence whose parts add up"}}}};
    return schemas;
}

store::RowWriter contract_rows(const AgreementsData& data, const RowsWanted& wanted) {
    store::RowWriter rows(contract_schemas()[0]);
    for (const auto& contract : data.contracts) {
        if (!wanted.contract.empty() && wanted.contract != contract.id) continue;
        rows.text(contract.id).text(contract.title).text(contract.form);
        rows.text(contract.commissioner).text(contract.provider);
        rows.date(contract.period.from).date(contract.period.to);
        const Contract* earlier = nullptr;
        for (const auto& other : data.contracts)
            if (!contract.earlier.empty() && other.id == contract.earlier) earlier = &other;
        const auto months = length_in_months(contract);
        const auto before = earlier ? length_in_months(*earlier) : std::nullopt;
        rows.whole(months).text(contract.earlier);
        rows.whole(months && before ? std::optional(*months - *before) : std::nullopt);
        const auto outcomes = static_cast<std::int64_t>(contract.outcomes.size());
        rows.whole(outcomes);
        rows.whole(
            earlier ? std::optional(outcomes - static_cast<std::int64_t>(earlier->outcomes.size()))
                    : std::nullopt);
        rows.whole(contract.returns).text(contract.national).text(contract.supplements);
        rows.text(contract.collaborative).text(contract.model);
        rows.text(join(contract.services, "; ")).text(join(contract.places, "; "));
        rows.text(contract.split);
        std::optional<Pence> passed;
        for (const auto& sub : contract.subcontracts)
            passed = Pence::add(passed.value_or(Pence()), sub.value);
        rows.money(passed).money(contract.keeps).text(contract.decision).text(contract.authority);
        rows.date(contract.signed_on);
        contract.open_book ? rows.truth(*contract.open_book) : rows.gap();
        rows.end_row();
    }
    return rows;
}

store::RowWriter payment_rows(const AgreementsData& data, const RowsWanted& wanted) {
    return PaymentRows(data, wanted).write();
}

}  // namespace concord::agreements
