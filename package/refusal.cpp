// The headers are read raw, without a library, for two reasons: what libarchive makes of a header is no
// longer what the header said, and a judge must not trust what it judges. Whatever passes here is read by
// libarchive and written again, and that comparison decides; this file finds the words.

#include "package/refusal.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <string>

#include <fmt/format.h>

#include "package/layout.h"
#include "package/ustar.h"
#include "text/escape.h"

namespace agentops::package {
namespace {

constexpr std::uint64_t longest_extension = 64U << 10;

/// Bits of a mode that no file of a package has: set-user-ID, set-group-ID, sticky.
constexpr std::uint64_t special_bits = 07000;

struct Fault {
  std::string_view code;
  std::string why;
};

using MaybeFault = std::optional<Fault>;

/// One header, as it is written.
struct Header {
  std::string_view block;

  [[nodiscard]] std::string_view field(std::size_t at, std::size_t size) const {
    const auto whole = block.substr(at, size);
    return whole.substr(0, std::min(whole.find('\0'), size));
  }
  [[nodiscard]] char type() const { return block[156]; }
  [[nodiscard]] std::string path() const {
    const auto prefix = block.substr(257, 5) == "ustar" ? field(345, 155) : std::string_view{};
    return prefix.empty() ? std::string(field(0, 100)) : fmt::format("{}/{}", prefix, field(0, 100));
  }
};

/// Octal digits, with blanks around them; nothing for any other text.
std::optional<std::uint64_t> octal(std::string_view field) {
  while (field.starts_with(' ')) field.remove_prefix(1);
  const auto digits = field.substr(0, field.find_first_not_of("01234567"));
  const auto rest = field.substr(digits.size());
  if (rest.find_first_not_of(std::string_view(" \0", 2)) != std::string_view::npos) return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : digits) number = number * 8 + static_cast<std::uint64_t>(digit - '0');
  return number;
}

/// The size field: octal, or GNU's base-256 whose negative numbers and numbers over 2^56 are told apart only
/// roughly.
struct Size {
  std::uint64_t bytes = 0;
  bool is_valid = false;
};

Size size_of(const Header& header) {
  const auto raw = header.block.substr(124, 12);
  const auto first = static_cast<unsigned char>(raw.front());
  if (first == 0x80) {
    std::uint64_t number = 0;
    for (const char c : raw.substr(1)) {
      if (number >> 56 != 0) return {std::numeric_limits<std::uint64_t>::max(), true};
      number = number << 8 | static_cast<unsigned char>(c);
    }
    return {number, true};
  }
  if (first > 0x80) return {};
  const auto number = octal(raw);
  return {number.value_or(0), number.has_value()};
}

/// The sum of the header's bytes, its own field counted as blanks.
bool checksum_holds(std::string_view block) {
  std::uint64_t sum = 8 * std::uint64_t{' '};
  for (std::size_t i = 0; i < block.size(); ++i)
    if (i < 148 || i >= 156) sum += static_cast<unsigned char>(block[i]);
  return octal(block.substr(148, 8)) == sum;
}

bool is_zero(std::string_view bytes) { return bytes.find_first_not_of('\0') == std::string_view::npos; }

// --- Extension headers: none is allowed; which one it is decides the words

MaybeFault judge_long_name(std::string_view name) {
  if (const auto refusal = check_path(name)) return Fault{code_of(refusal->fault), refusal->why};
  return Fault{"FORMAT", "a GNU long name; packages are plain ustar"};
}

/// One `LENGTH KEY=VALUE\n` of a PAX header, taken from the front; nothing when it is malformed.
struct PaxRecord {
  std::string_view key, value;
};

std::optional<PaxRecord> take_record(std::string_view& records) {
  const auto digits = records.substr(0, records.find_first_not_of("0123456789"));
  if (digits.empty() || digits.size() > 6 || digits.size() == records.size()) return std::nullopt;
  std::size_t length = 0;
  for (const char digit : digits) length = length * 10 + static_cast<std::size_t>(digit - '0');
  if (length > records.size() || length < digits.size() + 3) return std::nullopt;
  auto record = records.substr(digits.size(), length - digits.size());
  records.remove_prefix(length);
  const auto equals = record.find('=');
  if (record.front() != ' ' || record.back() != '\n' || equals == std::string_view::npos) return std::nullopt;
  return PaxRecord{record.substr(1, equals - 1), record.substr(equals + 1, record.size() - equals - 2)};
}

MaybeFault judge_pax(std::string_view records) {
  MaybeFault worst;
  std::set<std::string_view> keys;
  while (!records.empty()) {
    const auto record = take_record(records);
    if (!record) return Fault{"FORMAT", "a PAX record whose length is wrong"};
    if (!keys.insert(record->key).second) return Fault{"FORMAT", "a PAX key that occurs twice"};
    if (record->key.starts_with("SCHILY.") || record->key.starts_with("LIBARCHIVE.") ||
        record->key.starts_with("GNU.sparse") || record->key.starts_with("RHT."))
      worst = worst ? worst : Fault{"ATTR", "extended attributes are not allowed"};
    else if (record->value.contains('\0'))
      return Fault{"FORMAT", "a NUL in a PAX record"};
    if (record->key == "linkpath") worst = worst ? worst : Fault{"TYPE", "links are not allowed"};
    if (record->key == "path")
      if (const auto refusal = check_path(record->value); refusal && !worst)
        worst = Fault{code_of(refusal->fault), refusal->why};
  }
  return worst ? worst : Fault{"FORMAT", "a PAX header; packages are plain ustar"};
}

MaybeFault judge_extension(char type, std::uint64_t size, std::string_view data) {
  if (type == 'K') return Fault{"TYPE", "links are not allowed"};
  if (size > longest_extension)
    return Fault{"LIMIT",
                 fmt::format("an extension header of {} bytes, at most {}", size, longest_extension)};
  data = data.substr(0, static_cast<std::size_t>(size));
  if (type == 'L') return judge_long_name(data.substr(0, std::min(data.find('\0'), data.size())));
  if (type == 'g') return Fault{"FORMAT", "a global PAX header; packages are plain ustar"};
  return judge_pax(data);
}

bool is_extension(char type) { return type == 'x' || type == 'g' || type == 'L' || type == 'K'; }

MaybeFault judge_type(char type) {
  if (type == '0' || type == '\0' || type == '5') return std::nullopt;
  if (type == '1' || type == '2') return Fault{"TYPE", "links are not allowed"};
  if (type == '3' || type == '4' || type == '6') return Fault{"TYPE", "devices and pipes are not allowed"};
  return Fault{"TYPE", fmt::format("entry type '{}'", text::for_terminal(std::string_view(&type, 1)))};
}

// --- The walk

class Walk {
 public:
  Walk(std::string_view tar, const Limits& limits) : tar_(tar), limits_(limits) {}

  /// The first fault; `member()` and `name()` say where.
  MaybeFault run() {
    if (tar_.size() % tar_block != 0) return Fault{"FORMAT", "it does not end on a block of 512 bytes"};
    while (at_ < tar_.size()) {
      const Header header{tar_.substr(at_, tar_block)};
      if (is_zero(header.block)) return judge_end();
      ++member_;
      at_ += tar_block;
      if (auto fault = judge_member(header)) return fault;
    }
    return Fault{"FORMAT", "no end marker"};
  }

  [[nodiscard]] std::uint64_t member() const { return member_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint64_t odd_member() const { return odd_member_; }

 private:
  MaybeFault judge_member(const Header& header) {
    name_ = header.path();
    if (!checksum_holds(header.block)) return Fault{"FORMAT", "the checksum of the header is wrong"};
    const Size size = size_of(header);
    if (!size.is_valid) return Fault{"FORMAT", "the size is no number"};
    const auto rest = tar_.substr(at_);
    if (is_extension(header.type())) return judge_extension(header.type(), size.bytes, rest);
    if (auto fault = judge_path(header.type())) return fault;
    if (auto fault = judge_type(header.type())) return fault;
    if (auto fault = judge_mode(header)) return fault;
    if (size.bytes > limits_.file_bytes)
      return Fault{"LIMIT", fmt::format("a file of {} bytes, at most {}", size.bytes, limits_.file_bytes)};
    if (size.bytes > rest.size()) return Fault{"FORMAT", "the file is longer than the archive"};
    if (member_ > limits_.files) return Fault{"LIMIT", fmt::format("more than {} files", limits_.files)};
    if (auto fault = judge_twice(header.type() == '5')) return fault;
    if (!is_plain(header)) odd_member_ = odd_member_ == 0 ? member_ : odd_member_;
    at_ += static_cast<std::size_t>((size.bytes + tar_block - 1) / tar_block * tar_block);
    return std::nullopt;
  }

  [[nodiscard]] MaybeFault judge_path(char type) const {
    std::string_view path = name_;
    if (type != '0' && path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    if (path.starts_with("./") && files_.contains(collision_key(path.substr(2))))
      return Fault{"DUP", "the name occurs twice, once with `./` before it"};
    const auto refusal = check_path(path);
    if (!refusal) return std::nullopt;
    return Fault{code_of(refusal->fault), refusal->why};
  }

  static MaybeFault judge_mode(const Header& header) {
    const auto mode = octal(header.block.substr(100, 8));
    if (!mode) return Fault{"FORMAT", "the mode is no number"};
    if ((*mode & special_bits) != 0)
      return Fault{"MODE", "set-user-ID, set-group-ID and sticky bits are not allowed"};
    return std::nullopt;
  }

  /// Names that are one file on some system, and a name that is a file here and a folder there.
  MaybeFault judge_twice(bool is_folder) {
    std::string key = collision_key(name_);
    if (key.ends_with('/')) key.pop_back();
    for (auto slash = key.find('/'); slash != std::string::npos; slash = key.find('/', slash + 1)) {
      const auto folder = key.substr(0, slash);
      if (files_.contains(folder)) return Fault{"DUP", "a file of this archive is also a folder"};
      folders_.insert(folder);
    }
    if (is_folder && !files_.contains(key)) {
      folders_.insert(key);
      return std::nullopt;
    }
    if (folders_.contains(key) || !files_.insert(key).second)
      return Fault{"DUP", "the name occurs twice, or is the same as another on some systems"};
    return std::nullopt;
  }

  /// What only a foreign writer does; the exact comparison comes later.
  [[nodiscard]] static bool is_plain(const Header& header) {
    return header.type() == '0' && octal(header.block.substr(108, 8)) == 0 &&
           octal(header.block.substr(116, 8)) == 0 && octal(header.block.substr(136, 12)) == 0;
  }

  MaybeFault judge_end() const {
    if (tar_.size() - at_ < 2 * tar_block || !is_zero(tar_.substr(at_, 2 * tar_block)))
      return Fault{"FORMAT", "a single zero block where the end marker should be"};
    if (tar_.size() - at_ > 2 * tar_block) return Fault{"FORMAT", "data after the end marker"};
    return std::nullopt;
  }

  std::string_view tar_;
  const Limits& limits_;
  std::size_t at_ = 0;
  std::uint64_t member_ = 0;
  std::string name_;
  std::set<std::string> files_;    ///< collision keys
  std::set<std::string> folders_;  ///< the same, of every folder above a file
  std::uint64_t odd_member_ = 0;   ///< the first that a foreign writer wrote
};

}  // namespace

Error archive_refusal(std::string_view code, std::string_view origin, std::string_view why) {
  return {.kind = ErrorKind::Unsafe,
          .code = fmt::format("E-ARCHIVE-{}", code),
          .message = fmt::format("{}: {}; nothing was installed", text::for_terminal(origin), why),
          .hint = "install only what `agentops package build` made; ask the publisher for a new archive",
          .where = {.path = std::string(origin)}};
}

TarVerdict judge_tar(std::string_view tar, std::string_view origin, const Limits& limits) {
  Walk walk(tar, limits);
  if (const auto fault = walk.run()) {
    const std::string name = text::for_terminal(std::string_view(walk.name()).substr(0, 200));
    return {.refusal = archive_refusal(fault->code, origin,
                                       fmt::format("member {} \"{}\": {}", walk.member(), name, fault->why)),
            .oddity = std::nullopt};
  }
  if (walk.odd_member() == 0) return {};
  return {.refusal = std::nullopt,
          .oddity = archive_refusal(
              "FORMAT", origin,
              fmt::format("member {} was not written by `agentops package build`", walk.odd_member()))};
}

}  // namespace agentops::package
