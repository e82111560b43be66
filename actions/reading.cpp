#include "actions/reading.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "disk/failure.h"
#include "extract/document.h"
#include "extract/uses.h"
#include "index/stemmer.h"
#include "mine/rows.h"
#include "text/hash.h"

namespace agentops::actions {
namespace {

constexpr std::size_t file_limit = std::size_t{16} << 20;
constexpr std::size_t script_limit = std::size_t{256} << 10;
constexpr std::size_t files_per_chunk = index::entries_per_shard;

/// What one thread keeps while it reads.
struct Reader {
  const Project& project;
  const PassOptions& options;
  text::Stemmer stem = index::make_stemmer();
  mine::StemTable stems{stem};

  FileRead read(const FileToRead& file);
  void take(FileRead& read, const Source& source, const FileToRead& file);
  void add_uses_of(const std::vector<std::string>& scripts, Uses& uses) const;
};

FileRead Reader::read(const FileToRead& file) {
  FileRead read;
  read.known.stamp = file.stamp;
  read.known.beside_skill_folders = file.beside_skill_folders;
  read.known.entry = {.path = file.stamp.path,
                      .kind = Kind::Doc,
                      .item = {},
                      .owner = file.owner,
                      .size = file.stamp.size,
                      .executable = file.stamp.executable,
                      .digest = {}};
  auto bytes = project.root().read(file.stamp.path, file_limit);
  if (!bytes) {
    read.known.skipped = disk::why_of(bytes.error());
    return read;
  }
  Source source{.path = file.stamp.path, .bytes = *std::move(bytes), .digest = {}};
  source.digest = text::sha256(source.bytes);
  read.known.entry.size = source.bytes.size();
  read.known.entry.digest = source.digest;
  if (file.owner.empty()) take(read, source, file);
  return read;
}

/// Takes the items of a file that is no attachment.
void Reader::take(FileRead& read, const Source& source, const FileToRead& file) {
  if (const auto why = extract::why_not_text(source.bytes)) {
    read.known.skipped = *why;
    return;
  }
  for (Document& document :
       extract::read_documents(source, {.beside_skill_folders = file.beside_skill_folders})) {
    if (read.known.items.empty()) {
      read.known.entry.kind = document.item.kind;
      read.known.entry.item = document.item.key;
    }
    if (read.known.items.empty()) add_uses_of(file.scripts, document.item.uses);
    if (options.rows && mine::is_clustered(document.item.kind))
      read.rows.push_back(mine::row_of(document, source.bytes, stems));
    if (options.entries || options.build != nullptr)
      read.entries.push_back(index::entry_of(document, source.bytes, stem));
    read.known.items.push_back(std::move(document.item));
  }
}

/// What a skill's scripts need, the skill needs. A script that cannot be read is told of as a file of its
/// own.
void Reader::add_uses_of(const std::vector<std::string>& scripts, Uses& uses) const {
  for (const std::string& path : scripts)
    if (const auto code = project.root().read(path, script_limit))
      extract::add_script_uses(path, *code, uses);
}

/// Hands out chunks to threads and gathers what they say.
class Pass {
 public:
  Pass(const Project& project, std::span<const FileToRead> files, const PassOptions& options)
      : project_(project), files_(files), options_(options), reads_(files.size()) {}

  Result<std::vector<FileRead>> run() {
    const std::size_t chunks = (files_.size() + files_per_chunk - 1) / files_per_chunk;
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 1; i < std::min<std::size_t>(project_.threads(), chunks); ++i)
        threads.emplace_back([this] { work(); });
      work();
    }
    if (!failure_) return fail(failure_);
    return std::move(reads_);
  }

 private:
  /// Nothing may leave a thread: what goes wrong in one is told by run().
  void work() try {
    Reader reader{.project = project_, .options = options_};
    for (std::size_t chunk = next_++; chunk * files_per_chunk < files_.size(); chunk = next_++) {
      const std::size_t begin = chunk * files_per_chunk;
      const std::size_t end = std::min(begin + files_per_chunk, files_.size());
      for (std::size_t i = begin; i < end; ++i) reads_[i] = reader.read(files_[i]);
      if (options_.build != nullptr) write_shard(static_cast<std::uint32_t>(chunk), begin, end);
      tell(end - begin);
    }
  } catch (const std::exception& fault) {
    const std::scoped_lock lock(mutex_);
    failure_ = fail({.kind = ErrorKind::Internal,
                     .code = "E-INTERNAL",
                     .message = std::string("reading stopped: ") + fault.what(),
                     .hint = "please report it with the command that you typed",
                     .where = {}});
  }

  void write_shard(std::uint32_t number, std::size_t begin, std::size_t end) {
    std::vector<index::Entry> entries;
    for (std::size_t i = begin; i < end; ++i)
      std::ranges::move(std::exchange(reads_[i].entries, {}), std::back_inserter(entries));
    if (const Status written = options_.build->write(number, entries); !written) {
      const std::scoped_lock lock(mutex_);
      if (failure_) failure_ = written;
    }
  }

  void tell(std::size_t more) {
    const std::scoped_lock lock(mutex_);
    done_ += more;
    project_.report({.stage = "reading", .done = done_, .total = files_.size()});
  }

  const Project& project_;
  std::span<const FileToRead> files_;
  const PassOptions& options_;
  std::vector<FileRead> reads_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::size_t done_ = 0;
  Status failure_;
};

}  // namespace

Result<std::vector<FileRead>> read_files(const Project& project, std::span<const FileToRead> files,
                                         const PassOptions& options) {
  return Pass(project, files, options).run();
}

}  // namespace agentops::actions
