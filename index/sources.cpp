#include "index/sources.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <xapian.h>

#include "index/record.h"
#include "index/terms.h"

namespace agentops::index {
namespace {

using DocumentTest = std::function<bool(const Xapian::Document& document)>;

/// Lets through the documents that pass a test.
class TestSource final : public Xapian::PostingSource {
 public:
  explicit TestSource(DocumentTest test) : test_(std::move(test)) {}

  [[nodiscard]] PostingSource* clone() const override { return new TestSource(test_); }

  void init(const Xapian::Database& database) override {
    database_ = database;
    last_ = database.get_lastdocid();
    at_ = 0;
  }

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return 0; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return database_.get_doccount(); }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return database_.get_doccount(); }

  void next(double /*least_weight*/) override { find_from(at_ + 1); }
  void skip_to(Xapian::docid document, double /*least_weight*/) override {
    find_from(std::max(document, at_));
  }
  bool check(Xapian::docid document, double /*least_weight*/) override {
    at_ = document;
    return passes(document);
  }

  [[nodiscard]] bool at_end() const override { return at_ > last_; }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_; }

 private:
  void find_from(Xapian::docid document) {
    for (at_ = document; at_ <= last_; ++at_)
      if (passes(at_)) return;
  }

  [[nodiscard]] bool passes(Xapian::docid document) const {
    try {
      return test_(database_.get_document(document));
    } catch (const Xapian::DocNotFoundError&) {
      return false;  // numbers of removed documents are not used again
    }
  }

  DocumentTest test_;
  Xapian::Database database_;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

/// Compares the keys, which lie one behind the other.
class PathSource final : public Xapian::PostingSource {
 public:
  PathSource(std::string value, bool is_start) : value_(std::move(value)), is_start_(is_start) {}

  [[nodiscard]] PostingSource* clone() const override { return new PathSource(value_, is_start_); }

  void init(const Xapian::Database& database) override {
    database_ = database;
    began_ = false;
  }

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return 0; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return database_.get_doccount() / 2; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return database_.get_doccount(); }

  void next(double /*least_weight*/) override {
    if (began_)
      ++key_;
    else
      begin();
    find();
  }
  void skip_to(Xapian::docid document, double /*least_weight*/) override {
    if (!began_) begin();
    if (at_end() || key_.get_docid() >= document) return find();
    key_.skip_to(document);
    find();
  }

  [[nodiscard]] bool at_end() const override { return began_ && key_ == database_.valuestream_end(key_slot); }
  [[nodiscard]] Xapian::docid get_docid() const override { return key_.get_docid(); }

 private:
  void begin() {
    key_ = database_.valuestream_begin(key_slot);
    began_ = true;
  }

  void find() {
    while (!at_end() && !is_on_path(*key_, value_, is_start_)) ++key_;
  }

  std::string value_;
  bool is_start_;
  bool began_ = false;
  Xapian::Database database_;
  Xapian::ValueIterator key_;
};

Xapian::Query query_of(DocumentTest test) {
  return Xapian::Query((new TestSource(std::move(test)))->release());
}

}  // namespace

Xapian::Query in_field(FieldCheck check, text::Stemmer stem) {
  return query_of([check = std::move(check), stem = std::move(stem)](const Xapian::Document& document) {
    return holds(check, record_of(document), stem);
  });
}

Xapian::Query with_phrase(FieldCheck check, std::vector<PairHash> pairs, text::Stemmer stem) {
  return query_of([check = std::move(check), pairs = std::move(pairs),
                   stem = std::move(stem)](const Xapian::Document& document) {
    const std::vector<PairHash> there = read_pairs(document.get_value(pairs_slot));
    const bool is_cut = there.size() >= most_pairs;
    const auto is_there = [&](PairHash pair) { return std::ranges::binary_search(there, pair); };
    return is_cut || std::ranges::all_of(pairs, is_there) || holds(check, record_of(document), stem);
  });
}

Xapian::Query on_path(std::string value, bool is_start) {
  return Xapian::Query((new PathSource(std::move(value), is_start))->release());
}

}  // namespace agentops::index
