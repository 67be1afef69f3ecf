// What the styles of a word processor's file mean: headings by level, lists, tables of contents.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace concord::handbook {

struct DocxStyle {
    int level = 0;       // of a heading; 0: none
    bool title = false;  // of the document: above every heading
    bool list = false;
    bool contents = false;
};

class DocxStyles {
  public:
    explicit DocxStyles(const std::string& xml);  // word/styles.xml; may be empty

    DocxStyle of(const std::string& id) const;

  private:
    std::map<std::string, DocxStyle> by_id_;
};

}  // namespace concord::handbook
