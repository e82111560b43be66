#include <algorithm>

#include "extract/hosts.h"
#include "extract/literal_line.h"

namespace agentops::extract {

namespace {

std::size_t host_end(const LiteralLine& line, std::size_t at) {
  auto end = line.run(at, [](char c) { return is_host_char(c); });
  while (end > at && !is_alnum(line.text[end - 1])) --end;
  return end;
}

bool is_reserved_host(std::string_view host, bool code) {
  for (const std::string_view package : {"com.", "org.", "net.", "io.", "dev."})
    if (host.starts_with(package)) return true;  // a package of Java, written backwards
  return (host.starts_with("www.") && !code) || host.ends_with("settings.local") ||
         host.starts_with("this.") || host.starts_with("self.") || host.starts_with("chrome.") ||
         host.starts_with("browser.");
}

/// "pod-security.kubernetes.io/enforce: x" has the look of a path behind a host, but is a key.
bool is_key(const LiteralLine& line, std::size_t end) {
  if (line.at(end) != '/') return false;
  const auto stop = line.run(end + 1, [](char c) { return is_word(c) || c == '-' || c == '.' || c == '/'; });
  const auto rest = line.text.substr(stop);
  return rest.starts_with('=') || rest.starts_with(": ") || rest == ":" || rest.starts_with("\":");
}

bool preceded_by_version(std::string_view head) {
  head = trim_right(head);
  return head.ends_with('v') || head.ends_with("ersion") || head.ends_with("ersion:");
}

}  // namespace

std::optional<FoundLiteral> url_at(const LiteralLine& line, std::size_t at) {
  std::size_t scheme = 0;
  for (const std::string_view name :
       {"https://", "http://", "wss://", "ws://", "ftp://", "ssh://", "postgres://", "postgresql://",
        "redis://", "mongodb://", "mysql://", "amqp://", "s3://", "gs://"})
    if (line.has(at, name)) scheme = name.size();
  if (scheme == 0) return std::nullopt;
  auto end = line.run(at + scheme, [](char c) {
    return !is_space(c) && std::string_view("\"'`<>|\\)]}{,;*").find(c) == std::string_view::npos;
  });
  while (end > at && std::string_view(".,:;!?'_").find(line.text[end - 1]) != std::string_view::npos) --end;
  const auto host = host_of_url(line.text.substr(at, end - at));
  if (host.empty() || line.at(end) == '{' || line.at(end) == '<') return std::nullopt;
  return FoundLiteral{.type = LiteralType::Url, .end = end};
}

std::optional<FoundLiteral> email_at(const LiteralLine& line, std::size_t at) {
  const auto name =
      line.run(at, [](char c) { return is_alnum(c) || c == '.' || c == '_' || c == '+' || c == '-'; });
  if (line.at(name) != '@') return std::nullopt;
  const auto end = host_end(line, name + 1);
  const auto host = line.text.substr(name + 1, end - name - 1);
  if (end == name + 1 || !is_host_name(host) || line.at(end) == ':' || host.starts_with("example.") ||
      line.text.substr(at, name - at) == "git")
    return std::nullopt;
  return FoundLiteral{.type = LiteralType::Email, .end = end};
}

std::optional<FoundLiteral> address_at(const LiteralLine& line, std::size_t at) {
  auto end = at;
  for (int parts = 0; parts < 4; ++parts) {
    const auto next = line.run(end, is_digit);
    if (next == end || next > end + 3) return std::nullopt;
    if (next - end == 3 && line.text.substr(end, 3) > "255") return std::nullopt;
    end = next;
    if (parts < 3 && line.at(end++) != '.') return std::nullopt;
  }
  const auto address = line.text.substr(at, end - at);
  if (line.at(end) == '.' && is_digit(line.at(end + 1))) return std::nullopt;
  if (address == "0.0.0.0" || address == "127.0.0.1" || address.starts_with("255.") ||
      preceded_by_version(line.text.substr(0, at)))
    return std::nullopt;
  return FoundLiteral{.type = LiteralType::Address, .end = end};
}

std::optional<FoundLiteral> host_at(const LiteralLine& line, std::size_t at) {
  const auto end = host_end(line, at);
  const auto host = line.text.substr(at, end - at);
  const char after = line.at(end);
  if (host.find('.') == std::string_view::npos || host.size() < 5 || is_upper(host.front()) ||
      !is_host_name(host) || is_reserved_host(host, line.code) || after == '(' || after == '_' ||
      after == '@')
    return std::nullopt;
  const bool internal = !line.code && (host.ends_with(".internal") || host.ends_with(".local"));
  if (std::ranges::count(host, '.') < 2 && !internal) return std::nullopt;
  if (line.code && is_key(line, end)) return std::nullopt;
  return FoundLiteral{.type = LiteralType::Host, .end = end};
}

std::optional<FoundLiteral> home_path_at(const LiteralLine& line, std::size_t at) {
  const auto prefix = line.has(at, "/home/")    ? std::size_t{6}
                      : line.has(at, "/Users/") ? std::size_t{7}
                                                : std::size_t{0};
  if (prefix == 0 || !is_alnum(line.at(at + prefix))) return std::nullopt;
  auto end = line.run(at, [](char c) { return is_word(c) || c == '/' || c == '.' || c == '-'; });
  while (line.text[end - 1] == '.') --end;
  const auto name =
      line.text.substr(at + prefix, std::min(line.text.find('/', at + prefix), end) - at - prefix);
  for (const std::string_view placeholder :
       {"user", "username", "you", "yourname", "me", "name", "your-username", "example"})
    if (begins_with(name, placeholder) && name.size() <= placeholder.size() + 1) return std::nullopt;
  if (contains(name, "name") || name.size() == 1) return std::nullopt;  // "firstname.lastname", "your_name"
  return FoundLiteral{.type = LiteralType::HomePath, .end = end};
}

std::optional<FoundLiteral> own_path_at(const LiteralLine& line, std::size_t at) {
  std::size_t top = 0;
  for (const std::string_view folder : {"/srv/", "/opt/", "/mnt/", "/data/", "/Volumes/"})
    if (line.has(at, folder)) top = folder.size();
  if (top == 0 || !is_alnum(line.at(at + top))) return std::nullopt;
  auto end = line.run(at, [](char c) { return is_word(c) || c == '/' || c == '.' || c == '-'; });
  while (line.text[end - 1] == '.' || line.text[end - 1] == '/') --end;
  if (end == at + top + 1) return std::nullopt;  // "/mnt/c": a drive
  return FoundLiteral{.type = LiteralType::Path, .end = end};
}

std::optional<FoundLiteral> record_at(const LiteralLine& line, std::size_t at) {
  const bool numbered = line.text[at] == '#';
  const auto letters = numbered ? at + 1 : line.run(at, is_upper);
  const auto digits = numbered || line.at(letters) != '-' ? letters : letters + 1;
  const auto end = line.run(digits, is_digit);
  const bool keyed = !numbered && letters >= at + 2 && digits > letters;
  if (end < digits + 2 || is_word(line.at(end)) || line.at(end) == '-' || !(numbered || keyed))
    return std::nullopt;
  auto head = trim_right(line.text.substr(at > 40 ? at - 40 : 0, std::min<std::size_t>(at, 40)));
  const auto begin = head.find_last_of(" (*`_") + 1;  // npos + 1 is 0
  const auto noun = head.substr(begin);
  for (const std::string_view record :
       {"customer", "order", "client", "account", "invoice", "ticket", "case", "contract", "tenant",
        "patient", "member", "incident", "subscription"})
    if (is_text(noun, record)) return FoundLiteral{.type = LiteralType::Record, .end = end};
  return std::nullopt;
}

std::optional<FoundLiteral> model_at(const LiteralLine& line, std::size_t at) {
  constexpr std::string_view initials = "gclmdqot";
  if (std::ranges::find(initials, line.text[at]) == initials.end()) return std::nullopt;
  const auto end = line.run(at, [](char c) { return is_alnum(c) || c == '-' || c == '.' || c == ':'; });
  auto name = line.text.substr(at, end - at);
  if (name.find('-') == std::string_view::npos) return std::nullopt;
  while (!name.empty() && !is_alnum(name.back())) name.remove_suffix(1);
  for (const std::string_view family : {"gpt-", "claude-", "gemini-", "llama-", "mistral-", "deepseek-",
                                        "qwen-", "o1-", "o3-", "text-embedding-"}) {
    if (!name.starts_with(family)) continue;
    const auto version = name.substr(family.size());
    if (!version.empty() && is_alnum(version.front()) && std::ranges::any_of(version, is_digit))
      return FoundLiteral{.type = LiteralType::Model, .end = at + name.size()};
  }
  return std::nullopt;
}

}  // namespace agentops::extract
