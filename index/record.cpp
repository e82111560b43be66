#include "index/record.h"

#include <utility>

#include <xapian.h>

#include "index/failure.h"
#include "index/terms.h"
#include "text/bytes.h"

namespace agentops::index {

std::string full_key(const Record& record) {
  return record.place.empty() ? record.key : record.place + "/" + record.key;
}

std::string write_record(const Record& record) {
  text::ByteWriter writer;
  writer.text(record.place);
  writer.text(record.path == record.key ? "" : record.path);
  writer.number(record.line);
  writer.text(record.name);
  writer.text(record.description);
  writer.text(record.headings);
  return writer.take();
}

Result<Record> read_record(std::string_view bytes, std::string_view key) {
  text::ByteReader reader(bytes);
  Record record;
  record.place = reader.text();
  record.path = reader.text();
  record.line = static_cast<std::uint32_t>(reader.number());
  record.name = reader.text();
  record.description = reader.text();
  record.headings = reader.text();
  const std::string before = record.place.empty() ? "" : record.place + "/";
  if (!reader.ok() || !reader.at_end() || !key.starts_with(before))
    return fail(damaged("a record of it does not read"));
  record.key = key.substr(before.size());
  if (record.path.empty()) record.path = record.key;
  return record;
}

Record record_of(const Xapian::Document& document) {
  auto record = read_record(document.get_data(), document.get_value(key_slot));
  if (!record) throw Xapian::DatabaseCorruptError("a record does not read");
  return *std::move(record);
}

}  // namespace agentops::index
