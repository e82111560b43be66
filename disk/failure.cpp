#include "disk/failure.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "text/escape.h"

namespace agentops::disk {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

Error failed(std::string code, ErrorKind kind, std::string_view verb, const std::string& path, int number) {
  return {.kind = kind,
          .code = std::move(code),
          .message = fmt::format("cannot {} {}: {}", verb, text::for_terminal(path), reason(number)),
          .hint = number == EACCES || number == EPERM ? "check its permissions and its owner" : "",
          .where = {.path = path}};
}

}  // namespace

std::string reason(int number) {
  const char* words = strerrordesc_np(number);  // the same in every locale, unlike strerror
  if (words == nullptr) return fmt::format("error {} of the system", number);
  std::string sentence = words;
  if (sentence.size() > 1 && is_upper(sentence[0]) && !is_upper(sentence[1]) && sentence[1] != '/')
    sentence[0] = static_cast<char>(sentence[0] - 'A' + 'a');
  return sentence;
}

Error unreadable(std::string_view verb, const std::string& path, int number) {
  const bool missing = number == ENOENT || number == ENOTDIR;
  return failed("E-READ", missing ? ErrorKind::NotFound : ErrorKind::Unreadable, verb, path, number);
}

Error unwritable(std::string_view verb, const std::string& path, int number) {
  return failed("E-WRITE", ErrorKind::Unreadable, verb, path, number);
}

Error refusal(ErrorKind kind, std::string code, const std::string& path, std::string_view why) {
  return {.kind = kind,
          .code = std::move(code),
          .message = fmt::format("{} {}", text::for_terminal(path), why),
          .hint = {},
          .where = {.path = path}};
}

std::string why_of(const Error& error) {
  std::string_view why = error.message;
  const std::string shown = text::for_terminal(error.where.path);
  if (const auto at = why.find(shown); at != std::string_view::npos) why.remove_prefix(at + shown.size());
  for (const std::string_view link : {": ", " is ", " "})
    if (why.starts_with(link)) {
      why.remove_prefix(link.size());
      break;
    }
  return std::string(why);
}

}  // namespace agentops::disk
