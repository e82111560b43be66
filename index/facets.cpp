#include "index/facets.h"

#include <algorithm>
#include <functional>
#include <map>

#include <xapian.h>

#include "index/terms.h"

namespace agentops::index {
namespace {

/// Numbers of all documents that match.
std::vector<Xapian::docid> matches_of(const Xapian::Query& query, const Xapian::Database& database) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet set = enquire.get_mset(0, database.get_doccount());
  std::vector<Xapian::docid> documents;
  for (auto match = set.begin(); match != set.end(); ++match) documents.push_back(*match);
  return documents;
}

using Counts = std::map<std::string, std::uint64_t>;

/// Documents by the terms of a field.
Counts count_terms(FieldId id, const std::vector<bool>& is_match, const Xapian::Database& database) {
  Counts counts;
  const std::string prefix(field(id).prefix);
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    std::uint64_t count = 0;
    for (auto document = database.postlist_begin(*term); document != database.postlist_end(*term); ++document)
      if (is_match[*document]) ++count;
    if (count > 0) counts.emplace((*term).substr(prefix.size()), count);
  }
  return counts;
}

Counts count_domains(const std::vector<Xapian::docid>& documents, const Surroundings& surroundings) {
  Counts counts;
  for (const Xapian::docid document : documents) {
    const std::string key =
        surroundings.database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(key_slot);
    if (const auto domain = surroundings.domains.find(key); domain != surroundings.domains.end())
      ++counts[domain->second];
  }
  return counts;
}

}  // namespace

std::vector<Facet> count_facets(const Node& settled, const Surroundings& surroundings,
                                const std::vector<FieldId>& asked) {
  const Xapian::Database& database = surroundings.database;
  const auto documents = matches_of(compile(settled, surroundings), database);
  std::vector<bool> is_match(std::size_t{database.get_lastdocid()} + 1);
  for (const Xapian::docid document : documents) is_match[document] = true;

  std::vector<Facet> facets;
  for (const FieldId id : asked) {
    Counts counts =
        id == FieldId::Domain ? count_domains(documents, surroundings) : count_terms(id, is_match, database);
    if (id == FieldId::Domain)  // a package is one, of its name
      for (const auto& [name, count] : count_terms(FieldId::Package, is_match, database))
        counts[name] += count;
    Facet facet{.field = id, .counts = {counts.begin(), counts.end()}};
    std::ranges::stable_sort(facet.counts, std::ranges::greater{},
                             &std::pair<std::string, std::uint64_t>::second);
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace agentops::index
