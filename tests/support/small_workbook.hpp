// A workbook from the XML of the rows of its one sheet.
#pragma once

#include <map>
#include <string>

#include "support/small_docx.hpp"

namespace concord::support {

inline std::map<std::string, std::string> workbook_parts(const std::string& rows,
                                                         const std::string& shared = "",
                                                         const std::string& behind = "") {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    std::string links = R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" )"
                        R"(Target="worksheets/sheet1.xml"/>)";
    std::map<std::string, std::string> parts;
    if (!shared.empty()) {
        links += R"(<Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/>)";
        parts["xl/sharedStrings.xml"] = head + "<sst>" + shared + "</sst>";
    }
    parts["_rels/.rels"] = head + R"(<Relationships><Relationship Id="a" Type="x/officeDocument" )"
                                  R"(Target="xl/workbook.xml"/></Relationships>)";
    parts["xl/_rels/workbook.xml.rels"] = head + links + "</Relationships>";
    parts["xl/workbook.xml"] = head + R"(<workbook xmlns:r="r"><sheets><sheet name="Payments" )"
                                      R"(sheetId="1" r:id="rId1"/></sheets></workbook>)";
    parts["xl/worksheets/sheet1.xml"] =
        head + "<worksheet><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>";
    return parts;
}

// An OpenDocument spreadsheet from the XML of its tables; the style `off` hides a table.
inline std::map<std::string, std::string> open_document_parts(const std::string& tables) {
    return {
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
        {"content.xml",
         R"(<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" )"
         R"(xmlns:style="s" xmlns:table="t" xmlns:text="x"><office:automatic-styles><style:style )"
         R"(style:name="off" style:family="table"><style:table-properties table:display="false"/>)"
         R"(</style:style></office:automatic-styles><office:body><office:spreadsheet>)" +
             tables + "</office:spreadsheet></office:body></office:document-content>"}};
}

}  // namespace concord::support
