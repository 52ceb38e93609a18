#include "index/fresh_postings.h"

#include <utility>

#include "index/records.h"

namespace unspin {
namespace {

PartitionImage encode(std::span<const uint64_t> records, unsigned partition,
                      unsigned bucket_bits) {
  PartitionEncoder encoder(partition, bucket_bits, records.size());
  std::vector<uint32_t> documents;
  for (size_t i = 0; i < records.size();) {
    uint64_t key = key_of_record(records[i]);
    documents.clear();
    for (; i < records.size() && key_of_record(records[i]) == key; ++i) {
      uint32_t document = document_of_record(records[i]);
      if (documents.empty() || documents.back() != document)
        documents.push_back(document);
    }
    encoder.add(key, documents, documents.size(), false);
  }
  return encoder.finish();
}

}  // namespace

void FreshPostings::add(std::span<const uint64_t> keys, uint32_t words) {
  auto document = static_cast<uint32_t>(lengths_.size());
  for (uint64_t key : keys)
    records_[key >> (kKeyBits - kPartitionBits)].push_back(record_of(key, document));
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
    sort_records(records_[partition], kPartitionBits, scratch);
    return encode(records_[partition], partition, plan.bucket_bits);
  };
  return write_postings(plan, threads, make, sink, common);
}

}  // namespace unspin
