#pragma once

/// A folder of a few items, and the program run in it as one user, with the faults of shim.c where a test
/// asks for them.
///
///   Company company;
///   company.run("scan", "AGENTOPS_FAULT=kill:17").code  ->  137

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"

namespace agentops::test {

using Files = std::map<std::string, std::string>;

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

class Company {
 public:
  Company();

  /// `time`: seconds after an hour that is long past, so that no run takes a file for one just written.
  void write(const std::string& path, const std::string& bytes, int time = 0) const;

  /// `fault`: settings of shim.c, see there; empty: without it. `who` tells apart what runs at the same time.
  [[nodiscard]] Outcome run(const std::string& arguments, const std::string& fault = {},
                            const std::string& who = {}) const;

  /// How many calls `arguments` makes that can fail.
  [[nodiscard]] int points(const std::string& arguments) const;

  [[nodiscard]] std::filesystem::path project() const {
    return std::filesystem::path(temp_.path()) / "project";
  }

  /// All files but those of the state folder.
  [[nodiscard]] Files files() const;

  /// What lies in the state folder after a run that ended well, without what carries a digest in its name.
  [[nodiscard]] std::vector<std::string> leftovers() const;

  void keep(const std::string& as) const;

  /// Puts plan and state folder back as they were kept, and a user who had no state has no secret. The
  /// sources never change.
  void put_back(const std::string& from) const;

  /// Removes the state folder and the user's secret.
  void forget() const;

 private:
  void remove_all(const std::string& name) const;

  TempFolder temp_{TempFolder::in_memory()};
};

}  // namespace agentops::test
