#include "package/digest.h"

#include "package/ustar.h"
#include "text/hash.h"

namespace agentops::package {

Digest tree_digest(const FileTree& files) { return text::sha256(write_ustar(files)); }

}  // namespace agentops::package
