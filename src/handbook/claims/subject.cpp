#include "handbook/claims/claims.hpp"

namespace concord::handbook {

bool can_be_constituted(const Body& body) {
    return body.kind != BodyClass::board && body.kind != BodyClass::post &&
           body.kind != BodyClass::outside;
}

std::optional<BodyMention> subject_of_row(const Statement& row, const Bodies& bodies) {
    for (const auto& cell : row.cells) {
        for (const auto& mention : cell.bodies) {
            const bool most_of_cell = mention.count * 10 >= cell.words.size() * 6;
            if (most_of_cell && can_be_constituted(bodies[mention.body])) return mention;
        }
    }
    return std::nullopt;
}

BodyNumber subject_before(const Statement& sentence, std::size_t word, const Bodies& bodies) {
    constexpr std::size_t beginning = 3;
    const auto owner = sentence.part->owner;
    BodyNumber subject = no_body;
    for (const auto& mention : sentence.bodies) {
        if (mention.first >= word) break;
        if (!can_be_constituted(bodies[mention.body])) continue;
        subject = bodies.as_meant_for(mention.body, owner);
        // What a sentence begins with it is about, whatever it names on the way.
        if (mention.first <= beginning) break;
    }
    return subject != no_body ? subject : owner;
}

}  // namespace concord::handbook
