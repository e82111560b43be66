#include "serve/server.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "serve/tool.h"
#include "text/escape.h"
#include "text/json.h"

namespace agentops::serve {
namespace {

constexpr std::string_view current_version = "2026-07-28";
constexpr std::array<std::string_view, 4> older_versions = {"2025-11-25", "2025-06-18", "2025-03-26",
                                                            "2024-11-05"};
constexpr std::string_view batching_version = "2025-03-26";  // the only one that has batches

constexpr std::string_view version_key = "io.modelcontextprotocol/protocolVersion";
constexpr std::string_view capabilities_key = "io.modelcontextprotocol/clientCapabilities";
constexpr std::string_view server_key = "io.modelcontextprotocol/serverInfo";

constexpr std::int64_t keeps_for_ms = 3'600'000;  // the tools are those of this program as long as it runs
constexpr std::size_t shown_name = 60;

constexpr std::string_view instructions =
    "Search and compare the agents, workflows, skills and patterns of this folder. Call check_new before you write a "
    "new one. Nothing is written: propose_move gives a patch for a person.";

List supported_versions() {
  List versions{Value(current_version)};
  for (const std::string_view version : older_versions) versions.emplace_back(version);
  return versions;
}

Value capabilities() { return Map{{"tools", Map{}}}; }

Value list_of_tools() {
  List tools;
  for (const Tool& tool : all_tools()) tools.push_back(describe(tool));
  return tools;
}

/// By the rules of now every result says that it is complete and who gave it.
Value completed(Map result, const Value& about) {
  result.emplace(result.begin(), "resultType", "complete");
  result.emplace_back("_meta", Map{{std::string(server_key), about}});
  return result;
}

Value kept(Map result) {
  result.emplace_back("ttlMs", keeps_for_ms);
  result.emplace_back("cacheScope", "private");
  return result;
}

Value refused(const Value& id, Fault fault, std::string message, Value data = {}) {
  return answer_to(Refusal{.id = id, .fault = fault, .message = std::move(message), .data = std::move(data)});
}

const Value* parameter(const Message& request, std::string_view name) {
  const auto found = std::ranges::find(request.params, name, &Map::value_type::first);
  return found == request.params.end() ? nullptr : &found->second;
}

Value unknown_method(const Message& request, std::string_view known) {
  return refused(request.id, Fault::NoMethod,
                 fmt::format("there is no method \"{}\"; there are {}",
                             text::for_terminal(request.method.substr(0, shown_name)), known));
}

/// The fault in the `_meta` of a request of now; nothing when it may be served.
std::optional<Value> fault_of(const Message& request, const Value& meta) {
  const Value* version = meta.find(version_key);
  if (version->text() == nullptr)
    return refused(request.id, Fault::BadParameters, fmt::format("_meta.{} is no text", version_key));
  if (*version->text() != current_version)
    return refused(request.id, Fault::Version,
                   "this version of the protocol is not served without initialize",
                   Map{{"supported", supported_versions()}, {"requested", *version}});
  const Value* client = meta.find(capabilities_key);
  if (client == nullptr || client->map() == nullptr)
    return refused(request.id, Fault::BadParameters, fmt::format("_meta.{} is no object", capabilities_key));
  return std::nullopt;
}

std::string names_of_tools() {
  std::vector<std::string_view> names;
  for (const Tool& tool : all_tools()) names.push_back(tool.name);
  return fmt::to_string(fmt::join(names, ", "));
}

Map failed_call(const Error& error) {
  std::string text = error.message;
  if (!error.where.path.empty()) text = text::for_terminal(error.where.path) + ": " + text;
  if (!error.hint.empty()) text += ". " + error.hint;
  return {{"content", List{Map{{"type", "text"}, {"text", text}}}},
          {"structuredContent",
           Map{{"error", Map{{"code", error.code}, {"message", error.message}, {"hint", error.hint}}}}},
          {"isError", true}};
}

Map done_call(ToolAnswer answer) {
  return {{"content", List{Map{{"type", "text"}, {"text", std::move(answer.text)}}}},
          {"structuredContent", std::move(answer.data)},
          {"isError", false}};
}

bool names_tool(const Message& request) {
  const Value* name = parameter(request, "name");
  return name != nullptr && name->text() != nullptr && tool_named(*name->text()) != nullptr;
}

Value unknown_tool(const Message& request) {
  const Value* name = parameter(request, "name");
  if (name == nullptr || name->text() == nullptr)
    return refused(request.id, Fault::BadParameters, "params.name names the tool: " + names_of_tools());
  return refused(request.id, Fault::BadParameters,
                 fmt::format("there is no tool \"{}\"; there are {}",
                             text::for_terminal(name->text()->substr(0, shown_name)), names_of_tools()));
}

}  // namespace

Value Server::about() const { return Map{{"name", "agentops"}, {"version", options_.version}}; }

Value Server::call_tool(const Message& request) const {
  const Tool* tool = tool_named(*parameter(request, "name")->text());
  const Value* arguments = parameter(request, "arguments");
  auto answer = call(*tool, options_.folder, arguments == nullptr ? Value{} : *arguments);
  return answer ? done_call(*std::move(answer)) : failed_call(answer.error());
}

Value Server::answer_now(const Message& request, const Value& meta) {
  if (auto fault = fault_of(request, meta)) return *std::move(fault);
  const auto complete = [&](const Value& result) {
    return answer_to(request.id, completed(*result.map(), about()));
  };
  if (request.method == "server/discover")
    return complete(kept({{"supportedVersions", supported_versions()},
                          {"capabilities", capabilities()},
                          {"instructions", instructions}}));
  if (request.method == "tools/list") return complete(kept({{"tools", list_of_tools()}}));
  if (request.method == "tools/call")
    return names_tool(request) ? complete(call_tool(request)) : unknown_tool(request);
  return unknown_method(request, "server/discover, tools/list, tools/call");
}

/// The version that was asked for where it is one of the older ones, else the latest of them.
Value Server::initialize(const Message& request) {
  const Value* asked = parameter(request, "protocolVersion");
  if (asked == nullptr || asked->text() == nullptr)
    return refused(request.id, Fault::BadParameters, "params.protocolVersion is no text");
  const auto known = std::ranges::find(older_versions, *asked->text());
  older_version_ = known == older_versions.end() ? older_versions.front() : *known;
  return answer_to(request.id, Map{{"protocolVersion", older_version_},
                                   {"capabilities", capabilities()},
                                   {"serverInfo", about()},
                                   {"instructions", instructions}});
}

Value Server::answer_older(const Message& request) {
  if (request.method == "tools/list") return answer_to(request.id, Map{{"tools", list_of_tools()}});
  if (request.method == "tools/call")
    return names_tool(request) ? answer_to(request.id, call_tool(request)) : unknown_tool(request);
  return unknown_method(request, "initialize, ping, tools/list, tools/call");
}

Value Server::answer_request(const Message& request) {
  if (request.method == "initialize") return initialize(request);
  const Value* meta = parameter(request, "_meta");
  if (meta != nullptr && meta->find(version_key) != nullptr) return answer_now(request, *meta);
  if (request.method == "ping") return answer_to(request.id, Map{});
  if (!older_version_.empty()) return answer_older(request);
  return refused(request.id, Fault::BadParameters,
                 fmt::format("params._meta names no {}; older clients begin with initialize", version_key));
}

std::optional<Value> Server::answer_one(const Received& received) {
  if (const auto* refusal = std::get_if<Refusal>(&received)) return answer_to(*refusal);
  const auto* message = std::get_if<Message>(&received);
  if (message == nullptr || message->id.is_null()) return std::nullopt;
  return answer_request(*message);
}

std::optional<std::string> Server::answer(std::string_view line) {
  const ReceivedLine received = read_line(line);
  if (received.batched && older_version_ != batching_version)
    return text::write_json(refused({}, Fault::NoMessage, "this version of the protocol has no batches"));
  List answers;
  for (const Received& each : received.messages)
    if (auto answer = answer_one(each)) answers.push_back(*std::move(answer));
  if (answers.empty()) return std::nullopt;
  return text::write_json(received.batched ? Value(std::move(answers)) : answers.front());
}

std::string Server::answer_to_long_line() {
  return text::write_json(refused({}, Fault::NoMessage, "the message is too long: 8 MiB are read"));
}

}  // namespace agentops::serve
