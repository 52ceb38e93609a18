#include "engine/judged_pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <tuple>

#include "base/file.h"
#include "base/parallel.h"
#include "engine/first_error.h"

namespace unspin {
namespace {

// Pairs judged before what they gave is written: bounds the memory.
constexpr size_t kChunk = 4096;

// A thread takes this many neighbouring pairs, which often share their first document.
constexpr size_t kBlock = 8;

}  // namespace

Result<JudgedPairs> JudgedPairs::create(const std::filesystem::path& path,
                                        const Collection& collection,
                                        const Comparer& comparer, unsigned threads) {
  JudgedPairs pairs(collection, comparer, threads);
  pairs.path_ = path;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file)
    return fail(Code::kUnwritable,
                fmt::format("{}: cannot write: {}", path.string(), std::strerror(errno)));
  return pairs;
}

Result<void> JudgedPairs::judge(std::span<const Pair> pairs, bool filter) {
  std::ofstream file(path_, std::ios::binary | std::ios::app);
  for (size_t begin = 0; begin < pairs.size(); begin += kChunk) {
    std::span<const Pair> chunk =
        pairs.subspan(begin, std::min(kChunk, pairs.size() - begin));
    std::vector<JudgedPair> judged(chunk.size());
    FirstError error;
    auto threads = static_cast<unsigned>(judges_.size());
    parallel_for(chunk.size(), threads, kBlock, [&](size_t i, unsigned thread) {
      if (error.any()) return;
      auto [a, b] = chunk[i];
      auto answer = judges_[thread].judge(a, b, filter);
      if (!answer) return error.keep(std::move(answer).error());
      judged[i] = *std::move(answer);
    });
    if (auto first = error.take()) return tl::unexpected<Error>(*std::move(first));
    for (const JudgedPair& one : judged) {
      compared_ += one.compared;
      if (!one.related) continue;
      file << one.line;
      lines_.push_back(
          {end_, static_cast<uint32_t>(one.line.size()), one.edge.a, one.edge.b});
      end_ += one.line.size();
      edges_.push_back(one.edge);
    }
    if (!file.flush())
      return fail(Code::kUnwritable, fmt::format("{}: cannot write: {}", path_.string(),
                                                 std::strerror(errno)));
  }
  return {};
}

Result<void> JudgedPairs::write(const std::filesystem::path& path) const {
  std::map<uint32_t, std::string> ids;
  for (const Line& line : lines_)
    for (uint32_t number : {line.a, line.b})
      if (auto [it, is_new] = ids.try_emplace(number); is_new) {
        UNSPIN_TRY(Document document, collection_->document(number));
        it->second = std::move(document.id);
      }
  std::vector<Line> order = lines_;
  std::ranges::sort(order, {}, [&](const Line& line) {
    return std::tuple(std::string_view(ids[line.a]), std::string_view(ids[line.b]),
                      line.a, line.b);
  });

  UNSPIN_TRY(MappedFile matches, MappedFile::open(path_));
  UNSPIN_TRY(AtomicFile out, AtomicFile::create(path));
  for (const Line& line : order)
    if (auto written = out.write(matches.bytes().substr(line.offset, line.bytes));
        !written)
      return written;
  return out.finish();
}

}  // namespace unspin
