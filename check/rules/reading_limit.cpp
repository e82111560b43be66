#include "check/rules.h"

namespace agentops::check {

Rule reading_limit() {
  return {
      .card = {
          .id = "AO109",
          .title = "a limit of reading was reached",
          .severity = Severity::Note,
          .what =
              "The file is nested so deeply, or has so much in one piece, that it was read line by line: headings, "
              "fences and lists are found, finer shapes are not.",
          .why = "What is said about this file is less complete than about others.",
          .bad = {},
          .good = {},
          .mend = "split the file, or take out what a program has generated"}};
}

}  // namespace agentops::check
