// The tables `handbook_variables` and `handbook_counts`: their one writer.
#include "governance/governance_tables.hpp"
#include "governance/handbook_counts.hpp"

namespace concord::governance {
namespace {

using store::RowWriter;

// Handbooks are published by boards of integrated care.
constexpr std::string_view board_kind = "integrated-care-board";

void add_row(const HandbookVariables& board, const Holder& holder, RowWriter& out) {
    out.text(holder.id).text(holder.name).truth(board.has_scheme).truth(board.names_abolished);
    out.truth(board.gives_places);
    board.places ? out.whole(*board.places) : out.gap();
    out.text(to_string(board.place_form)).truth(board.place_functions);
    out.text(to_string(board.place_commissioning)).truth(board.place_individuals);
    out.truth(board.collaborative_committee).truth(board.inequalities_committee);
    out.truth(board.inequalities_individual);
    out.whole(static_cast<std::int64_t>(board.external_delegations));
    out.truth(board.mentions_primary_delegated).truth(board.specialised_delegated);
    out.end_row();
}

}  // namespace

void write_handbook_tables(const GovernanceStage& stage, store::Warehouse& warehouse) {
    const auto& scheme = stage.data->scheme;
    const HolderIndex holders(scheme);
    const auto day = stage.context.as_at;
    const auto boards = handbook_variables(stage.data->law, scheme, holders, board_kind, day);
    RowWriter variables(schema_of("handbook_variables"));
    for (const auto& board : boards)
        add_row(board, holders.holder(board.board), variables);
    warehouse.write(variables);
    RowWriter counts(schema_of("handbook_counts"));
    if (!boards.empty()) {
        for (const auto& count : handbook_counts(boards, scheme, holders, day)) {
            counts.text(count.requirement).text(count.meaning).whole(count.count);
            count.of > 0 ? counts.whole(count.of) : counts.gap();
            counts.end_row();
        }
    }
    warehouse.write(counts);
}

}  // namespace concord::governance
