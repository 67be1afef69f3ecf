#include "population/synthetic/synthesise.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>

#include <fmt/format.h>

#include "population/schema.hpp"
#include "population/synthetic/draw.hpp"
#include "store/warehouse.hpp"

namespace concord::population {
namespace {

using store::RowBlock;

constexpr std::array<std::string_view, sexes> sex_words = {"female", "male"};

struct Part {
    std::vector<std::uint32_t> areas;
    std::string suffix;  // "", or "-001"
};

std::vector<Part> parts_of(const SynthesisRequest& request) {
    std::vector<Part> parts;
    std::uint32_t people = 0;
    for (const auto area : request.areas) {
        if (parts.empty() || people >= request.part_people) {
            parts.emplace_back();
            people = 0;
        }
        parts.back().areas.push_back(area);
        people += request.model->areas[area].total();
    }
    if (parts.size() > 1)
        for (std::size_t p = 0; p < parts.size(); ++p)
            parts[p].suffix = fmt::format("-{:03}", p + 1);
    return parts;
}

// The rows of one block on their way into a file.
class Emitting {
  public:
    Emitting(const Model& model, const Block& block) : model_(model), block_(block) {}

    std::size_t people(RowBlock& rows) {
        const auto count = next(block_.people.size());
        auto* person = rows.wholes(0);
        auto* age = rows.wholes(4);
        auto* birth = rows.days(5);
        auto* opt_out = rows.truths(9);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& who = block_.people[at_ + i];
            const auto& area = model_.areas[who.area];
            person[i] = person_number(area, who.place);
            rows.text(1, i, area.code);
            rows.text(2, i, model_.small_layer);
            code(rows, 3, i, model_.practices, who.practice);
            age[i] = who.age;
            birth[i] = who.birth;
            rows.text(6, i, sex_words[who.sex]);
            code(rows, 7, i, model_.ethnicities, who.ethnicity);
            rows.gap(8, i);
            opt_out[i] = who.opt_out;
        }
        at_ += count;
        return count;
    }

    std::size_t conditions(RowBlock& rows) {
        const auto count = next(block_.conditions.size());
        auto* person = rows.wholes(0);
        auto* onset = rows.days(3);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& one = block_.conditions[at_ + i];
            const auto& condition = model_.conditions[one.condition];
            person[i] = number(one.person);
            rows.text(1, i, condition.scheme);
            rows.text(2, i, condition.code);
            onset[i] = one.onset;
        }
        at_ += count;
        return count;
    }

    std::size_t contacts(RowBlock& rows) {
        const auto count = next(block_.contacts.size());
        auto* person = rows.wholes(0);
        auto* day = rows.days(2);
        auto* contacts = rows.wholes(4);
        auto* cost = rows.pence(5);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& one = block_.contacts[at_ + i];
            const auto& service = model_.services[one.service];
            person[i] = number(one.person);
            rows.text(1, i, service.kind);
            day[i] = one.day;
            code(rows, 3, i, service.at_practice ? model_.practices : model_.providers,
                 one.provider);
            contacts[i] = one.contacts;
            cost[i] = service.pence * one.contacts;
        }
        at_ += count;
        return count;
    }

    std::size_t waits(RowBlock& rows) {
        const auto count = next(block_.waits.size());
        auto* person = rows.wholes(0);
        auto* pathway = rows.wholes(1);
        auto* start = rows.days(4);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& one = block_.waits[at_ + i];
            person[i] = number(one.person);
            pathway[i] = person[i] * 10 + one.place;
            rows.text(2, i, model_.specialties[one.specialty]);
            code(rows, 3, i, model_.providers, one.provider);
            start[i] = one.start;
            rows.gap(5, i);
        }
        at_ += count;
        return count;
    }

    void restart() { at_ = 0; }

  private:
    std::size_t next(std::size_t rows) const { return std::min(RowBlock::capacity(), rows - at_); }
    std::int64_t number(std::uint32_t person) const {
        const auto& who = block_.people[person];
        return person_number(model_.areas[who.area], who.place);
    }
    static void code(RowBlock& rows, std::size_t column, std::size_t row,
                     const std::vector<std::string>& codes, std::uint32_t which) {
        if (which < codes.size()) {
            rows.text(column, row, codes[which]);
        } else {
            rows.gap(column, row);
        }
    }

    const Model& model_;
    const Block& block_;
    std::size_t at_ = 0;
};

class Worker {
  public:
    Worker(const SynthesisRequest& request, const std::optional<std::string>& memory)
        : request_(request), warehouse_(store::Warehouse::in_memory({1, memory, false})) {}

    void make(const Part& part, Synthesised& sums) {
        block_.clear();
        for (const auto area : part.areas) {
            request_.cancel->check();
            draw_area(*request_.model, area, block_);
        }
        Emitting emitting(*request_.model, block_);
        using Emit = std::size_t (Emitting::*)(RowBlock&);
        const std::array<std::pair<const char*, Emit>, 4> tables = {
            {{"people", &Emitting::people},
             {"conditions", &Emitting::conditions},
             {"contacts", &Emitting::contacts},
             {"waiting_list", &Emitting::waits}}};
        for (const auto& [name, emit] : tables) {
            request_.cancel->check();
            emitting.restart();
            const auto file = fmt::format("{}{}.parquet", name, part.suffix);
            const auto how = emit;
            warehouse_.write_parquet(
                extract_table(name).schema_without_linking(),
                [&emitting, how](RowBlock& rows) { return (emitting.*how)(rows); },
                request_.folder / file);
            sums.files.push_back(file);
        }
        sums.areas += static_cast<std::int64_t>(part.areas.size());
        sums.people += static_cast<std::int64_t>(block_.people.size());
        sums.conditions += static_cast<std::int64_t>(block_.conditions.size());
        sums.contacts += static_cast<std::int64_t>(block_.contacts.size());
        sums.waits += static_cast<std::int64_t>(block_.waits.size());
    }

  private:
    const SynthesisRequest& request_;
    store::Warehouse warehouse_;
    Block block_;
};

void add(Synthesised& all, const Synthesised& some) {
    all.areas += some.areas;
    all.people += some.people;
    all.conditions += some.conditions;
    all.contacts += some.contacts;
    all.waits += some.waits;
    all.files.insert(all.files.end(), some.files.begin(), some.files.end());
}

// A worker holds its part in memory and a database beside it, each with half of its share of the
// limit; fewer work where a share would not be enough for a part.
std::size_t workers_for(const SynthesisRequest& request, std::size_t parts) {
    constexpr double bytes_a_person = 250;  // with all that is drawn of one, and room to grow
    auto workers = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(request.threads, 1)),
                                           1, std::max<std::size_t>(parts, 1));
    const auto limit = store::bytes_of_memory(request.memory);
    while (limit && workers > 1 &&
           *limit / static_cast<double>(workers) < 2 * bytes_a_person * request.part_people)
        --workers;
    return workers;
}

// Workers take the next part until there is none; the first failure stops them all.
class Crew {
  public:
    Crew(const SynthesisRequest& request, const std::vector<Part>& parts)
        : request_(request),
          parts_(parts),
          workers_(workers_for(request, parts.size())),
          memory_(store::part_of_memory(request.memory, 0.5 / static_cast<double>(workers_))) {}

    Synthesised work() {
        std::vector<std::thread> threads;
        for (std::size_t w = 1; w < workers_; ++w)
            threads.emplace_back([this] { one(); });
        one();
        for (auto& thread : threads)
            thread.join();
        if (problem_) std::rethrow_exception(problem_);
        std::ranges::sort(all_.files);
        return std::move(all_);
    }

  private:
    void one() {
        Synthesised sums;
        try {
            Worker worker(request_, memory_);
            for (auto part = next_++; part < parts_.size() && !failed_; part = next_++) {
                worker.make(parts_[part], sums);
                request_.progress->advance(parts_[part].suffix);
            }
        } catch (...) {
            const std::lock_guard hold(lock_);
            failed_ = true;
            if (!problem_) problem_ = std::current_exception();
        }
        const std::lock_guard hold(lock_);
        add(all_, sums);
    }

    const SynthesisRequest& request_;
    const std::vector<Part>& parts_;
    std::size_t workers_;
    std::optional<std::string> memory_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> failed_{false};
    std::mutex lock_;
    std::exception_ptr problem_;
    Synthesised all_;
};

}  // namespace

Synthesised synthesise(const SynthesisRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    const auto parts = parts_of(request);
    request.progress->begin("making people", parts.size());
    auto made = Crew(request, parts).work();
    request.progress->end();
    made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return made;
}

}  // namespace concord::population
