#pragma once

/// Which words say what an item is about, and which only what kind of item it is or how well it is made.
///
///   names_subject("invoice")  -> true
///   names_subject("agent"), names_subject("comprehensive"), names_subject("ensuring"), names_subject("2024")
///                             -> false
///
/// The list is of plain English: kinds of items, people who do the work, praise, verbs of instruction, parts
/// of a document. It knows no field.

#include <string_view>

namespace agentops::text {

/// True for a lower-case word that may stand in the name of a subject.
[[nodiscard]] bool names_subject(std::string_view lower_case_word);

}  // namespace agentops::text
