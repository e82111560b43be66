#include "index/record.h"

#include "index/failure.h"
#include "text/bytes.h"

namespace agentops::index {

std::string write_record(const Entry& entry) {
  text::ByteWriter record;
  record.text(entry.key);
  record.text(entry.path == entry.key ? "" : entry.path);
  record.number(entry.line);
  record.text(entry.pairs);
  return record.take();
}

Result<Record> read_record(std::string_view bytes) {
  text::ByteReader reader(bytes);
  Record record;
  record.key = reader.text();
  record.path = reader.text();
  record.line = static_cast<std::uint32_t>(reader.number());
  record.pairs = reader.text();
  if (!reader.ok() || !reader.at_end()) return fail(damaged("a record of it does not read"));
  if (record.path.empty()) record.path = record.key;
  return record;
}

}  // namespace agentops::index
