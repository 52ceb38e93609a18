// report/: here is a result, print it: JSON lines, terminal, HTML.
//
// Nothing here opens files: each function returns the text to write.
#pragma once

#include <string>
#include <string_view>

#include "unspin/boilerplate.h"
#include "unspin/check.h"
#include "unspin/dedup.h"
#include "unspin/document.h"
#include "unspin/family.h"
#include "unspin/match.h"
#include "unspin/read.h"
#include "unspin/scan.h"

namespace unspin {

// One line of JSON, schema "unspin.match/1", without the line end. Text that is
// not valid UTF-8 shows U+FFFD for each bad byte; spans still count the bytes given.
std::string to_json(const Match& match);

// One line of JSON, schema "unspin.document/1", without the line end.
std::string to_json(const Document& document);

// What was read: one line of JSON, schema "unspin.stats/1", or a table for people. Both
// end without a line end.
std::string to_json(const ReadStats& stats);
std::string to_terminal(const ReadStats& stats);

// One line of JSON each, schemas "unspin.family/1" and "unspin.summary/1", without the
// line end.
std::string to_json(const Family& family);
std::string to_json(const ScanSummary& summary);

// One line of JSON, schema "unspin.boilerplate/1", without the line end.
std::string to_json(const Boilerplate& boilerplate);

// What a scan found, in a sentence.
std::string to_terminal(const ScanSummary& summary);

// One line of JSON, schema "unspin.removed/1" or "unspin.kept/1", without the line end.
// `text` is Document::text of duplicate.document.
std::string to_json(const Duplicate& duplicate, DuplicateFate fate,
                    std::string_view text);

// What dedup did, in a sentence.
std::string to_terminal(const DedupSummary& summary);

struct TerminalStyle {
  // Escape sequences for colour; else differing words show as [-old-]{+new+}.
  bool colour = false;

  // Columns; 0: do not wrap. Less than 40 counts as 40.
  int width = 80;

  // Longest passage shown in full; of a longer one the middle is left out, and the
  // reader told so. 0: all of every passage.
  size_t max_passage_lines = 40;

  // Most rows of each table, and most passages. 0: all.
  size_t max_rows = 40;
};

// For people: the verdict in the first line, then why, then what changed, facts
// first, then the quotations and the aligned passages with the differing words
// marked. Ends without a line end. Whatever the documents hold, only text and the
// colours of ours reach the terminal.
std::string to_terminal(const Match& match, const Document& a, const Document& b,
                        const TerminalStyle& style);

// What was found in one document: a line of JSON, schema "unspin.check/1"; or for people,
// the verdict in the first line, then a line a phrase with what it may have been. Both
// without the line end.
std::string to_json(const Check& check);
std::string to_terminal(const Check& check, const TerminalStyle& style);

// One self-contained page: both texts side by side, passages linked, changes on top.
std::string to_html(const Match& match, const Document& a, const Document& b);

}  // namespace unspin
