#include "state/scan_cache.h"

#include <algorithm>
#include <utility>

#include "state/record.h"
#include "state/ticks.h"

namespace agentops::state {

void fields(auto& io, SomeOrConst<Place> auto& place) { io(place.path, place.line, place.column); }

void fields(auto& io, SomeOrConst<Edit> auto& edit) { io(edit.span, edit.text); }

void fields(auto& io, SomeOrConst<Finding> auto& finding) {
  io(finding.rule, finding.severity, finding.place, finding.message, finding.fix, finding.width,
     finding.edits);
}

void fields(auto& io, SomeOrConst<Mention> auto& mention) {
  io(mention.form, mention.target, mention.anchor, mention.span, mention.line, mention.in_code,
     mention.quoted, mention.called, mention.listed, mention.wanted);
}

void fields(auto& io, SomeOrConst<Reference> auto& reference) {
  io(reference.target, reference.to, reference.form, reference.lines);
}

void fields(auto& io, SomeOrConst<Literal> auto& literal) {
  io(literal.type, literal.value, literal.context, literal.after, literal.span, literal.line,
     literal.in_code);
}

void fields(auto& io, SomeOrConst<Uses> auto& uses) {
  io(uses.programs, uses.files, uses.env, uses.hosts, uses.tools, uses.literals);
}

void fields(auto& io, SomeOrConst<Item> auto& item) {
  io(item.key, item.path, item.id, item.line, item.kind, item.kind_from, item.kind_confidence, item.runner_up,
     item.runner_up_from);
  io(item.name, item.name_from, item.title, item.description, item.description_from, item.model);
  io(item.lines, item.tokens, item.digest, item.body_digest);
  io(item.mentions, item.references, item.uses, item.findings);
}

void fields(auto& io, SomeOrConst<FileEntry> auto& entry) {
  io(entry.path, entry.kind, entry.item, entry.owner, entry.size, entry.executable, entry.digest);
}

void fields(auto& io, SomeOrConst<KnownFile> auto& file) {
  io(file.stamp, file.entry, file.items, file.skipped, file.beside_skill_folders);
}

void fields(auto& io, SomeOrConst<ScanCache> auto& cache) { io(cache.begun_ns, cache.files); }

std::string encode(const ScanCache& cache) {
  RecordWriter out;
  out(cache);
  return out.take();
}

std::optional<ScanCache> decode_scan_cache(std::string_view bytes) {
  RecordReader in(bytes);
  ScanCache cache;
  in(cache);
  const bool sorted = std::ranges::is_sorted(
      cache.files, {}, [](const KnownFile& f) -> const std::string& { return f.stamp.path; });
  if (!in.ok() || !in.at_end() || !sorted) return std::nullopt;
  return cache;
}

const KnownFile* known(const ScanCache& cache, const FileStamp& stamp) {
  const auto path_of = [](const KnownFile& file) -> const std::string& { return file.stamp.path; };
  const auto found = std::ranges::lower_bound(cache.files, stamp.path, {}, path_of);
  if (found == cache.files.end() || found->stamp != stamp) return nullptr;
  return may_change_unseen(stamp.modified_ns, cache.begun_ns) ? nullptr : &*found;
}

KnownFile* known(ScanCache& cache, const FileStamp& stamp) {
  const KnownFile* file = known(std::as_const(cache), stamp);
  return file == nullptr ? nullptr : &cache.files[static_cast<std::size_t>(file - cache.files.data())];
}

}  // namespace agentops::state
