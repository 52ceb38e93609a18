// Ending a long run by Ctrl-C or a polite kill.
#pragma once

#include <string>

#include "unspin/error.h"

namespace unspin::cli {

// As long as this lives, the first SIGINT or SIGTERM is noted, so that the run can end in
// good order; the second ends the program at once. What is ignored stays ignored.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  // Threads: any.
  static bool requested();

  // Ends the program by the signal that was noted, as the shell expects; returns when
  // there was none.
  static void end_program();
};

// Says why a run ended that keeps its work in `scratch`, and how to go on with it.
void complain_of_end(const Error& error, const std::string& scratch);

}  // namespace unspin::cli
