#pragma once

/// A folder for one test, gone with it.
///
///   TempFolder folder;
///   folder.write("agents/a.md", "# A\n");          // makes the folders above
///   EXPECT_EQ(folder.read("agents/a.md"), "# A\n");
///
/// It speaks to the system directly, so that tests of disk/ do not check that room with itself.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <gtest/gtest.h>
#include <unistd.h>

namespace agentops::test {

class TempFolder {
 public:
  TempFolder() : TempFolder(std::filesystem::temp_directory_path()) {}

  /// In the folder `where`.
  explicit TempFolder(const std::filesystem::path& where) {
    std::string pattern = where / "agentops-test-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) ADD_FAILURE() << "cannot make a temporary folder";
    path_ = pattern;
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::string& path() const { return path_; }

  /// Where files live in memory, for tests that sync hundreds of times; the usual place on systems without.
  [[nodiscard]] static std::filesystem::path in_memory() {
    const std::filesystem::path memory = "/dev/shm";
    return access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
  }

  /// The absolute path of something inside.
  [[nodiscard]] std::string path(std::string_view relative) const {
    return path_ + "/" + std::string(relative);
  }

  void make_folder(std::string_view relative) const { std::filesystem::create_directories(path(relative)); }

  void write(std::string_view relative, std::string_view bytes) const {
    std::filesystem::create_directories(std::filesystem::path(path(relative)).parent_path());
    std::ofstream(path(relative), std::ios::binary | std::ios::trunc) << bytes;
  }

  /// A symbolic link with this text.
  void link(std::string_view relative, std::string_view target) const {
    std::filesystem::create_directories(std::filesystem::path(path(relative)).parent_path());
    std::filesystem::create_symlink(std::filesystem::path(target), path(relative));
  }

  void remove(std::string_view relative) const { std::filesystem::remove_all(path(relative)); }

  [[nodiscard]] bool exists(std::string_view relative) const {
    return std::filesystem::exists(std::filesystem::symlink_status(path(relative)));
  }

  [[nodiscard]] std::string read(std::string_view relative) const {
    std::ifstream file(path(relative), std::ios::binary);
    EXPECT_TRUE(file) << "cannot read " << relative;
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return std::move(bytes).str();
  }

  /// Every file below with its bytes; folders end in '/' and hold "", links hold "-> " and their text. What
  /// lies below
  /// `.agentops` is left out.
  [[nodiscard]] std::map<std::string, std::string> contents() const {
    namespace fs = std::filesystem;
    std::map<std::string, std::string> result;
    for (auto entry = fs::recursive_directory_iterator(path_); entry != fs::recursive_directory_iterator();
         ++entry) {
      const std::string name = entry->path().string().substr(path_.size() + 1);
      if (name == ".agentops")
        entry.disable_recursion_pending();
      else if (entry->is_symlink())
        result[name] = "-> " + fs::read_symlink(entry->path()).string();
      else if (entry->is_directory())
        result[name + "/"] = "";
      else
        result[name] = read(name);
    }
    return result;
  }

 private:
  std::string path_;
};

}  // namespace agentops::test
