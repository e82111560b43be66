#pragma once

/// A value as YAML and JSON know it: null, truth, number, text, list or map.
///
/// Maps keep the order in which their keys were written, so what is read and written again looks the same.
///
///   name: deploy          ->  Map{{"name", "deploy"}, {"steps", List{1, 2}}}
///   steps: [1, 2]

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace agentops {

struct Value;

using List = std::vector<Value>;

/// Key and value, in written order. Keys are unique where a reader promises so.
using Map = std::vector<std::pair<std::string, Value>>;

struct Value {
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Map> data;
  std::uint32_t line = 0;  ///< where it was written, from 1; 0 when it was not read from a file

  Value() = default;
  Value(bool truth) : data(truth) {}
  Value(std::int64_t integer) : data(integer) {}
  Value(int integer) : data(std::int64_t{integer}) {}
  Value(double real) : data(real) {}
  Value(std::string text) : data(std::move(text)) {}
  Value(std::string_view text) : data(std::string(text)) {}
  Value(const char* text) : data(std::string(text)) {}
  Value(List list) : data(std::move(list)) {}
  Value(Map map) : data(std::move(map)) {}

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(data); }
  [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&data); }
  [[nodiscard]] const bool* truth() const { return std::get_if<bool>(&data); }
  [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&data); }
  [[nodiscard]] const double* real() const { return std::get_if<double>(&data); }
  [[nodiscard]] const List* list() const { return std::get_if<List>(&data); }
  [[nodiscard]] const Map* map() const { return std::get_if<Map>(&data); }

  /// The value under `key`, or null when this is no map or has no such key.
  [[nodiscard]] const Value* find(std::string_view key) const {
    if (const Map* entries = map())
      for (const auto& [name, value] : *entries)
        if (name == key) return &value;
    return nullptr;
  }

  /// Equal content; where it was written does not count.
  friend bool operator==(const Value& a, const Value& b) { return a.data == b.data; }
};

}  // namespace agentops
