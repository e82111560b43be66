#pragma once

/// Values as bytes and back. Each struct lists its fields once, in a function `fields(io, value)`; given to a
/// RecordWriter the list writes them, given to a RecordReader it reads them, so the two cannot drift apart.
///
///   void fields(auto& io, SomeOrConst<Span> auto& span) { io(span.begin, span.end); }
///
/// (in this namespace itself, where the two look for it).
/// A reader survives any bytes: whatever is short, too long or no value of an enumeration makes ok() false,
/// once.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "models/corpus.h"
#include "models/domain.h"
#include "models/inventory.h"
#include "models/source.h"
#include "text/bytes.h"

namespace agentops::state {

/// Both `T&` and `const T&`: what a list of fields is given.
template <class T, class Value>
concept SomeOrConst = std::is_same_v<std::remove_const_t<T>, Value>;

/// The last enumerator: what is beyond it is damage.
template <class Enum>
inline constexpr Enum last_of = Enum{};
template <>
inline constexpr Kind last_of<Kind> = Kind::Other;
template <>
inline constexpr Severity last_of<Severity> = Severity::Error;
template <>
inline constexpr MentionForm last_of<MentionForm> = MentionForm::Listing;
template <>
inline constexpr LiteralType last_of<LiteralType> = LiteralType::Record;
template <>
inline constexpr PatternForm last_of<PatternForm> = PatternForm::Chain;
template <>
inline constexpr PatternStage last_of<PatternStage> = PatternStage::Standard;
template <>
inline constexpr SlotType last_of<SlotType> = SlotType::Code;

class RecordWriter {
 public:
  RecordWriter() = default;
  /// For about so many bytes.
  explicit RecordWriter(std::size_t size) { out_.reserve(size); }

  template <class... Values>
  void operator()(const Values&... values) {
    (write(values), ...);
  }

  /// Numbers that do not repay being shortened, as they lie in memory.
  template <class Number>
  void block(const std::vector<Number>& numbers) {
    out_.number(numbers.size());
    out_.raw({reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(Number)});
  }

  [[nodiscard]] std::string take() { return out_.take(); }

 private:
  template <class Value>
  void write(const Value& value) {
    if constexpr (std::is_enum_v<Value> || std::is_unsigned_v<Value>)
      out_.number(static_cast<std::uint64_t>(value));
    else
      fields(*this, value);
  }
  void write(const std::string& text) { out_.text(text); }
  void write(double number) { out_.real(number); }
  void write(std::int64_t number) { out_.fixed64(static_cast<std::uint64_t>(number)); }
  void write(const Digest& digest) {
    out_.raw({reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()});
  }
  template <class Value>
  void write(const std::vector<Value>& values) {
    out_.number(values.size());
    for (const Value& value : values) write(value);
  }

  text::ByteWriter out_;
};

class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : in_(bytes) {}

  template <class... Values>
  void operator()(Values&... values) {
    (read(values), ...);
  }

  template <class Number>
  void block(std::vector<Number>& numbers) {
    numbers.resize(in_.count(sizeof(Number)));
    const std::string_view bytes = in_.raw(numbers.size() * sizeof(Number));
    if (!bytes.empty()) std::memcpy(numbers.data(), bytes.data(), bytes.size());
  }

  /// Says that a value cannot be what was written.
  void refuse() { sound_ = false; }

  [[nodiscard]] bool ok() const { return sound_ && in_.ok(); }
  [[nodiscard]] bool at_end() const { return in_.at_end(); }

 private:
  template <class Value>
  void read(Value& value) {
    if constexpr (std::is_enum_v<Value>)
      value = static_cast<Value>(read_at_most(static_cast<std::uint64_t>(last_of<Value>)));
    else if constexpr (std::is_unsigned_v<Value>)
      value = static_cast<Value>(read_at_most(std::numeric_limits<Value>::max()));
    else
      fields(*this, value);
  }
  void read(std::string& text) { text = in_.text(); }
  void read(double& number) { number = in_.real(); }
  void read(std::int64_t& number) { number = static_cast<std::int64_t>(in_.fixed64()); }
  void read(Digest& digest) {
    const std::string_view bytes = in_.raw(digest.bytes.size());
    if (!bytes.empty()) std::memcpy(digest.bytes.data(), bytes.data(), bytes.size());
  }
  template <class Value>
  void read(std::vector<Value>& values) {
    const std::size_t count = in_.count();
    if (count <= few) values.reserve(count);  // a count that lies must not take memory
    for (std::size_t i = 0; i < count && ok(); ++i) read(values.emplace_back());
  }
  std::uint64_t read_at_most(std::uint64_t largest) {
    const std::uint64_t number = in_.number();
    if (number > largest) sound_ = false;
    return number > largest ? 0 : number;
  }

  static constexpr std::size_t few = 256;

  text::ByteReader in_;
  bool sound_ = true;
};

void fields(auto& io, SomeOrConst<Span> auto& span) { io(span.begin, span.end); }

void fields(auto& io, SomeOrConst<FileStamp> auto& stamp) {
  io(stamp.path, stamp.size, stamp.modified_ns, stamp.inode, stamp.executable);
}

}  // namespace agentops::state
