#include "files/xml_reader.hpp"

#include <libxml/xmlreader.h>

namespace concord::files {
namespace {

std::string_view view_of(const xmlChar* text) {
    return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

int read_part(void* part, char* buffer, int size) {
    auto& source = *static_cast<PackedPart*>(part);
    return static_cast<int>(source.read({buffer, static_cast<std::size_t>(size)}));
}

int close_nothing(void*) {
    return 0;
}

void say_nothing(void*, const char*, xmlParserSeverities, xmlTextReaderLocatorPtr) {}

}  // namespace

struct XmlReader::Handle {
    std::unique_ptr<PackedPart> part;
    xmlTextReader* reader = nullptr;
    bool broken = false;
    bool close_next = false;  // the element that was opened has no content
    ~Handle() { xmlFreeTextReader(reader); }
};

XmlReader::XmlReader(std::unique_ptr<PackedPart> part) : handle_(std::make_unique<Handle>()) {
    handle_->part = std::move(part);
    handle_->reader =
        xmlReaderForIO(read_part, close_nothing, handle_->part.get(), nullptr, nullptr,
                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (handle_->reader)
        xmlTextReaderSetErrorHandler(handle_->reader, say_nothing, nullptr);
    else
        handle_->broken = true;
}

XmlReader::~XmlReader() = default;

XmlReader::Node XmlReader::next() {
    auto& handle = *handle_;
    if (handle.close_next) {
        handle.close_next = false;
        return Node::closed;
    }
    while (!handle.broken) {
        const int status = xmlTextReaderRead(handle.reader);
        if (status != 1) {
            handle.broken = status < 0;
            return Node::end;
        }
        switch (xmlTextReaderNodeType(handle.reader)) {
            case XML_READER_TYPE_ELEMENT:
                handle.close_next = xmlTextReaderIsEmptyElement(handle.reader) == 1;
                return Node::opened;
            case XML_READER_TYPE_END_ELEMENT:
                return Node::closed;
            case XML_READER_TYPE_TEXT:
            case XML_READER_TYPE_CDATA:
            case XML_READER_TYPE_WHITESPACE:
            case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
                return Node::text;
            case XML_READER_TYPE_DOCUMENT_TYPE:
            case XML_READER_TYPE_ENTITY_REFERENCE:
                handle.broken = true;
                break;
            default:
                break;
        }
    }
    return Node::end;
}

std::string_view XmlReader::name() const {
    return view_of(xmlTextReaderConstLocalName(handle_->reader));
}

std::string_view XmlReader::text() const {
    return view_of(xmlTextReaderConstValue(handle_->reader));
}

std::string XmlReader::attribute(std::string_view name) const {
    auto* reader = handle_->reader;
    std::string value;
    int found = xmlTextReaderMoveToFirstAttribute(reader);
    for (; found == 1; found = xmlTextReaderMoveToNextAttribute(reader)) {
        if (view_of(xmlTextReaderConstLocalName(reader)) != name) continue;
        value = view_of(xmlTextReaderConstValue(reader));
        break;
    }
    xmlTextReaderMoveToElement(reader);
    return value;
}

Unpacked XmlReader::outcome() const {
    const auto outcome = handle_->part->outcome();
    if (outcome != Unpacked::whole) return outcome;
    return handle_->broken ? Unpacked::damaged : Unpacked::whole;
}

}  // namespace concord::files
