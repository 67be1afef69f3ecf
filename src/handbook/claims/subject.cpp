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

namespace {

// "The Committee …", "It …" in a body's own terms of reference.
bool begins_with_owner(const Statement& sentence, const Bodies& bodies) {
    const auto& words = sentence.words;
    if (sentence.part->owner == no_body || words.size() < 3) return false;
    std::size_t at = 0;
    while (at < 2 && words[at].lower.find_first_not_of("0123456789") == std::string::npos)
        ++at;  // the number of the clause
    if (words[at].lower == "it") return true;
    if (words[at].lower != "the" && words[at].lower != "this") return false;
    const auto& noun = words[at + 1].lower;
    const auto& owner = bodies[sentence.part->owner].words;
    const bool alone = noun == owner.back() || noun == "committee" || noun == "subcommittee";
    const bool named = !sentence.bodies.empty() && sentence.bodies.front().first <= at + 1 &&
                       sentence.bodies.front().body != the_board;
    return alone && !named;
}

}  // namespace

BodyNumber subject_before(const Statement& sentence, std::size_t word, const Bodies& bodies) {
    constexpr std::size_t beginning = 3;
    const auto owner = sentence.part->owner;
    if (begins_with_owner(sentence, bodies)) return owner;
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
