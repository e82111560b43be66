#include "state/footprint_cache.h"

#include <algorithm>

#include "state/record.h"
#include "state/ticks.h"

namespace agentops::state {

void fields(auto& io, SomeOrConst<FileTrace> auto& trace) { io(trace.stamp, trace.changed_ns); }

void fields(auto& io, SomeOrConst<SeenFile> auto& seen) { io(seen.trace, seen.digest); }

void fields(auto& io, SomeOrConst<Footprint> auto& footprint) {
  io(footprint.seen_ns, footprint.files, footprint.absent, footprint.folders);
}

std::string encode(const Footprint& footprint) {
  RecordWriter out;
  out(footprint);
  return out.take();
}

std::optional<Footprint> decode_footprint_cache(std::string_view bytes) {
  RecordReader in(bytes);
  Footprint footprint;
  in(footprint);
  const auto path_of = [](const SeenFile& seen) -> const std::string& { return seen.trace.stamp.path; };
  if (!in.ok() || !in.at_end() || !std::ranges::is_sorted(footprint.files, {}, path_of)) return std::nullopt;
  return footprint;
}

bool is_certain(const Footprint& footprint, const SeenFile& seen) {
  return !may_change_unseen(std::max(seen.trace.stamp.modified_ns, seen.trace.changed_ns), footprint.seen_ns);
}

}  // namespace agentops::state
