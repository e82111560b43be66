#pragma once

/// `package adapt`: a draft for another subject, in packages/NEW, from a package that works.

#include <string>
#include <vector>

#include "actions/new_package.h"
#include "package/adaptation.h"

namespace agentops::actions {

struct AdaptOrder {
  std::string from;               ///< an installed package, or the folder of one when it holds '/'
  std::string name;               ///< of the new one
  std::vector<std::string> maps;  ///< customer=lead
  std::string author;             ///< from git's settings when it is empty
  bool dry_run = false;
};

struct Adapted {
  NewPackage written;
  std::vector<package::AdaptedWord> words;
  std::vector<package::AdaptationBlank> blanks;
};

/// Errors: NotFound, E-NOT-INSTALLED; Usage, E-USAGE or E-ADAPT; Conflict, E-EXISTS, when there is a
/// packages/NEW already.
[[nodiscard]] Result<Adapted> adapt_package(const Project& project, const AdaptOrder& order);

}  // namespace agentops::actions
