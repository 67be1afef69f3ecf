// The holders of a scheme while it is read: the system's own bodies, the committees and posts of
// its files, and those bodies of the open data that the files name.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "governance/scheme.hpp"
#include "governance/tree.hpp"
#include "registry/registry_data.hpp"

namespace concord::governance {

class HolderRegister {
  public:
    // All must outlive the register.
    HolderRegister(const registry::RegistryData& registry,
                   std::span<const registry::BodyKind> kinds, const Tree& places);

    // The number of the holder; a body of the open data becomes a holder when it is first asked
    // for.
    std::optional<std::size_t> find(std::string_view id);
    Holder& at(std::size_t number) { return holders_[number]; }
    std::size_t size() const { return holders_.size(); }

    // False where the id stands already.
    bool add(Holder holder);

    // Ids to guess from: those that stand in the system's own files.
    std::vector<std::string> ids() const;

    std::vector<Holder> take() { return std::move(holders_); }

  private:
    Holder holder_of(const registry::Body& body) const;

    const registry::RegistryData& registry_;
    std::span<const registry::BodyKind> kinds_;
    const Tree& places_;
    std::map<std::string_view, const registry::Body*> bodies_;
    std::vector<Holder> holders_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
};

// Where a body acts: nodes of the tree of places; empty means everywhere. A body of which nothing
// says where it acts gets `nowhere`, which is no node, so that it decides nowhere.
std::vector<std::string> area_of(const registry::Body& body, const registry::RegistryData& registry,
                                 std::span<const registry::BodyKind> kinds, const Tree& places);

}  // namespace concord::governance
