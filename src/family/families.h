// family/: here are judged pairs, give me families with a root.
//
// Useful for: pairs that were verified by alignment. Not for: candidates, and not for
// finding out who shares single passages with whom: those pairs make no family.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "unspin/family.h"
#include "unspin/match.h"

namespace unspin {

// What families need to know of a document.
struct FamilyDocument {
  std::string id;         // distinct
  std::string published;  // ISO 8601, a day or an instant; empty when unknown
  uint64_t length = 0;    // tokens
};

// A pair that was judged, whatever came out. Documents are indices.
struct FamilyEdge {
  uint32_t a = 0;
  uint32_t b = 0;

  // kSharedPassages and kUnrelated say: judged, and no family.
  Relation relation = Relation::kUnrelated;

  // Share of each side's tokens inside passages.
  Coverage coverage;

  // Which side is the original, and the probability that this is right.
  Side original = Side::kUnknown;
  double confidence = 0;

  double score = 0;

  // Facts that one says otherwise than the other; see changes_fact.
  uint32_t facts_changed = 0;

  // Of these, exact figures and dates.
  uint32_t figures_changed = 0;
};

// The edge that says what `match` says, between documents a and b of the scan.
FamilyEdge edge_of(uint32_t a, uint32_t b, const Match& match);

struct FamilyOptions {
  // How many pairs a root may ask for at first; then twice as many more as it was
  // granted. Larger asks in fewer rounds, and judges more pairs in vain.
  uint32_t first_wanted = 64;
};

struct FamilyResult {
  // By the id of their roots. A document is in at most one, and each has two or more.
  std::vector<Family> families;

  // For each family its documents: the root, then the members in their order. An id may
  // stand for several documents; these do not.
  std::vector<std::vector<uint32_t>> documents;

  // For each document the one of its family that it was most likely taken from; itself
  // for roots, and where there is no family.
  std::vector<uint32_t> parent_of;

  // Pairs (a < b, sorted, each once, none judged before) that should be judged before
  // the families are final: a likely root and what is linked to it only by way of others.
  // To finish, judge them, add their edges and call again. Stopping early is safe:
  // families are then smaller, never wrong.
  std::vector<std::pair<uint32_t, uint32_t>> wanted_edges;
};

// The families that `edges` make.
//
// `identical` are pairs (document, first) of documents with the same text: they count as
// one document, which has the edges of all of them, and stay together.
//
// Requires: indices below documents.size(). Of two edges of one pair the stronger counts.
// Order:    the same for any order of documents, edges, and sides of an edge.
// Cost:     near-linear in documents and edges. Over all rounds, pairs judged in vain are
//           about FamilyOptions::first_wanted a family and one a document.
FamilyResult build_families(std::span<const FamilyDocument> documents,
                            std::span<const FamilyEdge> edges,
                            std::span<const std::pair<uint32_t, uint32_t>> identical = {},
                            const FamilyOptions& options = {});

}  // namespace unspin
