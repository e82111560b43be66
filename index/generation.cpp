#include "index/generation.h"

#include <sstream>

#include <fmt/format.h>

#include "index/failure.h"
#include "text/hash.h"

namespace agentops::index {
namespace {

constexpr std::string_view magic = "agentops-index";
constexpr std::string_view sum_word = "sum ";

std::string sum_of(std::string_view lines) { return fmt::format("{:016x}", text::quick_hash(lines)); }

Error other_version() {
  return {.kind = ErrorKind::Invalid,
          .code = "E-INDEX-VERSION",
          .message = "the search index was made by another version of agentops",
          .hint = "run the command again: it builds the index anew",
          .where = {}};
}

}  // namespace

std::string write_generation(const Generation& generation) {
  std::string lines = fmt::format("{}\nschema {}\nentries {}\ngeneration {}\nkey {}\ndocuments {}\n", magic,
                                  generation.schema, generation.entries, generation.name,
                                  text::hex(generation.key), generation.documents);
  for (const StoredFile& file : generation.files)
    lines += fmt::format("file {} {} {:016x} {}\n", file.name, file.size, file.hash, file.changed);
  return lines + fmt::format("{}{}\n", sum_word, sum_of(lines));
}

Result<Generation> read_generation(std::string_view bytes) {
  const std::size_t sum_line = bytes.rfind(sum_word);
  if (sum_line == std::string_view::npos) return fail(damaged("its description is cut"));
  const std::string_view lines = bytes.substr(0, sum_line);
  if (bytes.substr(sum_line) != fmt::format("{}{}\n", sum_word, sum_of(lines)))
    return fail(damaged("its description has changed"));

  // The sum holds, so this is what some version of the program wrote.
  Generation generation;
  std::istringstream words{std::string(lines)};
  std::string word;
  std::string hexadecimal;
  words >> word >> word >> generation.schema >> word >> generation.entries;
  if (generation.schema != schema_version || generation.entries != entry_version)
    return fail(other_version());
  words >> word >> generation.name >> word >> hexadecimal >> word >> generation.documents;
  generation.key = text::digest_from_hex(hexadecimal).value_or(Digest{});
  for (StoredFile file;
       words >> word >> file.name >> file.size >> std::hex >> file.hash >> std::dec >> file.changed;)
    generation.files.push_back(file);
  return generation;
}

}  // namespace agentops::index
