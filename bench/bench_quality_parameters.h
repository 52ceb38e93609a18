// bench/: the numbers by which passages are found, by name.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "align/passage_parameters.h"

namespace unspin::bench {

// One number of PassageParameters.
struct NamedParameter {
  std::string name;  // "growth.margin"
  std::function<double(const PassageParameters&)> get;

  // Rounded where the parameter is a whole number.
  std::function<void(PassageParameters&, double)> set;
};

// All of them, in the order of the header.
std::vector<NamedParameter> passage_parameters();

// Sets what `text` says, "growth.margin=50"; false when there is no such parameter or
// number.
bool set_parameter(PassageParameters& parameters, const std::string& text);

}  // namespace unspin::bench
