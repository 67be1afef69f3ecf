#include "handbook/claims/context.hpp"

#include <algorithm>

namespace concord::handbook {

bool is_all_of(const PhraseSet& set, const Words& words) {
    const auto found = set.find(words);
    return found && found->first == 0 && found->count == words.size();
}

Words beside_names(const Words& words, const std::vector<BodyMention>& bodies) {
    auto result = words;
    for (const auto& mention : bodies) {
        if (mention.body == the_board || mention.count < 2) continue;
        for (auto i = mention.first; i < mention.end(); ++i)
            result.blot_out(i);
    }
    return result;
}

Words beside_names(const std::string& text, const Bodies& bodies) {
    const Words words(text);
    return beside_names(words, bodies.in(words));
}

std::optional<Match> find_beside_names(const PhraseSet& set, const Words& words,
                                       const std::vector<BodyMention>& bodies) {
    return set.find(beside_names(words, bodies));
}

Context context_in(const std::string& text, const Reading& reading) {
    Context context;
    const auto& vocabulary = *reading.vocabulary;
    const Words words(text);
    const auto bodies = reading.bodies.in(words);
    if (vocabulary.phrases("reserves").in(words)) {
        context.reserved = true;
        return context;
    }
    const auto delegates = find_beside_names(vocabulary.phrases("delegates"), words, bodies);
    const auto add = [&](BodyNumber body) {
        const bool new_one = std::ranges::find(context.holders, body) == context.holders.end();
        if (new_one && reading.bodies[body].kind != BodyClass::outside)
            context.holders.push_back(body);
    };
    for (const auto& mention : bodies) {
        if (mention.body == the_board) continue;
        const bool receives = delegates && mention.first + mention.count > delegates->first;
        // "Audit Committee" as a heading of its own; "The Audit Committee may:" before a list.
        const bool alone = mention.count + 3 >= words.size();
        if (receives || alone || text.ends_with(':')) add(mention.body);
    }
    return context;
}

Context context_of(const Statement& statement, const Reading& reading) {
    if (!statement.lead.empty()) {
        auto context = context_in(statement.lead, reading);
        if (!context.empty()) return context;
    }
    return context_in(statement.heading, reading);
}

}  // namespace concord::handbook
