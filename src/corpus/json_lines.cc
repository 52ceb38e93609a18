#include "corpus/json_record.h"
#include "corpus/lines.h"
#include "corpus/readers.h"

namespace unspin {

Result<RecordHalves> open_json_lines(RecordSource source, const RecordOptions& options) {
  RecordHalves halves;
  halves.parser = make_json_parser(source.path, source.kind, options.fields);
  halves.reader = make_split_reader(std::move(source), std::make_unique<LineSplitter>(),
                                    {.max_record_bytes = options.limits.max_record_bytes,
                                     .counts_lines = true,
                                     .batch_bytes = options.batch_bytes});
  return halves;
}

}  // namespace unspin
