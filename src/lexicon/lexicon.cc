#include "lexicon/lexicon.h"

#include <fmt/format.h>

namespace unspin {

struct Lexicon::State {};

Lexicon::Lexicon() = default;
Lexicon::Lexicon(std::unique_ptr<State> state) : state_(std::move(state)) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Result<Lexicon> Lexicon::open(const std::filesystem::path&) { return Lexicon(); }
bool Lexicon::empty() const { return true; }
std::string Lexicon::language() const { return ""; }
Kinship Lexicon::kinship(std::span<const uint64_t>, std::span<const uint64_t>) const {
  return Kinship::kNone;
}
bool Lexicon::is_expression(std::span<const uint64_t>) const { return false; }
bool Lexicon::is_antonym(uint64_t, uint64_t) const { return false; }
double Lexicon::stem_frequency(uint64_t) const { return 1e-6; }
uint32_t Lexicon::count(uint64_t) const { return 0; }
uint32_t Lexicon::count(uint64_t, uint64_t) const { return 0; }
uint64_t Lexicon::total_count() const { return 0; }
uint32_t Lexicon::senses(uint64_t) const { return 0; }

Result<std::filesystem::path> find_lexicon(const std::filesystem::path& program,
                                           const std::string& language) {
  namespace fs = std::filesystem;
  std::string name = language + ".lexicon";
  for (const fs::path& folder :
       {program.parent_path(), program.parent_path() / "../share/unspin"})
    if (std::error_code ignored; fs::exists(folder / name, ignored)) return folder / name;
  return fail(Code::kNotFound,
              fmt::format("{}: not found beside {} nor in ../share/unspin; build it with "
                          "'unspin lexicon build'",
                          name, program.string()));
}

}  // namespace unspin
