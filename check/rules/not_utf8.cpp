#include "check/rules.h"

namespace agentops::check {

Rule not_utf8() {
  return {
      .card = {
          .id = "AO103",
          .title = "not UTF-8",
          .severity = Severity::Warning,
          .what =
              "Some bytes of the file are no UTF-8: often an old Latin-1 or Windows text. What cannot be read "
              "is shown as U+FFFD.",
          .why =
              "Names and words with such letters are lost to search, and other tools refuse the file or change it "
              "silently.",
          .bad = {},
          .good = {},
          .mend = "save it as UTF-8:  iconv -f WINDOWS-1252 -t UTF-8 FILE > FILE.new"}};
}

}  // namespace agentops::check
