// Understands records that are JSON objects.
#pragma once

#include <memory>
#include <string>

#include "corpus/kind.h"
#include "corpus/record_reader.h"

namespace unspin {

// For files of `kind`, JSON lines or a JSON array. A field's value may be a string, a
// number (its text), or a list of those: the paragraphs of a text, joined by an empty
// line; names, joined by ", ". null is absent. Of a field that is there twice the last
// counts.
//
// What strict JSON refuses inside a string is put right where it can be (see
// mend_json.h); of the values that no Document needs only the outline is checked.
//
// Skips: "not valid JSON", "not a JSON object", "no text field" (with the names of the
//        fields there are), "text field is no text".
std::shared_ptr<const RecordParser> make_json_parser(std::string path, Kind kind,
                                                     const FieldNames& fields);

}  // namespace unspin
