#include "serve/message.h"

#include <utility>

#include "text/json.h"

namespace agentops::serve {
namespace {

bool is_id(const Value& value) { return value.text() != nullptr || value.integer() != nullptr; }

Received read_message(const Value& value) {
  if (value.map() == nullptr) return Refusal{.id = {}, .message = "a message is an object"};
  const Value* id = value.find("id");
  const Value known_id = id != nullptr && is_id(*id) ? *id : Value{};
  const Value* method = value.find("method");
  if (method == nullptr && (value.find("result") != nullptr || value.find("error") != nullptr))
    return Nothing{};
  const Value* version = value.find("jsonrpc");
  if (version == nullptr || *version != Value("2.0"))
    return Refusal{.id = known_id, .message = "a message says \"jsonrpc\": \"2.0\""};
  if (id != nullptr && known_id.is_null())
    return Refusal{.id = {}, .message = "an id is a text or a whole number"};
  if (method == nullptr || method->text() == nullptr)
    return Refusal{.id = known_id, .message = "a request names its method"};
  const Value* params = value.find("params");
  if (params != nullptr && params->map() == nullptr)
    return Refusal{.id = known_id, .fault = Fault::BadParameters, .message = "params is an object"};
  return Message{
      .id = known_id, .method = *method->text(), .params = params == nullptr ? Map{} : *params->map()};
}

}  // namespace

ReceivedLine read_line(std::string_view line) {
  ReceivedLine received;
  const auto value = text::read_json(line, "");
  if (!value) {
    received.messages.emplace_back(
        Refusal{.id = {}, .fault = Fault::NotJson, .message = "not JSON: " + value.error().message});
    return received;
  }
  const List* batch = value->list();
  received.batched = batch != nullptr && !batch->empty();
  if (!received.batched) {
    received.messages.push_back(read_message(*value));
    return received;
  }
  for (const Value& each : *batch) received.messages.push_back(read_message(each));
  return received;
}

Value answer_to(const Value& id, Value result) {
  return Map{{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

Value answer_to(const Refusal& refusal) {
  Map error{{"code", static_cast<int>(refusal.fault)}, {"message", refusal.message}};
  if (!refusal.data.is_null()) error.emplace_back("data", refusal.data);
  return Map{{"jsonrpc", "2.0"}, {"id", refusal.id}, {"error", std::move(error)}};
}

}  // namespace agentops::serve
