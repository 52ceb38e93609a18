// Pages with known main content, and how near a text comes to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace unspin::bench {

struct LabelledPage {
  std::string id;
  std::string kind;  // article, forum, listing, …
  std::string url;
  std::string html;
  std::string main_content;
  std::vector<std::string> with;     // snippets of the main content
  std::vector<std::string> without;  // and of what is around it
};

// The pages of a WCXB folder, by id; none when it is absent.
std::vector<LabelledPage> read_labelled_pages(const std::string& folder);

struct Overlap {
  double f1 = 0;
  double precision = 0;
  double recall = 0;
};

// Of the bags of words of the two texts.
Overlap measure_overlap(const std::string& found, const std::string& wanted);

std::string to_lower(const std::string& text);

// Share of `snippets` that `lower`, a lower-cased text, holds; 1 of none.
double share_inside(const std::string& lower, const std::vector<std::string>& snippets);

// Writes a file, with the folders on its way.
void write_text(const std::string& path, const std::string& text);

}  // namespace unspin::bench
