// The words that JSON uses for the values of match.h, in one place. They are part
// of the interface: never change one.
#pragma once

#include <string_view>

#include "unspin/match.h"

namespace unspin {

std::string_view name_of(Relation relation);
std::string_view name_of(Side side);
std::string_view name_of(EvidenceKind kind);
std::string_view name_of(EditOp op);
std::string_view name_of(Kinship kinship);
std::string_view name_of(PassageKind kind);
std::string_view name_of(ChangeKind kind);
std::string_view name_of(Severity severity);
std::string_view name_of(QuotationVerdict verdict);
std::string_view name_of(QuotationKind kind);

}  // namespace unspin
