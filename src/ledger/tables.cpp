// The tables of the books.
#include <algorithm>
#include <map>

#include "ledger/commitments.hpp"
#include "ledger/ledger.hpp"

namespace concord::ledger {
namespace {

constexpr auto text = ColumnType::text;
constexpr auto money = ColumnType::money;

const store::TableSchema& flows_schema() {
    static const store::TableSchema schema = {
        "flows",
        "money from account to account, as planned and as paid",
        {{"year", text, "the financial year"},
         {"from", text, "the account that pays"},
         {"to", text, "the account that is paid"},
         {"purpose", text, "what for"},
         {"basis", text, "plan or actual"},
         {"amount", money, "what was posted less corrections, in pounds"}}};
    return schema;
}

const store::TableSchema& accounts_schema() {
    static const store::TableSchema schema = {
        "accounts",
        "where money can be",
        {{"id", text, "the account"},
         {"name", text, "its name"},
         {"kind", text, "its kind, of catalogue/ledger/account_kinds.csv"},
         {"part_of", text, "the account that it is part of"},
         {"body", text, "the body that holds it"},
         {"fund", text, "revenue or capital"}}};
    return schema;
}

const store::TableSchema& transfers_schema() {
    static const store::TableSchema schema = {
        "transfers",
        "the journal: every transfer that stands",
        {{"id", text, "the transfer"},
         {"year", text, "the financial year"},
         {"date", ColumnType::date, "the day"},
         {"basis", text, "plan or actual"},
         {"step", text, "what the row does: pending, posted, posting, voiding or correction"},
         {"state", text, "where it stands in the end: pending, posted or voided"},
         {"from", text, "the account that pays"},
         {"to", text, "the account that is paid"},
         {"amount", money, "pounds"},
         {"purpose", text, "what for"},
         {"of", text, "the transfer that it posts, voids or corrects"},
         {"out_of", text, "the transfer out of which it is paid on"},
         {"entry", text, "the entry with which it stands or falls"},
         {"decision", text, "the decision that authorised it"},
         {"approver", text, "whose approval it waits for"},
         {"file", text, "the file"},
         {"line", ColumnType::whole_number, "the line"}}};
    return schema;
}

const store::TableSchema& balances_schema() {
    static const store::TableSchema schema = {
        "balances",
        "what each account has in each year: received = passed on + spent + left",
        {{"year", text, "the financial year"},
         {"account", text, "the account"},
         {"name", text, "its name"},
         {"kind", text, "its kind"},
         {"part_of", text, "the account that it is part of"},
         {"plan_received", money, "what it is to receive, in pounds"},
         {"plan_passed_on", money, "what it is to pass on, in pounds"},
         {"plan_spent", money, "what it is to spend, in pounds"},
         {"plan", money, "what the plan leaves it, in pounds"},
         {"received", money, "what it received, in pounds"},
         {"passed_on", money, "what it passed on, in pounds"},
         {"spent", money, "what it spent, in pounds"},
         {"pending", money, "what is set aside for it, less what it set aside, in pounds"},
         {"posted", money, "what is left, in pounds"},
         {"difference", money, "what is left beyond the plan, in pounds"},
         {"tree_plan", money, "what the plan leaves it and all below it, in pounds"},
         {"tree_pending", money, "pending with all below it, in pounds"},
         {"tree_posted", money, "what is left with all below it, in pounds"},
         {"tree_difference", money, "the same beyond the plan, in pounds"},
         {"closing", money, "what is left of this and all earlier years, in pounds"}}};
    return schema;
}

const store::TableSchema& commitments_schema() {
    static const store::TableSchema schema = {
        "commitments",
        "what is left of what a body is allocated after what is committed",
        {{"year", text, "the financial year"},
         {"account", text, "the account of the body"},
         {"basis", text, "plan or actual"},
         {"allocation", money, "what came from the centre, in pounds"},
         {"committed", money, "contracts, prescribing and the like, in pounds"},
         {"discretionary", money, "what is left to decide on, in pounds"},
         {"discretionary_share", ColumnType::number, "the same as a share of the allocation"}}};
    return schema;
}

const store::TableSchema& audit_schema() {
    static const store::TableSchema schema = {
        "audit",
        "balances that are not what the journal gives",
        {{"year", text, "the financial year"},
         {"account", text, "the account"},
         {"figure", text, "the column of the table balances"},
         {"held", money, "what is held, in pounds"},
         {"derived", money, "what the journal gives, in pounds"},
         {"difference", money, "held less derived, in pounds"}}};
    return schema;
}

store::RowWriter account_rows(const Books& books) {
    store::RowWriter rows(accounts_schema());
    for (const auto& account : books.accounts()) {
        rows.text(account.id).text(account.name).text(account.kind);
        const bool has_parent = account.parent != nothing;
        rows.text(has_parent ? books.accounts()[account.parent].id : std::string());
        rows.text(account.body).text(account.fund);
        rows.end_row();
    }
    return rows;
}

store::RowWriter transfer_rows(const Books& books) {
    store::RowWriter rows(transfers_schema());
    const auto transfers = books.transfers();
    const auto states = books.states();
    const auto id_of = [&](TransferNumber number) -> std::string_view {
        return number == nothing ? std::string_view() : transfers[number].id;
    };
    for (std::size_t i = 0; i < transfers.size(); ++i) {
        const auto& row = transfers[i];
        const auto& note = books.note(row);
        const auto place = books.place(row);
        rows.text(row.id).text(books.years()[row.year]).date(row.date);
        rows.text(to_string(row.basis)).text(to_string(row.step)).text(to_string(states[i]));
        rows.text(books.from(row).id).text(books.to(row).id).money(row.amount);
        rows.text(books.purpose(row)).text(id_of(row.of)).text(id_of(row.out_of));
        rows.text(note.entry).text(note.decision).text(note.approver);
        rows.text(place.file).whole(std::int64_t{place.line});
        rows.end_row();
    }
    return rows;
}

store::RowWriter commitment_rows(const LedgerData& data) {
    store::RowWriter rows(commitments_schema());
    for (const auto& row : commitments_of(data)) {
        rows.text(data.books.years()[row.year]).text(data.books.accounts()[row.account].id);
        rows.text(to_string(row.basis)).money(row.allocation).money(row.committed);
        rows.money(row.discretionary()).number(row.share());
        rows.end_row();
    }
    return rows;
}

}  // namespace

std::span<const store::TableSchema> table_schemas() {
    static const std::vector<store::TableSchema> schemas = {flows_schema(), accounts_schema(),
                                                            transfers_schema(), balances_schema(),
                                                            commitments_schema()};
    return schemas;
}

store::RowWriter flow_rows(const Books& books) {
    store::RowWriter rows(flows_schema());
    for (const auto& flow : flows_of(books)) {
        rows.text(books.years()[flow.year]);
        rows.text(books.accounts()[flow.from].id).text(books.accounts()[flow.to].id);
        rows.text(books.purpose(flow.purpose)).text(to_string(flow.basis)).money(flow.amount);
        rows.end_row();
    }
    return rows;
}

store::RowWriter balance_rows(const Books& books) {
    store::RowWriter rows(balances_schema());
    const auto minus = [](Pence a, Pence b) { return Pence(a.count() - b.count()); };
    for (const auto& row : balances_of(books)) {
        const auto& account = books.accounts()[row.account];
        const bool has_parent = account.parent != nothing;
        rows.text(books.years()[row.year]).text(account.id).text(account.name).text(account.kind);
        rows.text(has_parent ? books.accounts()[account.parent].id : std::string());
        rows.money(row.plan.received).money(row.plan.passed_on).money(row.plan.spent);
        rows.money(row.plan.left).money(row.actual.received).money(row.actual.passed_on);
        rows.money(row.actual.spent).money(row.pending).money(row.actual.left);
        rows.money(minus(row.actual.left, row.plan.left)).money(row.tree_plan);
        rows.money(row.tree_pending).money(row.tree_actual);
        rows.money(minus(row.tree_actual, row.tree_plan)).money(row.closing);
        rows.end_row();
    }
    return rows;
}

store::RowWriter audit_rows(const Audit& audit) {
    store::RowWriter rows(audit_schema());
    for (const auto& row : audit.differences) {
        rows.text(row.year).text(row.account).text(row.figure).money(row.held).money(row.derived);
        rows.money(row.difference).end_row();
    }
    return rows;
}

void write_ledger(const LedgerStage& stage, store::Warehouse& warehouse,
                  const CancelToken& cancel) {
    const auto& books = stage.data->books;
    warehouse.write(flow_rows(books));
    cancel.check();
    warehouse.write(account_rows(books));
    warehouse.write(transfer_rows(books));
    cancel.check();
    warehouse.write(balance_rows(books));
    warehouse.write(commitment_rows(*stage.data));
}

}  // namespace concord::ledger
