#include "disk/place.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "disk/failure.h"

namespace agentops::disk {

namespace fs = std::filesystem;

Found what_is(const std::string& path) {
  std::error_code error;
  switch (fs::status(path, error).type()) {
    case fs::file_type::none:
    case fs::file_type::not_found:
      return Found::Nothing;
    case fs::file_type::regular:
      return Found::File;
    case fs::file_type::directory:
      return Found::Folder;
    default:
      return Found::Other;
  }
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    names.push_back(entry->path().filename().string());
  std::ranges::sort(names);
  return names;
}

Status make_folder(const std::string& path) {
  if (what_is(path) != Found::Nothing)
    return fail(refusal(ErrorKind::Conflict, "E-EXISTS", path, "is there already and is untouched"));
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return fail(unwritable("make", path, error.value()));
  return {};
}

std::string full_path(const std::string& path) {
  std::error_code error;
  const fs::path full = fs::weakly_canonical(path, error);
  return error ? path : full.generic_string();
}

}  // namespace agentops::disk
