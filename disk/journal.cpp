#include "disk/journal.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "disk/spot.h"
#include "text/bytes.h"
#include "text/hash.h"

namespace agentops::disk {
namespace {

constexpr std::string_view heading = "agentops journal 1\n";
constexpr std::string_view staging_prefix = "staging-";
constexpr std::size_t checksum_size = 8;

// What follows a path.
constexpr std::uint64_t brings = 1;
constexpr std::uint64_t takes = 2;
constexpr std::uint64_t executable = 4;

void write_digest(text::ByteWriter& out, const std::optional<Digest>& digest) {
  if (digest) out.raw(std::string(digest->bytes.begin(), digest->bytes.end()));
}

Digest read_digest(text::ByteReader& in) {
  Digest digest;
  std::ranges::copy(in.raw(digest.bytes.size()), digest.bytes.begin());
  return digest;
}

bool is_staging_name(std::string_view name) {
  if (!name.starts_with(staging_prefix) || name.size() == staging_prefix.size()) return false;
  name.remove_prefix(staging_prefix.size());
  return std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

JournalStep read_step(text::ByteReader& in) {
  JournalStep step;
  step.path = in.text();
  const std::uint64_t flags = in.number();
  step.executable = (flags & executable) != 0;
  if ((flags & brings) != 0) step.brings = read_digest(in);
  if ((flags & takes) != 0) step.takes = read_digest(in);
  return step;
}

bool is_sound(const Journal& journal) {
  return is_staging_name(journal.staging) && std::ranges::all_of(journal.new_folders, is_writable_path) &&
         std::ranges::all_of(journal.steps, is_writable_path, &JournalStep::path);
}

}  // namespace

std::string new_slot(std::size_t step) { return "new-" + std::to_string(step); }
std::string old_slot(std::size_t step) { return "old-" + std::to_string(step); }

std::string encode(const Journal& journal) {
  text::ByteWriter out;
  out.raw(heading);
  out.text(journal.staging);
  out.number(journal.new_folders.size());
  for (const std::string& folder : journal.new_folders) out.text(folder);
  out.number(journal.steps.size());
  for (const JournalStep& step : journal.steps) {
    out.text(step.path);
    out.number((step.brings ? brings : 0) | (step.takes ? takes : 0) | (step.executable ? executable : 0));
    write_digest(out, step.brings);
    write_digest(out, step.takes);
  }
  out.fixed64(text::quick_hash(out.bytes()));
  return out.take();
}

std::optional<Journal> decode_journal(std::string_view bytes) {
  if (!bytes.starts_with(heading) || bytes.size() < heading.size() + checksum_size) return std::nullopt;
  const std::string_view content = bytes.substr(0, bytes.size() - checksum_size);
  if (text::ByteReader(bytes.substr(content.size())).fixed64() != text::quick_hash(content))
    return std::nullopt;

  text::ByteReader in(content.substr(heading.size()));
  Journal journal;
  journal.staging = in.text();
  journal.new_folders.resize(in.count());
  for (std::string& folder : journal.new_folders) folder = in.text();
  const std::size_t steps = in.count(2);
  for (std::size_t i = 0; i < steps && in.ok(); ++i) journal.steps.push_back(read_step(in));
  if (!in.ok() || !in.at_end() || !is_sound(journal)) return std::nullopt;
  return journal;
}

}  // namespace agentops::disk
