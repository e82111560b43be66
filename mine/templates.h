#pragma once

/// Templates: lines that recur in three items or more, alike but for some values, alone or several in a row.
///
///   "We gave customer #1234 a 20% discount" and two more like it
///     ->  "We gave customer #", slot customer, " a ", slot "percent", " discount" with the values of each
///
/// Lossless: the parts with a source's values are the bytes of its lines; what cannot be shown so is no
/// source. A template is taken when it saves bits (minimum description length, word frequencies of the
/// collection) and at least half of it is constant. Time is linear in the text but for a bounded search over
/// at most `sample` bytes; the answer does not depend on the number of threads.

#include <cstddef>
#include <span>
#include <vector>

#include "mine/template_slots.h"
#include "mine/template_text.h"
#include "models/pattern.h"
#include "models/result.h"

namespace agentops::mine {

struct TemplateOptions {
  unsigned min_items = 3;                       ///< that a template stands in
  unsigned threads = 1;                         ///< changes the time, never the answer
  std::size_t sample = std::size_t{16} << 20U;  ///< bytes of text that templates are looked for in; they are
                                                ///< then found everywhere
  ValueTyper type_of;                           ///< of a whole value
};

/// The templates of `items`, which are sorted by key and none of which is a copy of another: sources by key
/// and line, the largest saving first; ids, names and stages are still to be given. On the way `sections` get
/// their bits_saved, by the lines that their places share. Errors are those of reading.
[[nodiscard]] Result<std::vector<Pattern>> templates_of(std::span<const TextItem> items,
                                                        const SourceReader& read,
                                                        const TemplateOptions& options,
                                                        std::span<Pattern> sections);

}  // namespace agentops::mine
