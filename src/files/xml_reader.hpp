// XML of a packed file, read from front to back: no tree, no network, no entities from outside, and
// no document type, behind which an attack on memory could stand.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "files/packed_file.hpp"

namespace concord::files {

class XmlReader {
  public:
    explicit XmlReader(std::unique_ptr<PackedPart> part);
    ~XmlReader();
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    enum class Node { opened, closed, text, end };
    // The next opening or closing of an element, or text. An element without content is opened and
    // closed. `end` after the last node, and where the text is broken.
    Node next();

    std::string_view name() const;  // of the element, without its prefix
    std::string_view text() const;
    // The value of an attribute by its name without prefix; empty where there is none.
    std::string attribute(std::string_view name) const;

    // How it went: whole, or why it ended before its end.
    Unpacked outcome() const;

  private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace concord::files
