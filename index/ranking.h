#pragma once

/// How words are weighed.

namespace Xapian {
class Enquire;
}

namespace agentops::index {

/// BM25 with k1 1.6 and b .8; the others are as is usual.
void set_ranking(Xapian::Enquire& enquire);

}  // namespace agentops::index
