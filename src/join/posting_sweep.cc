// This file turns posting lists into pairs.
//
// Sorted postings hold each feature's documents one after the other. Nearly every
// feature is in one document only and is passed over. One in few documents says much
// about each two of them: all are paired, and the weight 1/(df - 1) says how much.
//
// The pairs of a feature grow with the square of its documents, so there is a cap. What
// lies above it is not dropped: a passage that thirty documents hold would have no rare
// features at all, and none of its copies would be found. Each document is linked to
// the next two instead, which connects all copies at linear cost; a chain of single
// links does for features of thousands, most of which are set phrases. Links never
// become cliques; whoever needs all copies of a passage follows the links.
//
// A posting list may be longer than memory (a feature that all documents have), so it
// may arrive in several runs: the state between them is the list while it is short,
// and then its last document.

#include "join/posting_sweep.h"

#include <algorithm>

namespace unspin {

PostingSweep::PostingSweep(uint32_t max_df, uint32_t max_linked_df, PairLayout layout,
                           PartitionBuffers<uint64_t>& out)
    : max_df_(max_df),
      max_linked_df_(std::max(max_df, max_linked_df)),
      layout_(layout),
      shift_(layout.partition_shift()),
      out_(out) {}

void PostingSweep::run(std::span<const uint64_t> postings) {
  size_t i = 0;
  size_t n = postings.size();
  // The feature that the last run ended in may go on.
  if (!documents_.empty()) {
    while (i < n && posting_key(postings[i]) == key_) take(postings[i++]);
    if (i == n) return;
    end();
  }
  // Beyond this point a feature's postings start and end in this run, but the last's.
  while (i + 1 < n) {
    uint64_t key = posting_key(postings[i]);
    if (posting_key(postings[i + 1]) != key) {
      ++i;
      continue;
    }
    key_ = key;
    while (i < n && posting_key(postings[i]) == key) take(postings[i++]);
    if (i == n) return;
    end();
  }
  if (i < n) {
    key_ = posting_key(postings[i]);
    take(postings[i]);
  }
}

void PostingSweep::take(uint64_t posting) {
  uint32_t document = posting_document(posting);
  if (!documents_.empty() && documents_.back() == document) return;
  documents_.push_back(document);
  if (chained_) {
    link(documents_, 1);
    documents_.front() = document;
    documents_.resize(1);
  } else if (documents_.size() > max_linked_df_) {
    link(documents_, 1);
    documents_.front() = document;
    documents_.resize(1);
    chained_ = true;
  }
}

void PostingSweep::end() {
  if (!chained_ && documents_.size() > 1) {
    if (documents_.size() <= max_df_)
      pair_all(documents_);
    else
      link(documents_, 2);
  }
  documents_.clear();
  chained_ = false;
}

void PostingSweep::pair_all(std::span<const uint32_t> documents) {
  uint64_t code = documents.size() - 1;
  for (size_t i = 0; i < documents.size(); ++i)
    for (size_t j = i + 1; j < documents.size(); ++j)
      emit(documents[i], documents[j], code);
}

void PostingSweep::link(std::span<const uint32_t> documents, size_t reach) {
  for (size_t i = 0; i < documents.size(); ++i)
    for (size_t j = i + 1; j < documents.size() && j <= i + reach; ++j)
      emit(documents[i], documents[j], kLinkCode);
}

void PostingSweep::emit(uint32_t a, uint32_t b, uint64_t code) {
  out_.push(a >> shift_, layout_.make(a, b, code));
}

}  // namespace unspin
