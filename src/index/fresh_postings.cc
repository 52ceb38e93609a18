#include "index/fresh_postings.h"

#include <algorithm>
#include <utility>

namespace unspin {
namespace {

constexpr unsigned kDigitBits = 8;
constexpr size_t kDigits = size_t{1} << kDigitBits;

// Sorts records by their keys; of equal keys documents come in order already. A
// partition is some hundred kilobytes, which stay in the processor's cache.
void sort_records(std::vector<uint64_t>& records, std::vector<uint64_t>& scratch) {
  constexpr size_t kFew = 512;
  if (records.size() < kFew) {
    std::ranges::sort(records);
    return;
  }
  scratch.resize(records.size());
  static_assert((kKeyBits - kPartitionBits) % (2 * kDigitBits) == 0);
  for (unsigned shift = kFileDocumentBits;
       shift < kFileDocumentBits + kKeyBits - kPartitionBits; shift += kDigitBits) {
    std::array<uint32_t, kDigits> places{};
    for (uint64_t record : records) ++places[(record >> shift) % kDigits];
    uint32_t sum = 0;
    for (uint32_t& place : places) sum += std::exchange(place, sum);
    for (uint64_t record : records)
      scratch[places[(record >> shift) % kDigits]++] = record;
    records.swap(scratch);
  }
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

Result<void> FreshPostings::write(unsigned threads, const ByteSink& sink) {
  PostingsPlan plan{.first_document = first_document_,
                    .lengths = lengths_,
                    .bucket_bits = bucket_bits_for(n_records_)};
  auto make = [&](unsigned partition) -> Result<PartitionImage> {
    thread_local std::vector<uint64_t> scratch;
    sort_records(records_[partition], scratch);
    return encode(records_[partition], partition, plan.bucket_bits);
  };
  return write_postings(plan, threads, make, sink);
}

}  // namespace unspin
