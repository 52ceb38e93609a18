// Postings as they are sorted: a key and a document in one number.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "index/postings_format.h"

namespace unspin {

// The key's last bits, as many as there is room for, above the document's.
inline constexpr unsigned kRecordKeyBits = 64 - kFileDocumentBits;
static_assert(kRecordKeyBits == kKeyBits);

inline uint64_t record_of(uint64_t key, uint32_t document) {
  return key << kFileDocumentBits | document;
}
inline uint64_t key_of_record(uint64_t record) { return record >> kFileDocumentBits; }
inline uint32_t document_of_record(uint64_t record) {
  return static_cast<uint32_t>(record & (kMostFileDocuments - 1));
}

// Sorts records whose keys agree in their first `slice_bits` bits, and of each key came
// in the order of their documents. Swaps with `scratch`.
//
// Cost: some 4 ns a record, if all fit into the processor's cache and keys are spread
//       evenly; n log n at worst.
void sort_records(std::vector<uint64_t>& records, unsigned slice_bits,
                  std::vector<uint64_t>& scratch);

}  // namespace unspin
