#include "index/ranking.h"

#include <xapian.h>

namespace agentops::index {

void set_ranking(Xapian::Enquire& enquire) {
  enquire.set_weighting_scheme(Xapian::BM25Weight(1.6, 0, 1, 0.8, 0));
}

}  // namespace agentops::index
