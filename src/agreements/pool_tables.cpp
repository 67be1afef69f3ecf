// The tables of pooled funds and of lines of funding.
#include "agreements/tables.hpp"
#include "base/text.hpp"

namespace concord::agreements {
namespace {

constexpr auto text = ColumnType::text;
constexpr auto money = ColumnType::money;
constexpr auto whole = ColumnType::whole_number;
constexpr auto truth = ColumnType::truth;
constexpr auto number = ColumnType::number;

bool is_wanted(const Pool& pool, const RowsWanted& wanted) {
    return wanted.pool.empty() || wanted.pool == pool.id;
}

void put(store::RowWriter& rows, const std::optional<bool>& value) {
    value ? rows.truth(*value) : rows.gap();
}

std::optional<bool> meets_minimum(const PoolYear& year, const RowsWanted& wanted) {
    const auto counted = towards_minimum(year, wanted.nhs_bodies);
    if (!counted || !year.terms || !year.terms->minimum) return std::nullopt;
    return *counted >= *year.terms->minimum;
}

std::optional<double> beside_services(const PoolYear& year, const AgreementsData& data) {
    for (const auto& place : data.places) {
        if (place.id != year.pool->place_id || place.id.empty() || !year.knows_contributions)
            continue;
        for (const auto& [cost_year, cost] : place.cost_of_services)
            if (cost_year == year.year && cost > Pence())
                return year.planned.nearest_pounds() / cost.nearest_pounds();
    }
    return std::nullopt;
}

// A fund in a year has most columns, and a function of its own.
const store::TableSchema& pools_schema() {
    static const store::TableSchema schema = {
        "pools",
        "each pooled fund in each year: what was put in and spent, and how it changed",
        {{"fund", text, "the fund"},
         {"year", text, "the financial year"},
         {"kind", text, "better-care-fund or other"},
         {"host", text, "the partner who holds it"},
         {"legal_basis", text, "section-75, section-65z6 or other"},
         {"place", text, "the place that it is for"},
         {"governed_by", text, "the committee or body that decides on it"},
         {"agreement", text, "the document that it rests on"},
         {"begins", ColumnType::date, "the first day of the agreement"},
         {"ends", ColumnType::date, "its last day"},
         {"partners", whole, "how many pool"},
         {"planned", money, "what they put in, as planned, in pounds"},
         {"paid", money, "what they put in, in pounds; nothing where one payment is not known"},
         {"mandatory", money, "the part of what is planned that is mandatory, in pounds"},
         {"voluntary", money, "the part that is voluntary, in pounds"},
         {"minimum", money, "the least that the NHS is to put in, in pounds"},
         {"meets_minimum", truth,
          "whether the NHS's part reaches it; on files outside a system, what is mandatory"},
         {"plan", money, "planned spending, in pounds"},
         {"spent", money, "spending, in pounds; nothing where one scheme's is not known"},
         {"difference", money, "spent less planned, in pounds"},
         {"change", money, "planned contributions less those of the year before, in pounds"},
         {"size", text, "unchanged, up, down or not-known beside the year before"},
         {"purpose", text, "unchanged, repurposed or not-known beside the year before"},
         {"purposes", text, "what it is for"},
         {"outcomes", whole, "how many outcomes it is to have"},
         {"outcomes_measured", whole, "how many of them were measured in the year"},
         {"beside_services", number,
          "planned contributions over the cost of the services planned "
          "at its place"}}};
    return schema;
}

}  // namespace

const std::vector<store::TableSchema>& pool_schemas() {
    static const std::vector<store::TableSchema> schemas = {
        pools_schema(),
        {"pool_contributions",
         "what each partner puts into a pooled fund",
         {{"fund", text, "the fund"},
          {"year", text, "the financial year"},
          {"contributor", text, "the partner"},
          {"basis", text, "mandatory or voluntary"},
          {"money", text, "ring-fenced for a national aim, or local"},
          {"planned", money, "in pounds"},
          {"paid", money, "in pounds"},
          {"unpaid", money, "planned less paid, in pounds"}}},
        {"pool_schemes",
         "what each scheme of a pooled fund was to spend and spent",
         {{"fund", text, "the fund"},
          {"year", text, "the financial year"},
          {"scheme", text, "the scheme"},
          {"title", text, "what it is called"},
          {"lead", text, "the partner whose scheme it is"},
          {"purpose", text, "what it is for"},
          {"services", text, "services that it pays for"},
          {"money", text, "ring-fenced or local"},
          {"planned", money, "in pounds"},
          {"spent", money, "in pounds"},
          {"difference", money, "spent less planned, in pounds"}}},
        {"pool_shares",
         "who bears what a pooled fund spent above its plan, and who has what it did not spend",
         {{"fund", text, "the fund"},
          {"year", text, "the financial year"},
          {"side", text, "overspend or underspend"},
          {"form", text, "the form that is agreed"},
          {"kind", text, "partner, carried or scheme"},
          {"to", text, "the partner, next-year, or the scheme"},
          {"amount", money, "in pounds: above nothing is borne, below is given back or kept"},
          {"why", text, "how it follows"}}},
        {"funding_lines",
         "lines of money with an end and conditions of their own",
         {{"line", text, "the line"},
          {"initiative", text, "what it pays for"},
          {"money", text, "ring-fenced for a national aim, or local"},
          {"amount", money, "in pounds"},
          {"begins", ColumnType::date, "its first day"},
          {"ends", ColumnType::date, "its last day"},
          {"recurrent", truth, "whether it comes again"},
          {"conditions", whole, "how many conditions it has; nothing where none is recorded"},
          {"successor", text, "the line that follows"},
          {"delivery_months", whole, "months that are left to deliver after mobilisation"},
          {"lines_of_initiative", whole, "how many lines the initiative rests on"}}}};
    return schemas;
}

store::RowWriter pool_rows(const AgreementsData& data, const RowsWanted& wanted) {
    store::RowWriter rows(pool_schemas()[0]);
    for (const auto& year : data.pool_years) {
        const auto& pool = *year.pool;
        if (!is_wanted(pool, wanted)) continue;
        rows.text(pool.id).text(year.year.text()).text(pool.kind).text(pool.host);
        rows.text(pool.legal_basis).text(pool.place_id).text(pool.governed_by);
        rows.text(pool.agreement).date(pool.period.from).date(pool.period.to);
        rows.whole(static_cast<std::int64_t>(pool.partners.size()));
        // What nobody recorded is not nothing.
        const auto put_in = [&](Pence sum) {
            return year.knows_contributions ? std::optional(sum) : std::nullopt;
        };
        rows.money(put_in(year.planned)).money(year.paid);
        rows.money(put_in(year.mandatory)).money(put_in(year.voluntary));
        rows.money(year.terms ? year.terms->minimum : std::nullopt);
        put(rows, meets_minimum(year, wanted));
        rows.money(year.knows_spending ? std::optional(year.plan) : std::nullopt)
            .money(year.spent)
            .money(year.difference);
        rows.money(year.change).text(year.size).text(year.purpose);
        rows.text(join(year.purposes(), "; "));
        std::int64_t measured = 0;
        for (const auto& outcome : pool.outcomes)
            if (outcome.year == year.year && !outcome.measured.empty()) ++measured;
        rows.whole(static_cast<std::int64_t>(pool.outcomes.size())).whole(measured);
        rows.number(beside_services(year, data));
        rows.end_row();
    }
    return rows;
}

store::RowWriter contribution_rows(const AgreementsData& data, const RowsWanted& wanted) {
    store::RowWriter rows(pool_schemas()[1]);
    for (const auto& year : data.pool_years) {
        if (!is_wanted(*year.pool, wanted)) continue;
        for (const auto* row : year.contributions) {
            rows.text(row->pool).text(row->year.text()).text(row->contributor);
            rows.text(row->basis).text(row->money).money(row->planned).money(row->paid);
            rows.money(row->paid ? Pence::subtract(row->planned, *row->paid) : std::nullopt);
            rows.end_row();
        }
    }
    return rows;
}

store::RowWriter scheme_rows(const AgreementsData& data, const RowsWanted& wanted) {
    store::RowWriter rows(pool_schemas()[2]);
    for (const auto& year : data.pool_years) {
        if (!is_wanted(*year.pool, wanted)) continue;
        for (const auto* row : year.spending) {
            for (const auto& scheme : year.pool->schemes) {
                if (scheme.id != row->scheme) continue;
                rows.text(row->pool).text(row->year.text()).text(scheme.id).text(scheme.title);
                rows.text(scheme.lead).text(scheme.purpose).text(join(scheme.services, "; "));
                rows.text(scheme.money).money(row->planned).money(row->spent);
                rows.money(row->spent ? Pence::subtract(*row->spent, row->planned) : std::nullopt);
                rows.end_row();
            }
        }
    }
    return rows;
}

store::RowWriter share_rows(const AgreementsData& data, const RowsWanted& wanted) {
    store::RowWriter rows(pool_schemas()[3]);
    for (const auto& year : data.pool_years) {
        const auto& pool = *year.pool;
        if (!is_wanted(pool, wanted)) continue;
        for (const auto& part : year.parts) {
            const bool over = *year.difference > Pence();
            rows.text(pool.id).text(year.year.text()).text(over ? "overspend" : "underspend");
            rows.text(over ? to_string(pool.overspend->form)
                      : pool.underspend->use == UnderspendUse::returned
                          ? to_string(pool.underspend->how.form)
                          : to_string(pool.underspend->use));
            rows.text(part.kind).text(part.to).money(part.amount).text(part.why);
            rows.end_row();
        }
    }
    return rows;
}

store::RowWriter funding_rows(const AgreementsData& data, const RowsWanted&) {
    store::RowWriter rows(pool_schemas()[4]);
    for (const auto& line : data.funding) {
        rows.text(line.id).text(line.initiative).text(line.money).money(line.amount);
        rows.date(line.from).date(line.to);
        put(rows, line.recurrent);
        line.says_conditions ? rows.whole(static_cast<std::int64_t>(line.conditions.size()))
                             : rows.gap();
        rows.text(line.successor).whole(months_to_deliver(line));
        std::int64_t lines = 0;
        for (const auto& other : data.funding)
            if (other.initiative == line.initiative) ++lines;
        rows.whole(lines).end_row();
    }
    return rows;
}

}  // namespace concord::agreements
