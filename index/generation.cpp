#include "index/generation.h"

#include <sstream>

#include <fmt/format.h>

#include "index/failure.h"
#include "text/hash.h"

namespace agentops::index {
namespace {

constexpr std::string_view magic = "agentops-index";
constexpr std::string_view sum_word = "sum ";
constexpr std::string_view seal_word = "seal ";

/// The sum is of lines and seal: it tells damage from a whole description that somebody else has sealed.
std::string end_of(std::string_view lines, std::string_view seal) {
  const std::string sealed = fmt::format("{}{}\n", seal_word, seal);
  return fmt::format("{}{}{:016x}\n", sealed, sum_word, text::quick_hash(std::string(lines) + sealed));
}

Error other_version() {
  return {.kind = ErrorKind::Invalid,
          .code = "E-INDEX-VERSION",
          .message = "the search index was made by another version of agentops",
          .hint = "run the command again: it builds the index anew",
          .where = {}};
}

Error foreign() {
  return {.kind = ErrorKind::Invalid,
          .code = "E-INDEX-FOREIGN",
          .message = "the search index was made by another user or on another machine",
          .hint = "run the command again: it builds the index anew",
          .where = {}};
}

}  // namespace

std::string write_generation(const Generation& generation, const text::Secret& secret) {
  std::string lines = fmt::format("{}\nschema {}\nentries {}\ngeneration {}\nkey {}\ndocuments {}\n", magic,
                                  generation.schema, generation.entries, generation.name,
                                  text::hex(generation.key), generation.documents);
  for (const StoredFile& file : generation.files)
    lines += fmt::format("file {} {} {} {}\n", file.name, file.size, text::hex(file.digest), file.changed);
  return lines + end_of(lines, text::hex(text::seal(secret, lines)));
}

Result<Generation> read_generation(std::string_view bytes, const text::Secret& secret) {
  constexpr std::size_t seal_digits = 64;
  const std::size_t seal_line = bytes.rfind(seal_word);
  if (seal_line == std::string_view::npos) return fail(damaged("its description is cut"));
  const std::string_view lines = bytes.substr(0, seal_line);
  const std::string_view sealed = bytes.substr(seal_line + seal_word.size(), seal_digits);
  if (bytes.substr(seal_line) != end_of(lines, sealed)) return fail(damaged("its description has changed"));
  if (sealed != text::hex(text::seal(secret, lines))) return fail(foreign());

  // The seal holds, so this is what some version of the program wrote for this user.
  Generation generation;
  std::istringstream words{std::string(lines)};
  std::string word;
  std::string hexadecimal;
  std::string digest;
  words >> word >> word >> generation.schema >> word >> generation.entries;
  if (generation.schema != schema_version || generation.entries != entry_version)
    return fail(other_version());
  words >> word >> generation.name >> word >> hexadecimal >> word >> generation.documents;
  generation.key = text::digest_from_hex(hexadecimal).value_or(Digest{});
  for (StoredFile file; words >> word >> file.name >> file.size >> digest >> file.changed;) {
    file.digest = text::digest_from_hex(digest).value_or(Digest{});
    generation.files.push_back(file);
  }
  return generation;
}

}  // namespace agentops::index
