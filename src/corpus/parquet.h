// Parquet: rows of columns. Read by a module that is loaded when it is needed, because
// Arrow, which it is made of, would slow every start (see parquet/module.h).
#pragma once

#include <cstdint>
#include <functional>

#include "base/file.h"
#include "corpus/copy_records.h"
#include "corpus/inputs.h"
#include "unspin/error.h"
#include "unspin/read.h"

namespace unspin {

// Writes `from`, a plain file on disk, to `to` without the rows (ordinals) that `keep`
// refuses: the same columns, metadata, compression by column and, as far as their rows
// stay, row groups. The caller finishes `to`.
//
// Errors: as open_records, and kUnwritable.
Result<CopyCounts> copy_parquet(const InputFile& from, AtomicFile& to,
                                const std::function<bool(uint64_t ordinal)>& keep,
                                const ReadLimits& limits = {});

}  // namespace unspin
