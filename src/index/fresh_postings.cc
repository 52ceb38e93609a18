#include "index/fresh_postings.h"

#include <algorithm>
#include <utility>

namespace unspin {
namespace {

constexpr unsigned kDigitBits = 11;
constexpr size_t kDigits = size_t{1} << kDigitBits;
constexpr unsigned kRecordBits = kFileDocumentBits + kKeyBits - kPartitionBits;
constexpr unsigned kSortedFrom = kRecordBits - 2 * kDigitBits;

// Sorts each run of records that agree in the bits from kSortedFrom on. Nearly all are
// of one record, or of one key whose documents came in order.
void sort_runs(std::span<uint64_t> records) {
  for (size_t i = 1; i < records.size();) {
    if (records[i - 1] <= records[i]) [[likely]] {
      ++i;
      continue;
    }
    size_t begin = i - 1, end = i + 1;
    uint64_t first = records[i] >> kSortedFrom;
    while (begin > 0 && records[begin - 1] >> kSortedFrom == first) --begin;
    while (end < records.size() && records[end] >> kSortedFrom == first) ++end;
    std::ranges::sort(records.subspan(begin, end - begin));
    i = end;
  }
}

// Sorts records, which agree in their partition. Two passes go by the next 22 bits of the
// key, beyond which little is left to do; a partition is a megabyte or so, which stays in
// the processor's cache.
void sort_records(std::vector<uint64_t>& records, std::vector<uint64_t>& scratch) {
  constexpr size_t kFew = 512;
  if (records.size() < kFew) {
    std::ranges::sort(records);
    return;
  }
  scratch.resize(records.size());
  for (unsigned shift = kSortedFrom; shift < kRecordBits; shift += kDigitBits) {
    std::array<uint32_t, kDigits> places{};
    for (uint64_t record : records) ++places[(record >> shift) % kDigits];
    uint32_t sum = 0;
    for (uint32_t& place : places) sum += std::exchange(place, sum);
    for (uint64_t record : records)
      scratch[places[(record >> shift) % kDigits]++] = record;
    records.swap(scratch);
  }
  sort_runs(records);
}

PartitionImage encode(std::span<const uint64_t> records, unsigned partition,
                      unsigned bucket_bits) {
  PartitionEncoder encoder(partition, bucket_bits);
  std::vector<uint32_t> documents;
  for (size_t i = 0; i < records.size();) {
    uint64_t key = records[i] >> kFileDocumentBits;
    documents.clear();
    for (; i < records.size() && records[i] >> kFileDocumentBits == key; ++i) {
      auto document = static_cast<uint32_t>(records[i] & (kMostFileDocuments - 1));
      if (documents.empty() || documents.back() != document)
        documents.push_back(document);
    }
    encoder.add(key, documents, documents.size(), false);
  }
  return encoder.finish();
}

}  // namespace

void FreshPostings::add(std::span<const uint64_t> keys, uint32_t words) {
  uint64_t document = lengths_.size();
  for (uint64_t key : keys)
    records_[key >> (kKeyBits - kPartitionBits)].push_back(key << kFileDocumentBits |
                                                           document);
  n_records_ += keys.size();
  lengths_.push_back(words + 1);
}

void FreshPostings::start_again(uint64_t first_document) {
  first_document_ = first_document;
  n_records_ = 0;
  for (std::vector<uint64_t>& records : records_) records.clear();
  lengths_.clear();
}

Result<void> FreshPostings::write(unsigned threads, const ByteSink& sink,
                                  std::vector<uint64_t>* common) {
  PostingsPlan plan{.first_document = first_document_,
                    .lengths = lengths_,
                    .bucket_bits = bucket_bits_for(n_records_)};
  auto make = [&](unsigned partition) -> Result<PartitionImage> {
    thread_local std::vector<uint64_t> scratch;
    sort_records(records_[partition], scratch);
    return encode(records_[partition], partition, plan.bucket_bits);
  };
  return write_postings(plan, threads, make, sink, common);
}

}  // namespace unspin
