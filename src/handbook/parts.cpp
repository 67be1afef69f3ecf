#include "handbook/parts.hpp"

#include <algorithm>
#include <optional>

namespace concord::handbook {
namespace {

constexpr std::string_view terms_of_reference = "terms-of-reference";
constexpr std::size_t words_of_a_title = 14;

// The body whose name makes up most of a heading.
BodyNumber body_of_heading(const std::string& heading, Bodies& bodies,
                           const Vocabulary& vocabulary) {
    BodyNumber best = no_body;
    std::size_t longest = 0;
    for (const auto& name : names_in(heading, vocabulary)) {
        if (name.post || name.end - name.begin <= longest) continue;
        const auto body = bodies.add(name);
        if (body == the_board || body == no_body) continue;
        if (bodies[body].kind == BodyClass::outside) continue;
        best = body;
        longest = name.end - name.begin;
    }
    if (best != no_body) return best;
    // Headings in small letters or capitals: a body that is known from elsewhere.
    for (const auto& mention : bodies.in(Words(heading))) {
        const bool usable = mention.body != the_board &&
                            bodies[mention.body].kind != BodyClass::post &&
                            bodies[mention.body].kind != BodyClass::outside;
        if (usable) return mention.body;
    }
    return no_body;
}

// Terms of reference may be those of several: "Terms of reference of the A Board and the B Board".
BodyNumber owners_in_heading(const std::string& heading, Bodies& bodies,
                             const Vocabulary& vocabulary) {
    std::vector<BodyNumber> owners;
    for (const auto& name : names_in(heading, vocabulary)) {
        if (name.post) continue;
        const auto body = bodies.add(name);
        const bool usable = body != the_board && body != no_body &&
                            bodies[body].kind != BodyClass::outside &&
                            std::ranges::find(owners, body) == owners.end();
        if (usable) owners.push_back(body);
    }
    const bool alike = std::ranges::all_of(
        owners, [&](BodyNumber body) { return bodies[body].kind == bodies[owners.front()].kind; });
    return owners.size() > 1 && alike ? bodies.add_group(owners) : no_body;
}

std::string spaced(std::string text) {
    std::ranges::replace(text, '-', ' ');
    std::ranges::replace(text, '_', ' ');
    std::ranges::replace(text, '/', ' ');
    return text;
}

// Cuts one document into parts.
class Cutter {
  public:
    Cutter(const Document& document, std::uint32_t number, Bodies& bodies,
           const Vocabulary& vocabulary, Parts& parts)
        : document_(document),
          number_(number),
          bodies_(bodies),
          vocabulary_(vocabulary),
          parts_(parts) {}

    void run() {
        begin_document();
        auto& where = parts_.documents.emplace_back().part_of_block;
        for (std::uint32_t i = 0; i < document_.blocks.size(); ++i) {
            const auto& block = document_.blocks[i];
            if (block.kind == BlockKind::heading) enter(i);
            where.push_back(open_.back().part);
            for (std::size_t level = 0; level < open_.size(); ++level) {
                const bool counted = level > 0 && open_[level].part == open_[level - 1].part;
                if (!counted) count(parts_.parts[open_[level].part], block);
            }
        }
        while (!open_.empty())
            close(static_cast<std::uint32_t>(document_.blocks.size()));
        find_owners();
    }

  private:
    struct Open {
        int level = 0;
        std::uint32_t part = 0;
        std::string heading;
    };

    // The document as a whole: what its title, its name or its first headings say.
    void begin_document() {
        Part whole;
        whole.document = number_;
        const auto* kind = vocabulary_.document_named(Words(document_.title));
        if (!kind) kind = vocabulary_.document_named(Words(spaced(document_.name)));
        if (kind) whole.kind = kind->id;
        if (whole.kind == terms_of_reference) {
            whole.owner = body_of_heading(document_.title, bodies_, vocabulary_);
        }
        first_part_ = parts_.parts.size();
        parts_.parts.push_back(whole);
        open_.push_back({0, static_cast<std::uint32_t>(parts_.parts.size() - 1), document_.title});
    }

    void enter(std::uint32_t block) {
        const auto& heading = document_.blocks[block];
        while (open_.size() > 1 && open_.back().level >= heading.level)
            close(block);
        const auto outer = parts_.parts[open_.back().part];  // a copy: the vector may grow
        const Words words(heading.text);
        const auto* kind =
            words.size() <= words_of_a_title ? vocabulary_.document_named(words) : nullptr;
        Part part;
        part.document = number_;
        part.first = block;
        part.kind = kind ? kind->id : outer.kind;
        part.owner = outer.owner;
        if (part.kind == terms_of_reference) part.owner = owner_at(heading.text, kind, outer);
        const bool same = part.kind == outer.kind && part.owner == outer.owner;
        if (same) {
            open_.push_back({heading.level, open_.back().part, heading.text});
            return;
        }
        parts_.parts.push_back(part);
        open_.push_back(
            {heading.level, static_cast<std::uint32_t>(parts_.parts.size() - 1), heading.text});
    }

    // Terms of reference belong to the body that their heading names, or a heading above it.
    BodyNumber owner_at(const std::string& heading, const DocumentKind* kind, const Part& outer) {
        const bool names_terms = kind && kind->id == terms_of_reference;
        if (names_terms) {
            const auto owners = owners_in_heading(heading, bodies_, vocabulary_);
            if (owners != no_body) return owners;
        }
        if (names_terms || outer.owner == no_body) {
            const auto named = body_of_heading(heading, bodies_, vocabulary_);
            if (named != no_body) return named;
        }
        if (outer.owner != no_body && !names_terms) return outer.owner;
        for (std::size_t i = open_.size(); i-- > 0;) {
            const auto named = body_of_heading(open_[i].heading, bodies_, vocabulary_);
            if (named != no_body) return named;
        }
        return outer.owner;
    }

    void count(Part& part, const Block& block) const {
        if (block.kind == BlockKind::picture) ++part.pictures;
        if (block.kind == BlockKind::heading || block.kind == BlockKind::picture) return;
        const Words words(block.text);
        part.words += words.size();
        if (words.size() < 25 && vocabulary_.phrases("unfinished").in(words)) {
            part.announced_only = part.words == words.size();
        } else {
            part.announced_only = false;
        }
    }

    void close(std::uint32_t block) {
        auto& part = parts_.parts[open_.back().part];
        part.end = std::max(part.end, block);
        open_.pop_back();
    }

    // Terms of reference without a name in their heading: the first body that they name.
    void find_owners() {
        for (auto p = first_part_; p < parts_.parts.size(); ++p) {
            auto& part = parts_.parts[p];
            const bool open =
                part.kind == terms_of_reference && part.owner == no_body && !holds_other_terms(p);
            if (!open) continue;
            for (auto i = part.first; i < std::min(part.end, part.first + 4); ++i) {
                const auto& block = document_.blocks[i];
                if (block.kind == BlockKind::row || block.kind == BlockKind::picture) continue;
                part.owner = body_of_heading(block.text, bodies_, vocabulary_);
                if (part.owner != no_body) break;
            }
        }
    }

    // Parts stand in the order of their headings, so that what is within one follows it.
    bool holds_other_terms(std::size_t outer) const {
        for (auto i = outer + 1; i < parts_.parts.size(); ++i) {
            if (parts_.parts[i].first >= parts_.parts[outer].end) return false;
            if (parts_.parts[i].kind == terms_of_reference) return true;
        }
        return false;
    }

    const Document& document_;
    std::uint32_t number_;
    Bodies& bodies_;
    const Vocabulary& vocabulary_;
    Parts& parts_;
    std::vector<Open> open_;
    std::size_t first_part_ = 0;  // of this document
};

}  // namespace

Parts find_parts(const std::vector<Document>& documents, Bodies& bodies,
                 const Vocabulary& vocabulary) {
    Parts parts;
    for (std::uint32_t i = 0; i < documents.size(); ++i)
        Cutter(documents[i], i, bodies, vocabulary, parts).run();
    return parts;
}

}  // namespace concord::handbook
