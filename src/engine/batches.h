// Documents on their way: read, understood and worked on by many threads, handed over
// in order. What read_documents and the commands over collections run on.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/inputs.h"
#include "unspin/document.h"
#include "unspin/read.h"

namespace unspin {

// The documents of some records next to each other in one file.
struct DocumentBatch {
  // Of the files given to read_batches.
  size_t file = 0;

  std::vector<Document> documents;

  // RawRecord::ordinal of each document: what copy_records knows it by.
  std::vector<uint64_t> ordinals;

  // What was left out among them.
  std::vector<Skip> skips;

  // For the work step to fill and the delivery to use, as it likes.
  std::string output;

  // Bytes of `file` read so far, as they lie on disk.
  uint64_t consumed = 0;
};

struct BatchSteps {
  // Called for each batch on any thread, many at a time; may be empty.
  std::function<void(DocumentBatch&)> work;

  // Called for each batch on the caller's thread, files in order and batches in order
  // within each. False ends the reading.
  std::function<bool(DocumentBatch&&)> deliver;
};

// Reads `files` with ReadOptions::threads threads. A file that answers slowly keeps one
// thread; the others read on in the files behind it as far as memory allows.
//
// Memory: about 4 batches of kBatchBytes a thread, and their documents.
void read_batches(const std::vector<InputFile>& files, const ReadOptions& options,
                  const BatchSteps& steps);

// What the user named.
struct Inputs {
  std::vector<InputFile> files;  // DocumentBatch::file
  std::vector<Skip> missing;
};

Inputs find_inputs(const std::vector<std::string>& inputs);

// Reads all documents of `inputs`, counts them, and gives each thing to `sink`, of which
// any part may be empty; then the batch itself, without what on_document took of it, to
// `steps`, either of which may be empty too.
ReadStats read_inputs(const Inputs& inputs, const ReadSink& sink,
                      const ReadOptions& options, const BatchSteps& steps);

// What `error`, which kept a whole file from being read, is among the things left out.
Skip skip_of(const std::string& path, const Error& error);

}  // namespace unspin
