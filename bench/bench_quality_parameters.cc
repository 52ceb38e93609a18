#include "bench_quality_parameters.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <type_traits>

namespace unspin::bench {

namespace {

template <typename Group, typename Number>
NamedParameter named(const char* name, Group PassageParameters::* group,
                     Number Group::* member) {
  return {
      name,
      [=](const PassageParameters& p) { return static_cast<double>(p.*group.*member); },
      [=](PassageParameters& p, double value) {
        if constexpr (std::is_integral_v<Number>) value = std::round(value);
        p.*group.*member = static_cast<Number>(value);
      }};
}

}  // namespace

#define UNSPIN_NAMED(group, Type, member) \
  named(#group "." #member, &PassageParameters::group, &Type::member)

std::vector<NamedParameter> passage_parameters() {
  using Surprise = SurpriseParameters;
  using Seeds = SeedParameters;
  using Growth = GrowthParameters;
  using Select = SelectParameters;
  using Summary = DigestParameters;
  return {
      UNSPIN_NAMED(surprise, Surprise, survival),
      UNSPIN_NAMED(surprise, Surprise, digest_survival),
      UNSPIN_NAMED(surprise, Surprise, most),
      UNSPIN_NAMED(surprise, Surprise, other_prior),
      UNSPIN_NAMED(surprise, Surprise, own_prior),
      UNSPIN_NAMED(surprise, Surprise, least_frequency),
      UNSPIN_NAMED(surprise, Surprise, least_known),
      UNSPIN_NAMED(surprise, Surprise, usual),
      UNSPIN_NAMED(surprise, Surprise, reuse_uses),
      UNSPIN_NAMED(seeds, Seeds, shortest_run),
      UNSPIN_NAMED(seeds, Seeds, step),
      UNSPIN_NAMED(seeds, Seeds, least_score),
      UNSPIN_NAMED(seeds, Seeds, fewest_shared),
      UNSPIN_NAMED(seeds, Seeds, most),
      UNSPIN_NAMED(growth, Growth, margin),
      UNSPIN_NAMED(growth, Growth, margin_share),
      UNSPIN_NAMED(growth, Growth, break_bonus),
      UNSPIN_NAMED(growth, Growth, toll),
      UNSPIN_NAMED(growth, Growth, company),
      UNSPIN_NAMED(growth, Growth, alone),
      UNSPIN_NAMED(growth, Growth, telling),
      UNSPIN_NAMED(growth, Growth, least_survival),
      UNSPIN_NAMED(growth, Growth, most_survival),
      UNSPIN_NAMED(growth, Growth, faithful),
      UNSPIN_NAMED(growth, Growth, surplus),
      UNSPIN_NAMED(select, Select, least_score),
      UNSPIN_NAMED(select, Select, score_of_places),
      UNSPIN_NAMED(select, Select, usual_words),
      UNSPIN_NAMED(select, Select, least_score_of_sentences),
      UNSPIN_NAMED(select, Select, verbatim_run),
      UNSPIN_NAMED(select, Select, verbatim_share),
      UNSPIN_NAMED(select, Select, least_end_sum),
      UNSPIN_NAMED(select, Select, echo_share),
      UNSPIN_NAMED(select, Select, gap_ratio),
      UNSPIN_NAMED(select, Select, gap_reach),
      UNSPIN_NAMED(select, Select, trifling_gap),
      UNSPIN_NAMED(digest, Summary, break_bonus),
      UNSPIN_NAMED(digest, Summary, surprising),
      UNSPIN_NAMED(digest, Summary, least_sum),
      UNSPIN_NAMED(digest, Summary, shortest),
      UNSPIN_NAMED(digest, Summary, least_ratio),
      UNSPIN_NAMED(digest, Summary, fewest_surprising),
      UNSPIN_NAMED(digest, Summary, fewest_tenths),
      UNSPIN_NAMED(digest, Summary, odds),
      UNSPIN_NAMED(digest, Summary, odds_per_tenth),
      UNSPIN_NAMED(digest, Summary, odds_per_passage),
      UNSPIN_NAMED(digest, Summary, odds_of_source_size),
      UNSPIN_NAMED(digest, Summary, odds_of_missing),
      UNSPIN_NAMED(digest, Summary, odds_of_covered),
      UNSPIN_NAMED(digest, Summary, odds_of_scores),
      UNSPIN_NAMED(digest, Summary, odds_of_share),
  };
}

bool set_parameter(PassageParameters& parameters, const std::string& text) {
  size_t equals = text.find('=');
  if (equals == std::string::npos) return false;
  std::vector<NamedParameter> all = passage_parameters();
  auto found = std::ranges::find(all, text.substr(0, equals), &NamedParameter::name);
  const std::string number = text.substr(equals + 1);
  char* end = nullptr;
  double value = std::strtod(number.c_str(), &end);
  if (found == all.end() || number.empty() || *end != 0) return false;
  found->set(parameters, value);
  return true;
}

}  // namespace unspin::bench
