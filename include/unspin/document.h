// One text and what is known about it.
#pragma once

#include <optional>
#include <string>

namespace unspin {

struct Document {
  // How results name this document: a path as given, or a record's id.
  std::string id;

  // UTF-8. Invalid bytes are allowed: they match nothing and are kept.
  // Every span of a result points into this text.
  std::string text;

  // Absent when unknown. `published` is ISO 8601: "2024-06-18" or with a time.
  std::optional<std::string> title;
  std::optional<std::string> published;
  std::optional<std::string> url;

  // ISO 639-1 ("en"). Detected from the text when absent.
  std::optional<std::string> language;
};

}  // namespace unspin
