#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/failure.hpp"
#include "base/text.hpp"
#include "decisions/decisions.hpp"
#include "decisions/json_parts.hpp"
#include "files/digest.hpp"

namespace concord::decisions {
namespace {

Recorded recorded_of(const store::JournalEntry& entry) {
    return {entry.sequence, entry.hash, entry.record.instant, entry.record.key,
            step_from_payload(entry.record.payload)};
}

Decision fold(std::span<const store::JournalEntry> entries) {
    Decision decision;
    for (const auto& entry : entries) {
        try {
            apply(decision, recorded_of(entry));
        } catch (const Json::exception&) {
            throw EnvironmentFailure(
                fmt::format("entry {} of the register cannot be read", entry.sequence),
                "`concord decide DIR verify` says what is wrong with the register");
        }
    }
    return decision;
}

// The step says what it says, whatever is proved about it later: the same file asked for again has
// the same key.
std::string key_of(Step step) {
    step.proof.reset();
    return files::sha256_of_text(payload_of(step));
}

// The parts of a step that follow from what was recorded before: the board of a decider that has
// one, the meeting of the same day, the text that a correction takes the place of.
void complete(Step& step, const Decision* before) {
    if (step.proof && step.proof->boards.size() == 1) {
        for (auto& meeting : step.meetings) {
            if (meeting.board.empty()) meeting.board = step.proof->boards[0].id;
        }
        for (auto& ballot : step.ballots) {
            if (ballot.board.empty()) ballot.board = step.proof->boards[0].id;
        }
    }
    if (!before) return;
    const auto* discussed = before->find(StepKind::discussed);
    const bool same_day = discussed && discussed->step.on == step.on;
    const bool meets = needs_proof(step.kind) && step.kind != StepKind::proposed;
    if (meets && step.meetings.empty() && same_day) step.meetings = discussed->step.meetings;
    if (!step.correction) return;
    auto& correction = *step.correction;
    const auto found = std::ranges::find(before->steps, correction.sequence, &Recorded::sequence);
    if (found == before->steps.end()) return;
    correction.hash = found->hash;
    const auto entry = Json::parse(payload_of(found->step));
    for (auto& field : correction.fields) {
        try {
            field.was = entry.at(Json::json_pointer(field.name)).get<std::string>();
        } catch (const Json::exception&) {
            field.was.clear();  // the judge says that there is no such text
        }
    }
}

std::optional<Decision> decision_of(std::span<const store::JournalEntry> entries) {
    return entries.empty() ? std::nullopt : std::optional(fold(entries));
}

}  // namespace

std::optional<Receipt> Register::record(RecordRequest request, Diagnostics& diagnostics) {
    auto& step = request.input.step;
    const auto key = request.key.empty() ? key_of(step) : request.key;
    const auto given = step;
    constexpr int attempts = 20;  // each one another writer's step came first
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const auto before = decision_of(journal_->read_stream(step.decision));
        if (before) {
            const auto same = std::ranges::find(before->steps, key, &Recorded::key);
            if (same != before->steps.end()) return Receipt{same->sequence, same->hash, true};
        }
        step = given;
        complete(step, before ? &*before : nullptr);
        Judging judging{before ? &*before : nullptr, &step, request.posts, request.input.places};
        judging.recorded_on = Date::parse(request.instant.substr(0, 10));
        judging.replaces_known = !step.proposal || step.proposal->replaces.empty() ||
                                 !journal_->read_stream(step.proposal->replaces).empty();
        if (!judge(judging, diagnostics)) return std::nullopt;
        store::JournalBatch batch;
        batch.records.push_back({request.instant, step.decision, std::string(to_string(step.kind)),
                                 step.by, payload_of(step), key});
        batch.expects.push_back({step.decision, before ? before->last_sequence() : 0});
        const auto result = journal_->append(batch);
        if (result.status == store::AppendStatus::moved_on) continue;
        if (result.entries.empty()) {
            diagnostics.add({"GOV181", request.input.places.of("step"), step.decision,
                             fmt::format("the step cannot be kept: {}", result.problem),
                             "give another key, an instant in UTC, and text in UTF-8"});
            return std::nullopt;
        }
        const bool repeated = result.status == store::AppendStatus::repeated;
        return Receipt{result.entries[0].sequence, result.entries[0].hash, repeated};
    }
    throw EnvironmentFailure(
        fmt::format("others keep recording steps of `{}` at the same time", shown(step.decision)),
        "look at what was recorded, and try again");
}

std::optional<Decision> Register::find(const std::string& id) {
    return decision_of(journal_->read_stream(id));
}

std::vector<Decision> Register::all() {
    std::vector<std::string> order;
    std::map<std::string, std::vector<store::JournalEntry>> streams;
    journal_->scan([&](const store::JournalEntry& entry) {
        auto& stream = streams[entry.record.stream];
        if (stream.empty()) order.push_back(entry.record.stream);
        stream.push_back(entry);
    });
    std::vector<Decision> decisions;
    decisions.reserve(order.size());
    for (const auto& id : order)
        decisions.push_back(fold(streams[id]));
    return decisions;
}

Decision corrected(const Decision& decision) {
    std::map<std::int64_t, Json> payloads;
    for (const auto& recorded : decision.steps)
        payloads[recorded.sequence] = Json::parse(payload_of(recorded.step));
    for (const auto& recorded : decision.steps) {
        if (!recorded.step.correction) continue;
        for (const auto& field : recorded.step.correction->fields) {
            payloads[recorded.step.correction->sequence][Json::json_pointer(field.name)] = field.is;
        }
    }
    Decision result;
    for (auto recorded : decision.steps) {
        recorded.step = step_from_payload(canonical(payloads[recorded.sequence]));
        apply(result, std::move(recorded));
    }
    return result;
}

}  // namespace concord::decisions
