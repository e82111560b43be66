#include "actions/index_record.h"

#include "index/entry.h"
#include "text/bytes.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

constexpr std::string_view stage = "indexed";
constexpr std::uint32_t version = 1;
constexpr std::size_t digest_size = 32;

std::string encode(const IndexRecord& record) {
  text::ByteWriter writer;
  writer.number(record.size());
  for (const auto& [key, form] : record) {
    writer.text(key);
    for (const std::uint8_t byte : form.digest.bytes) writer.number(byte);
    writer.number(static_cast<std::uint64_t>(form.kind));
  }
  return writer.take();
}

}  // namespace

IndexedForm form_of(const Item& item) {
  if (item.kind != Kind::Skill) return {.digest = item.digest, .kind = item.kind};
  text::ByteWriter writer;
  for (const std::uint8_t byte : item.digest.bytes) writer.number(byte);
  for (const auto* words : {&item.uses.programs, &item.uses.env, &item.uses.hosts, &item.uses.tools}) {
    writer.number(words->size());
    for (const std::string& word : *words) writer.text(word);
  }
  return {.digest = text::sha256(writer.bytes()), .kind = item.kind};
}

IndexRecord record_of(const std::vector<state::KnownFile>& files) {
  IndexRecord record;
  for (const state::KnownFile& file : files)
    for (const Item& item : file.items) record.emplace(item.key, form_of(item));
  return record;
}

Digest key_of(const IndexRecord& record) {
  text::ByteWriter writer;
  writer.number(index::entry_version);
  writer.text(encode(record));
  return text::sha256(writer.bytes());
}

std::optional<IndexRecord> load_index_record(const Project& project) {
  const auto bytes = project.store().load(stage, version);
  if (!bytes) return std::nullopt;
  text::ByteReader reader(*bytes);
  IndexRecord record;
  for (std::size_t count = reader.count(digest_size); count > 0 && reader.ok(); --count) {
    std::string key = reader.text();
    IndexedForm form;
    for (std::uint8_t& byte : form.digest.bytes) byte = static_cast<std::uint8_t>(reader.number());
    form.kind = static_cast<Kind>(reader.number() % kind_names.size());
    record.emplace(std::move(key), form);
  }
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  return record;
}

void save_index_record(const Project& project, const IndexRecord& record) {
  (void)project.store().save(stage, version, encode(record));
}

}  // namespace agentops::actions
